import Parallel
import Testing

@testable import Variables

@Suite("Leaks")
struct LeakTests {
  private let team = ThreadTeam(threadCount: 2)

  /// Labels with a share of losses, and a number that is honest: AUC of about 0.85.
  private func honest(_ rows: Int, rate: Double = 0.1, seed: UInt64) -> (losses: [Bool], values: [Float]) {
    var random = RandomStream(seed: seed)
    let losses = (0..<rows).map { _ in random.chance(rate) }
    return (losses, losses.map { Float(random.normal() + ($0 ? 1.5 : 0)) })
  }

  private func find(_ column: [Float], levels: [String]? = nil, _ losses: [Bool]) -> Leak? {
    LeakFinder(losses: losses, team: team).leaks(
      in: [AnalysisTable.Variable(name: "x", levels: levels)], of: ColumnMatrix(columns: [column])
    ).first
  }

  @Test("honest columns are none, for rare losses and small tables too")
  func none() {
    for seed in UInt64(1)...30 {
      for (rows, rate) in [(2000, 0.1), (600, 0.02), (120, 0.3), (5000, 0.003)] {
        let (losses, values) = honest(rows, rate: rate, seed: seed)
        #expect(find(values, losses) == nil)
        var random = RandomStream(seed: seed + 100)
        // Levels of few rows each would tell the rows that they were counted on apart.
        for levels in [3, 40, 250] {
          let codes = (0..<rows).map { _ in Float(random.below(levels)) }
          #expect(find(codes, levels: (0..<levels).map(String.init), losses) == nil)
        }
        let finder = LeakFinder(losses: losses, team: team)
        #expect(finder.rowOrder() == nil)
        #expect(finder.keyOrder(column: "id") { "C\($0 * 7919 % 10007)" } == nil)
      }
    }
  }

  @Test("the label, its opposite and a level of it are named as such")
  func label() throws {
    let (losses, _) = honest(1000, rate: 0.05, seed: 1)
    for column in [losses.map { $0 ? 1 : 0 }, losses.map { $0 ? -3 : Float(8.5) }] {
      let leak = try #require(find(column, losses))
      #expect(leak.kind == .label && leak.auc == 1 && leak.ks == 1)
    }
    let codes = losses.map { Float($0 ? 1 : 0) }
    #expect(find(codes, levels: ["open", "closed"], losses)?.kind == .label)
  }

  @Test("values that nearly give it away are found whichever way they run")
  func values() throws {
    let (losses, noise) = honest(2000, seed: 2)
    let up = zip(losses, noise).map { $0 ? 5 + $1 : $1 / 2 }
    let leak = try #require(find(up, losses))
    #expect(leak.kind == .values && leak.auc > 0.97)
    #expect(find(up.map { -$0 }, losses)?.kind == .values)
    // A code in the middle of all numbers stands for what was lost.
    let middle = zip(losses, noise).map { $0 ? Float(0) : ($1 > 0 ? $1 + 1 : $1 - 1) }
    #expect(find(middle, losses)?.kind == .values)
    let three = losses.enumerated().map { Float($1 ? 2 : $0 % 2) }
    #expect(find(three, levels: ["a", "b", "closed"], losses)?.kind == .values)
  }

  @Test("a column that is filled in for losses alone, or for all but them, is named for that")
  func missing() throws {
    let (losses, noise) = honest(2000, seed: 3)
    for isFilledForLosses in [true, false] {
      let column = zip(losses, noise).map { $0 == isFilledForLosses ? $1 : Float.nan }
      #expect(find(column, losses)?.kind == .missing)
      let codes = losses.enumerated().map { $1 == isFilledForLosses ? Float($0 % 3) : Float.nan }
      #expect(find(codes, levels: ["a", "b", "c"], losses)?.kind == .missing)
    }
  }

  @Test("sorted files, and keys that were numbered by the outcome, are told")
  func orders() throws {
    let sorted = (0..<500).map { $0 < 60 }
    let finder = LeakFinder(losses: sorted, team: team)
    #expect(try #require(finder.rowOrder()).auc == 1)
    // 9 stands behind 100 as a text, but not as a number.
    #expect(finder.keyOrder(column: "id") { String($0 + 1) }?.auc == 1)
    #expect(
      finder.keyOrder(column: "id") { ($0 < 60 ? "L" : "K") + String($0 * 7919 % 10007) }?.kind == .keyOrder)
    #expect(finder.keyOrder(column: "id") { String($0 * 7919 % 10007) } == nil)
  }

  @Test("with hardly any rows of a class nothing is said")
  func few() {
    let losses = (0..<100).map { $0 < 4 }
    #expect(find(losses.map { $0 ? 1 : 0 }, losses) == nil)
    #expect(LeakFinder(losses: losses, team: team).rowOrder() == nil)
  }
}
