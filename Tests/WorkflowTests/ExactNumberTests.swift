import Testing

@testable import Workflow

@Suite("Numbers of tables are compared as they were written")
struct ExactNumberTests {
  /// What `predict` says of each row, by the row's key.
  static func predictions(model: String, table: String, in folder: TemporaryFolder) throws -> [String: Double]
  {
    var input = InputSelection()
    input.table = TableSelection(patterns: [table], label: nil, positive: nil, key: "id", timeColumn: nil)
    _ = try PredictionRun(
      modelPath: model, input: input, month: nil, selection: .all, order: nil,
      outputPath: folder.file("scores.csv")
    ).run(SimulatedBank.context(threads: 2))
    let lines = folder.text("scores.csv").split(separator: "\n").dropFirst()
    return Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        return (String(cells[1]), Double(cells[2]) ?? .nan)
      })
  }

  @Test("imported from LightGBM: rates, dates and accounts next to a threshold")
  func imported() throws {
    let folder = TemporaryFolder()
    let cases: [(threshold: String, cells: [String])] = [
      ("-0.38299999999999995", ["-0.383", "-0.384", "-0.382"]),
      ("20240229.500000004", ["20240229", "20240228", "20240230"]),
      ("62220000000000.508", ["62220000000000", "62219999999999", "62220000000001"]),
      ("1.0000000180025095e-35", ["0", "-0", "1e-34"]), ("9.9999999999999993e+299", ["1e299", "1", "1e301"]),
    ]
    for (place, (threshold, cells)) in cases.enumerated() {
      let text = """
        tree
        version=v4
        num_class=1
        num_tree_per_iteration=1
        max_feature_idx=0
        objective=binary sigmoid:1
        feature_names=number

        Tree=0
        num_leaves=2
        num_cat=0
        split_feature=0
        threshold=\(threshold)
        decision_type=2
        left_child=-1
        right_child=-2
        leaf_value=-1 1
        leaf_count=1 1
        internal_count=2

        end of trees

        """
      let model = folder.file("model\(place)")
      _ = try ImportRun(
        filePath: folder.write(text, as: "model.txt"), outputPath: model, label: "label", key: "id"
      ).run()
      let rows = cells.enumerated().map { "\($0 + 1),\($1)\n" }.joined()
      let table = folder.write("id,number\n" + rows, as: "table.csv")
      let found = try Self.predictions(model: model, table: table, in: folder)
      #expect(found == ["1": 0.268941, "2": 0.268941, "3": 0.731059], "\(threshold): \(cells)")
    }
  }
}
