import Configuration
import Messages
import ModelFile
import Scoring
import Testing

@testable import Workflow

@Suite("churn train --weight")
struct RowWeightTests {
  /// Rows of a table with an outcome that goes with two numbers; every third row counts twice.
  private func rows(repeated: Bool) -> String {
    var text = "id,day,first,second,count,note,lost\n"
    for row in 0..<3000 {
      let (first, second) = ((row * 7919) % 1009, (row * 104_729) % 1013)
      let isLost = (row * 31_337) % 2021 < first + second / 3
      let count = row % 3 == 0 ? 2 : 1
      for copy in 0..<(repeated ? count : 1) {
        text += "\(row)-\(copy),\(row / 100),\(first),\(second),\(repeated ? 1 : count),a,\(isLost ? 1 : 0)\n"
      }
    }
    return text
  }

  private func train(
    _ text: String, _ algorithm: TrainingDefinition.Algorithm, weight: String?, in folder: TemporaryFolder
  ) throws -> ModelDocument {
    var input = InputSelection()
    input.table = TableSelection(
      patterns: [folder.write(text, as: "table.csv")], label: "lost", positive: nil, key: "id",
      timeColumn: "day")
    _ = try TrainingRun(
      input: input, algorithm: algorithm, seed: nil, month: nil, weight: weight, folder: folder.file("model"),
      commandLine: "train"
    ).run(SimulatedBank.context(threads: 2))
    return try ModelCoder.read(folder.file("model"))
  }

  @Test("a weight of 2 is a row that is there twice, and the column is no variable")
  func repeated() throws {
    let weighted = try train(rows(repeated: false), .logistic, weight: "count", in: TemporaryFolder())
    let twice = try train(rows(repeated: true), .logistic, weight: "count", in: TemporaryFolder())
    let once = try train(rows(repeated: false), .logistic, weight: nil, in: TemporaryFolder())
    #expect(weighted.recipes.recipes.map(\.name) == ["first", "second"])
    #expect(once.recipes.recipes.map(\.name) == ["count", "first", "second"])
    func weights(_ document: ModelDocument) throws -> [Double] {
      guard case .linear(let linear) = document.scoring else { throw RunError("The model is not linear.") }
      return [linear.intercept]
        + linear.terms.compactMap {
          if case .numeric(let term) = $0 { term.weight / term.scale } else { nil }
        }
    }
    let (found, expected) = (try weights(weighted), try weights(twice))
    #expect(found.count == 3)
    #expect(
      zip(found, expected).allSatisfy { ($0 - $1).magnitude < 1e-6 * (1 + $1.magnitude) },
      "\(found) \(expected)")
    let unweighted = try weights(once)
    let others = [unweighted[0]] + unweighted.dropFirst(2)
    #expect(zip(found, others).contains { ($0 - $1).magnitude > 1e-4 * $1.magnitude })
  }

  @Test("trees take weights too")
  func trees() throws {
    let weighted = try train(rows(repeated: false), .trees, weight: "count", in: TemporaryFolder())
    guard case .forest(let forest) = weighted.scoring else {
      Issue.record("the model has no trees")
      return
    }
    // All rows of all months: 2,000 that count once, 1,000 that count twice.
    #expect(forest.trees.first?.nodes.first?.cover == 4000)
  }

  @Test("what is no weight is refused by name")
  func refusals() throws {
    let folder = TemporaryFolder()
    let text = rows(repeated: false)
    func problem(_ text: String, _ weight: String) -> String {
      do {
        _ = try train(text, .logistic, weight: weight, in: folder)
        return ""
      } catch { return "\(error)" }
    }
    #expect(problem(text, "note").contains("“note” holds texts"))
    #expect(problem(text, "cuont").contains("Did you mean “count”?"))
    let negative = text.replacing(",1,a,", with: ",-1,a,", maxReplacements: 1)
    #expect(problem(negative, "count").hasPrefix("The weight (“count”) of “1-0” is -1.0"))
    let missing = text.replacing(",2,a,", with: ",,a,", maxReplacements: 1)
    #expect(problem(missing, "count").contains("of “0-0” is missing"))
    let input = InputSelection(panelPatterns: [folder.file("not-there.csv")])
    #expect {
      _ = try TrainingRun(
        input: input, algorithm: nil, seed: nil, month: nil, weight: "count", folder: folder.file("m"),
        commandLine: ""
      ).run(SimulatedBank.context(threads: 1))
    } throws: {
      "\($0)".contains("once each; a weight names a column")
    }
  }
}
