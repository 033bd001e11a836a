import Configuration
import Foundation
import ModelFile
import Parallel
import Scoring
import Testing
import Variables

@testable import Workflow

@Suite("From a panel to a scorecard", .serialized)
struct ScorecardRunTests {
  /// The bank's configuration with further lines.
  private func input(_ bank: SimulatedBank, adding lines: String) -> InputSelection {
    let path = bank.folder.write(bank.folder.text("bank/bank.yaml") + lines, as: "bank/changed.yaml")
    return InputSelection(configurationPath: path)
  }

  @Test(
    "a scorecard is the same bytes for any number of threads, and its points are those of the model that scores"
  )
  func scorecard() throws {
    let bank = try SimulatedBank(customers: 2500, months: 7)
    let input = input(
      bank,
      adding: """
        training: { algorithm: logistic, logistic: { woe: true, stepwise: likelihood_ratio, scorecard: { base_score: 500 } } }
        binning: { bins: 5, variables: { age: { cuts: [30, 45, 60] }, demand: { specials: [0] } } }

        """)
    for threads in [1, 2, 5] { try bank.train("t\(threads)", threads: threads, input: input) }
    #expect(bank.modelBytes("t1").count > 1000)
    #expect(bank.modelBytes("t1") == bank.modelBytes("t2") && bank.modelBytes("t1") == bank.modelBytes("t5"))
    let document = try LoadedModel(path: bank.model("t1")).document
    let card = try #require(document.scorecard)
    #expect(!card.entries.isEmpty && card.scaling.baseScore == 500)
    #expect(card.entries.allSatisfy { $0.coefficient > 0 && $0.binning.ordinaryCount <= 5 })
    // Rows of made values: the model looks up what a person adds up.
    var random = RandomStream(seed: 4)
    var columns: [[Float]] = []
    for recipe in document.recipes.recipes {
      columns.append(
        (0..<300).map { _ in
          if random.chance(0.1) { return .nan }
          return recipe.isCategory
            ? Float(random.below(4)) : Float(random.normal() * [0.1, 10, 1e5][random.below(3)])
        })
    }
    let margins = try Scorer(document.scoring).margins(
      of: ColumnMatrix(columns: columns), team: ThreadTeam(threadCount: 1))
    for row in 0..<300 {
      let sum = card.entries.reduce(card.intercept) { sum, entry in
        sum + entry.coefficient * entry.binning.woe[entry.binning.bin(of: columns[entry.variable][row])]
      }
      #expect((margins[row] - sum).magnitude < 1e-12)
    }
    let scaling = try #require(try ModelDescriptionRun(modelPath: bank.model("t1")).run().scorecard?.scaling)
    #expect(scaling.baseScore == 500 && scaling.baseOdds == 20)
    try bank.predict("t1", to: "list.csv", input: input)
    #expect(bank.folder.text("list.csv").split(separator: "\n").count > 50)
    // A card whose points are not the model's is refused.
    var broken = document
    broken.scorecard?.entries[0].coefficient += 0.1
    #expect {
      _ = try ModelCoder.encode(broken, path: "broken")
    } throws: {
      "\($0)".contains("are not those of the model")
    }
  }

  @Test("lists of tables have the points, which add up to the score's to half a point a variable")
  func points() throws {
    let folder = TemporaryFolder()
    var text = "id,age,branch,account,lost\n"
    for row in 0..<1500 {
      var random = RandomStream(seed: 5, key: "\(row)")
      let (age, branch) = (20 + random.below(60), random.below(3))
      text += "\(row),\(age),\(["a", "b", ""][branch]),20240101\(1000 + random.below(900)),"
      text += "\(random.below(100) < (age < 35 ? 50 : 10) + 15 * branch ? 1 : 0)\n"
    }
    let table = TableSelection(
      patterns: [folder.write(text, as: "t.csv")], label: "lost", positive: nil, key: "id", timeColumn: nil)
    let yaml = folder.write("training: { algorithm: logistic, logistic: { woe: true } }\n", as: "t.yaml")
    _ = try TrainingRun(
      input: InputSelection(configurationPath: yaml, table: table), algorithm: nil, seed: nil, month: nil,
      folder: folder.file("m"), commandLine: "train"
    ).run(SimulatedBank.context(threads: 2))
    let card = try #require(try LoadedModel(path: folder.file("m")).document.scorecard)
    _ = try PredictionRun(
      modelPath: folder.file("m"), input: InputSelection(table: table), month: nil, selection: .all,
      order: nil,
      outputPath: folder.file("l.csv")
    ).run(SimulatedBank.context(threads: 2))
    let lines = folder.text("l.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let names = lines[0].suffix(card.entries.count).map(String.init)
    #expect(lines.count == 1501 && names == card.entries.map { "points_\($0.binning.name)" })
    var previous = -Double.infinity
    for line in lines.dropFirst() {
      let (probability, points) = (try #require(Double(line[2])), try #require(Double(line[3])))
      let parts = line.suffix(card.entries.count + 1).compactMap { Double($0) }
      #expect(
        parts.count == card.entries.count + 1 && parts.reduce(0, +) == points && parts[0] == card.basePoints)
      // The score that the probability stands for.
      let exact =
        card.scaling.baseScore - card.factor * log(probability / (1 - probability) * card.scaling.baseOdds)
      #expect((exact - points).magnitude < 0.5 * Double(parts.count) + 0.01)
      #expect(points > previous - Double(parts.count))
      previous = points
    }
  }

  @Test("an analysis is the same files for any number of threads, and names what it cannot do")
  func analysis() throws {
    let bank = try SimulatedBank(customers: 1500, months: 7)
    for threads in [1, 2, 5] {
      let outcome = try AnalysisRun(
        input: bank.input, folder: bank.folder.file("a\(threads)"), shown: ["age"]
      ).run(SimulatedBank.context(threads: threads))
      #expect(outcome.result.variables.contains { $0.verdict.choice == .keep })
      #expect(outcome.shown.map(\.name) == ["age"] && outcome.folder == bank.folder.file("a\(threads)"))
    }
    for name in ["analysis.html", "analysis.json", "bins.csv", "periods.csv", "variables.csv"] {
      let bytes = bank.folder.bytes("a1/\(name)")
      #expect(bytes.count > 500 && bytes == bank.folder.bytes("a2/\(name)"))
      #expect(bytes == bank.folder.bytes("a5/\(name)"))
    }
    let page = bank.folder.text("a1/analysis.html")
    #expect(!page.contains("://"))
    // Pictures of those to keep or watch alone, unless all is asked for.
    let full = try AnalysisRun(input: bank.input, folder: bank.folder.file("full"), isFull: true).run(
      SimulatedBank.context(threads: 2))
    let all = full.result.variables
    let dropped = try #require(all.first { $0.verdict.choice == .drop })
    let kept = try #require(full.result.byInformation.first { $0.verdict.choice != .drop })
    #expect(page.contains("<h2>\(kept.name)<") && !page.contains("<h2>\(dropped.name)<"))
    let whole = bank.folder.text("full/analysis.html")
    #expect(all.allSatisfy { whole.contains("<h2>\($0.name)<") })
    #expect(page.contains("id=\"rates-0-title\"") && whole.contains("id=\"rates-\(all.count - 1)-title\""))
    #expect {
      _ = try AnalysisRun(input: bank.input, shown: ["agee"]).run(SimulatedBank.context(threads: 1))
    } throws: {
      "\($0)".contains("no variable “agee”. Did you mean “age”?")
    }
    let wrong = input(bank, adding: "binning: { variables: { agee: { bins: 3 } } }\n")
    #expect {
      _ = try AnalysisRun(input: wrong).run(SimulatedBank.context(threads: 1))
    } throws: {
      "\($0)".contains("no such variable. Did you mean “age”?")
    }
    let table = TableSelection(
      patterns: [bank.folder.file("bank/panel_2024-01.csv")], label: nil, positive: nil, key: nil,
      timeColumn: nil)
    #expect {
      _ = try AnalysisRun(input: InputSelection(table: table)).run(SimulatedBank.context(threads: 1))
    } throws: {
      "\($0)".contains("name its column.")
    }
  }
}
