import Foundation
import Parallel
import Scoring
import Testing

@testable import ModelFile

/// Small models that other tools have saved, with rows and what those tools say of them; made by
/// `benchmarks/run interchange --fixtures`.
@Suite("Models of other tools")
struct InterchangeTests {
  private struct Expected: Decodable {
    struct Model: Decodable {
      var margins: [Double]
      var contributions: [[Double]]?
    }
    var rows: [[Float?]]
    var models: [String: Model]
  }

  static let names = [
    "lightgbm.txt", "xgboost.json", "xgboost.ubj", "catboost.json", "catboost-depthwise.json",
  ]

  private func bytes(_ name: String) throws -> [UInt8] {
    let url = try #require(Bundle.module.url(forResource: "Golden/interchange/\(name)", withExtension: nil))
    return [UInt8](try Data(contentsOf: url))
  }

  @Test("give the tool's own margins and contributions", arguments: names)
  func margins(name: String) throws {
    let expected = try JSONDecoder().decode(Expected.self, from: Data(bytes("expected.json")))
    let theirs = try #require(expected.models[name])
    let imported = try ImportedModel.read(bytes(name))
    let columns = imported.forest.variableCount
    #expect(imported.variables == (0..<columns).map { "v\($0)" })
    let matrix = ColumnMatrix(
      columns: (0..<columns).map { column in expected.rows.map { $0[column] ?? .nan } })
    let scorer = try Scorer(.forest(imported.forest))
    let team = ThreadTeam(threadCount: 1)
    for (mine, margin) in zip(scorer.margins(of: matrix, team: team), theirs.margins) {
      #expect((mine - margin).magnitude < 2e-6)
    }
    guard let shares = theirs.contributions else { return }
    let mine = scorer.contributions(of: matrix, team: team)
    for (row, values) in shares.enumerated() {
      for column in 0..<columns {
        #expect((mine[row * columns + column] - values[column]).magnitude < 1e-5)
      }
      // The tools write the base line behind the variables.
      #expect((scorer.expectedMargin - values[columns]).magnitude < 1e-5)
    }
  }

  @Test("that are cut short or have a byte changed are read or refused, and nothing else", arguments: names)
  func broken(name: String) throws {
    let whole = try bytes(name)
    func attempt(_ bytes: [UInt8]) {
      do {
        let model = try ImportedModel.read(bytes)
        let matrix = ColumnMatrix(rowCount: 3, columnCount: model.forest.variableCount)
        guard model.forest.variableCount < 1000 else { return }
        let margins = try Scorer(.forest(model.forest)).margins(of: matrix, team: ThreadTeam(threadCount: 1))
        #expect(margins.allSatisfy { $0.isFinite })
      } catch let error as InterchangeError {
        #expect(error.description.hasSuffix("."))
      } catch {
        #expect(error is ScoringModelError, "\(error)")
      }
    }
    var random = RandomStream(seed: 9)
    for _ in 0..<150 {
      attempt(Array(whole[..<random.below(whole.count)]))
      var changed = whole
      for _ in 0..<1 + random.below(3) {
        changed[random.below(whole.count)] =
          random.chance(0.5) ? UInt8(random.below(256)) : UInt8(ascii: "0") + UInt8(random.below(10))
      }
      attempt(changed)
    }
  }

  private func problem(_ name: String, _ old: String, _ new: String) throws -> InterchangeError? {
    let text = String(decoding: try bytes(name), as: UTF8.self)
    let range = try #require(text.range(of: old), "“\(old)” is not in \(name).")
    do {
      _ = try ImportedModel.read(Array(text.replacingCharacters(in: range, with: new).utf8))
      return nil
    } catch let error as InterchangeError {
      return error
    }
  }

  @Test("that cannot be represented are refused by name")
  func refusals() throws {
    #expect(
      try problem("lightgbm.txt", "objective=binary", "objective=lambdarank")?.problem.contains("lambdarank")
        == true)
    #expect(try problem("lightgbm.txt", "num_class=1", "num_class=3")?.problem.contains("3 classes") == true)
    #expect(try problem("lightgbm.txt", "version=v4", "version=v9")?.problem.contains("v9") == true)
    #expect(
      try problem("lightgbm.txt", "is_linear=0", "is_linear=1")?.problem.contains("linear_tree") == true)
    #expect(
      try problem("xgboost.json", "binary:logistic", "multi:softprob")?.problem.contains("multi:softprob")
        == true)
    #expect(
      try problem("xgboost.json", "\"name\":\"gbtree\"", "\"name\":\"gblinear\"")?.problem
        .contains("a linear model without trees") == true)
    #expect(try problem("catboost.json", "FloatFeature", "OnlineCtr")?.problem.contains("OnlineCtr") == true)
  }

  @Test("whose nodes form no tree are refused, and the sentence says where")
  func circles() throws {
    #expect(
      try problem("xgboost.json", "\"left_children\":[1,", "\"left_children\":[0,")?.place
        == "learner.gradient_booster.model.trees[0]")
    #expect(try problem("xgboost.json", "\"left_children\":[1,", "\"left_children\":[9999,") != nil)
    #expect(try problem("lightgbm.txt", "left_child=2 ", "left_child=0 ")?.place.hasPrefix("line ") == true)
    #expect(throws: InterchangeError.self) { try ImportedModel.read([]) }
    #expect(throws: InterchangeError.self) { try ImportedModel.read(Array("{}".utf8)) }
    #expect(throws: InterchangeError.self) {
      try ImportedModel.read([UInt8](repeating: UInt8(ascii: "["), count: 100_000))
    }
    #expect(throws: InterchangeError.self) {
      try ImportedModel.read(Array(("{\"a\":" + String(repeating: "[", count: 100_000)).utf8))
    }
  }

  @Test("whose codes of categories would fill the memory are refused; found by the fuzzer")
  func hugeCodes() throws {
    let error = try #require(
      try problem("xgboost.json", "\"categories\":[2,5,", "\"categories\":[2,16777214,"))
    #expect(error.place == "learner.gradient_booster.model.trees[0]")
    #expect(error.problem.contains("16777216"))
  }

  @Test("that were exported for XGBoost are read back the same")
  func roundTrip() throws {
    let imported = try ImportedModel.read(bytes("xgboost.json"))
    let written = try XGBoostWriter.bytes(.forest(imported.forest), variables: imported.variables)
    let again = try ImportedModel.read(written)
    #expect(again.variables == imported.variables)
    #expect(again.forest.trees.count == imported.forest.trees.count)
    #expect((again.forest.baseMargin - imported.forest.baseMargin).magnitude < 1e-6)
    var random = RandomStream(seed: 3)
    let matrix = ColumnMatrix(
      columns: (0..<7).map { column in
        (0..<500).map { _ in
          random.chance(0.1)
            ? .nan : column >= 5 ? Float(random.below(column == 5 ? 7 : 40)) : Float(random.normal())
        }
      })
    let team = ThreadTeam(threadCount: 1)
    let first = try Scorer(.forest(imported.forest)).margins(of: matrix, team: team)
    let second = try Scorer(.forest(again.forest)).margins(of: matrix, team: team)
    #expect(zip(first, second).allSatisfy { ($0 - $1).magnitude < 1e-6 })
  }
}
