import Parallel
import Scoring
import SystemIO
import Tabular
import Testing
import Variables

@testable import ModelFile

@Suite("LightGBM's thresholds, which are Float64")
struct LightGBMThresholdTests {
  /// A tree of random splits, and LightGBM's own walk through it.
  private struct Tree {
    var variables: [Int] = []
    var thresholds: [Double] = []
    var decisions: [Int] = []
    let left = [1, ~0, ~2]
    let right = [2, ~1, ~3]
    let values = [0.25, -0.5, 1, 2]

    init(_ random: inout RandomStream) {
      for _ in 0..<3 {
        variables.append(random.below(3))
        let threshold =
          switch random.below(4) {
          case 0: Double(random.below(40) - 20) / 1000 + 0.0005
          case 1: 20_240_229.5 + Double(random.below(6))
          case 2: 62_220_000_000_000.5 + Double(random.below(4))
          default:
            [
              1.0000000180025095e-35, -1.0000000180025095e-35, 0, -1e-36, 1e300, -1e300,
              .leastNonzeroMagnitude, 0.30000000000000004,
            ][random.below(8)]
          }
        thresholds.append(threshold)
        // Missing values: none, which count as zeros, or NaN with the default side left or right.
        decisions.append([0, 8, 10][random.below(3)])
      }
    }

    /// NumericalDecision in LightGBM's tree.h, with what its predictor does before.
    func value(_ row: [Double]) -> Double {
      var node = 0
      while node >= 0 {
        var cell = row[variables[node]]
        // Before, in c_api.cpp, numbers up to kZeroThreshold become zeros.
        if cell.isNaN && decisions[node] < 8 || cell.magnitude <= Double(Float(1e-35)) { cell = 0 }
        let goesLeft = cell.isNaN ? decisions[node] & 2 != 0 : cell <= thresholds[node]
        node = goesLeft ? left[node] : right[node]
      }
      return values[~node]
    }

    var text: String {
      func list(_ numbers: [some CustomStringConvertible]) -> String {
        numbers.map(\.description).joined(separator: " ")
      }
      return """
        num_leaves=4
        num_cat=0
        split_feature=\(list(variables))
        threshold=\(list(thresholds))
        decision_type=\(list(decisions))
        left_child=\(list(left))
        right_child=\(list(right))
        leaf_value=\(list(values))
        leaf_count=1 1 1 1
        internal_count=4 2 2

        """
    }
  }

  static func model(_ trees: [String]) -> [UInt8] {
    let head = """
      tree
      version=v4
      num_class=1
      num_tree_per_iteration=1
      max_feature_idx=2
      objective=binary sigmoid:1
      feature_names=rate date account

      """
    let parts = trees.enumerated().map { "Tree=\($0)\n\($1)\n" }.joined()
    return Array("\(head)\n\(parts)end of trees\n".utf8)
  }

  @Test("every engine gives the tool's score at each threshold and one step either side")
  func scores() throws {
    var random = RandomStream(seed: 1)
    let team = ThreadTeam(threadCount: 1)
    for _ in 0..<60 {
      let trees = (0..<6).map { _ in Tree(&random) }
      let imported = try ImportedModel.read(Self.model(trees.map(\.text)))
      var cells: [Double] = [
        .nan, 0, -0.0, .leastNonzeroMagnitude, 1e-35, .infinity, -.infinity, 20_240_229, 1e17,
      ]
      for threshold in trees.flatMap(\.thresholds) {
        cells += [threshold, threshold.nextUp, threshold.nextDown]
      }
      let rows = (0..<120).map { _ in (0..<3).map { _ in cells[random.below(cells.count)] } }
      let matrix = ColumnMatrix(
        columns: (0..<3).map { variable in
          rows.map { row in
            imported.thresholds[variable]?.float(ofCell: row[variable]) ?? Float(row[variable])
          }
        })
      for engine in try Scorer.engines(for: .forest(imported.forest)) {
        let margins = try Scorer(.forest(imported.forest), engine: engine).margins(of: matrix, team: team)
        for (row, margin) in zip(rows, margins) {
          #expect(margin == trees.reduce(0) { $0 + $1.value(row) }, "\(engine) \(row)")
        }
      }
    }
  }

  @Test("are kept in the model's file, whose version tells older programs")
  func file() throws {
    var random = RandomStream(seed: 2)
    let imported = try ImportedModel.read(Self.model((0..<20).map { _ in Tree(&random).text }))
    var document = imported.document(named: "m", program: "churn", baseRate: 0.5)
    document.label = "label"
    let bytes = try ModelCoder.encode(document, path: "m")
    #expect(bytes.starts(with: Array("churn-model 3 ".utf8)))
    let read = try ModelCoder.decode(bytes, path: "m")
    #expect(read == document)
    #expect(read.thresholdScales == imported.thresholds)
    func problem(_ change: (inout Recipe) -> Void) -> String {
      var document = document
      change(&document.recipes.recipes[0])
      document.columns = ModelDocument.neededColumns(of: document.recipes)
      do {
        _ = try ModelCoder.encode(document, path: "m")
        return ""
      } catch { return "\(error)" }
    }
    let shorter = problem { $0.thresholds?.removeLast() }
    #expect(shorter.contains("which is none of its thresholds"))
    let mixed = problem { $0.thresholds?.swapAt(0, 1) }
    #expect(mixed.contains("not in rising order"))
    let infinite = problem { $0.thresholds?[0] = -.infinity }
    #expect(infinite.contains("no usable number"))
    let shared = problem { $0.columns = ["date"] }
    #expect(shared.contains("two variables are made of the column “date”"))
  }

  @Test("are written as they are where a format can hold them, else refused by name")
  func exports() throws {
    func bytes(_ format: ExportFormat, _ thresholds: [Double]) throws -> String {
      let tree = """
        num_leaves=3
        num_cat=0
        split_feature=1 1
        threshold=\(thresholds[0]) \(thresholds[1])
        decision_type=0 0
        left_child=-1 -2
        right_child=1 -3
        leaf_value=1 2 3
        leaf_count=1 1 1
        internal_count=3 2
        """
      let imported = try ImportedModel.read(Self.model([tree]))
      return String(
        decoding: try format.bytes(
          .forest(imported.forest), variables: imported.variables, thresholds: imported.thresholds,
          producer: "test"), as: UTF8.self)
    }
    let account = [62_220_000_000_000.5, 62_220_000_000_001.5]
    let pmml = try bytes(.pmml, account)
    #expect(account.allSatisfy { pmml.contains("value=\"\($0)\"") })
    #expect(pmml.contains("name=\"date\" optype=\"continuous\" dataType=\"double\""))
    for format in [ExportFormat.xgboost, .onnx] {
      #expect(try !bytes(format, [0.1, 0.2]).isEmpty)
      #expect {
        _ = try bytes(format, account)
      } throws: {
        "\($0)".contains("variable “date”") && "\($0)".contains("Export it as PMML.")
      }
    }
  }
}
