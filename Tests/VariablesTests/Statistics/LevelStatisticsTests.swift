import Foundation
import Parallel
import Testing

@testable import Variables

@Suite("Statistics of levels")
struct LevelStatisticsTests {
  private let sound = MadeUpPanel.statistics

  @Test("are written and read back as they are")
  func coding() throws {
    let book = RecipeBook(
      window: 1, assets: [], recipes: [Recipe(name: "r", function: .lossRate, columns: ["occupation"])],
      statistics: sound)
    let data = try JSONEncoder().encode(book)
    #expect(try JSONDecoder().decode(RecipeBook.self, from: data) == book)
    let overflowing = Data(
      #"{"columns":[0],"keys":[1,18446744073709551615],"rows":[1,1],"losses":[0,0]}"#.utf8)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(LevelStatistics.Group.self, from: overflowing)
    }
  }

  @Test("that cannot be looked up are refused with a sentence, and sound ones are not")
  func problems() {
    #expect(sound.problem == nil)
    func problem(_ change: (inout LevelStatistics) -> Void) -> String? {
      var changed = sound
      change(&changed)
      return changed.problem
    }
    let changes: [(inout LevelStatistics) -> Void] = [
      { $0.prior = 1.5 }, { $0.prior = .nan }, { $0.priorRows = 0 }, { $0.priorRows = .infinity },
      { $0.columns[1].name = "" }, { $0.columns[1].name = "occupation" },
      { $0.columns[0].texts = ["a", "a"] },
      { $0.groups[0].columns = [] }, { $0.groups[0].columns = [0, 1, 2, 3] }, { $0.groups[0].columns = [7] },
      { $0.groups[1].columns = [1, 0] }, { $0.groups[1].columns = [1, 1] },
      { $0.groups[0].rows.removeLast() },
      { $0.groups[0].losses.append(1) }, { $0.groups[0].keys[0] = 2 }, { $0.groups[0].keys[1] = 99 },
      { $0.groups[0].rows[0] = 0 }, { $0.groups[0].losses[0] = 1000 }, { $0.groups[1] = $0.groups[0] },
    ]
    for (index, change) in changes.enumerated() {
      let found = problem(change)
      #expect(found?.hasSuffix(".") == true, "change \(index): \(found ?? "no problem")")
    }
    // Three columns of so many levels have more combinations than can be numbered.
    let wide = LevelStatistics(
      prior: 0.1, priorRows: 1,
      columns: ["a", "b", "c"].map { name in .init(name: name, texts: (0..<300_000).map { "\($0)" }) })
    #expect(wide.strides(of: [0, 1, 2]) == nil && wide.strides(of: [0, 2]) == [300_001, 1])
  }

  @Test("a column that they say nothing of makes no variable")
  func unknownGroup() {
    #expect(LevelLookup(Recipe(name: "r", function: .lossRate, columns: ["branch"]), sound) == nil)
    #expect(
      LevelLookup(Recipe(name: "r", function: .lossRate, columns: ["branch", "occupation"]), sound) == nil)
    #expect(
      LevelLookup(Recipe(name: "r", function: .frequency, columns: ["occupation", "branch"]), sound) != nil)
  }
}
