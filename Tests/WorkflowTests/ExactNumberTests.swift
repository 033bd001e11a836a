import Configuration
import Parallel
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
      ).run(SimulatedBank.context(threads: 1))
      let rows = cells.enumerated().map { "\($0 + 1),\($1)\n" }.joined()
      let table = folder.write("id,number\n" + rows, as: "table.csv")
      let found = try Self.predictions(model: model, table: table, in: folder)
      #expect(found == ["1": 0.268941, "2": 0.268941, "3": 0.731059], "\(threshold): \(cells)")
    }
  }

  /// A table whose outcome goes with a number that is written as `number` says.
  private func table(_ number: (Int) -> String) -> String {
    var random = RandomStream(seed: 8)
    var text = "id,number,other,lost\n"
    for row in 0..<900 {
      let (rank, other) = (random.below(50), random.below(9))
      let isLost = random.below(100) < (rank % 7) * 14 + other
      text += "\(row),\(number(rank)),\(other),\(isLost ? 1 : 0)\n"
    }
    return text
  }

  /// Trains on a table, writes the model, reads it and predicts the same rows.
  private func predictions(_ text: String, _ configuration: String) throws -> [String: Double] {
    let folder = TemporaryFolder()
    let table = folder.write(text, as: "table.csv")
    var input = InputSelection(configurationPath: folder.write(configuration, as: "bank.yaml"))
    input.table = TableSelection(patterns: [table], label: "lost", positive: nil, key: "id", timeColumn: nil)
    _ = try TrainingRun(
      input: input, algorithm: nil, seed: nil, month: nil, folder: folder.file("model"), commandLine: "train"
    ).run(SimulatedBank.context(threads: 2))
    return try Self.predictions(model: folder.file("model"), table: table, in: folder)
  }

  @Test(
    "trained on: account codes, dates and cents give the model that small numbers of the same order give",
    arguments: [
      "training: { algorithm: trees, trees: { rounds: 20 } }",
      "training: { algorithm: logistic, logistic: { woe: true } }",
    ])
  func trained(configuration: String) throws {
    let expected = try predictions(table { "\($0)" }, configuration)
    #expect(Set(expected.values).count > 3)
    for number in [
      { "\(62_220_000_000 + $0)" }, { "\(20_240_101 + $0)" }, { "6000000.\($0 + 10)" },
      { "0.5000000\($0 + 10)" },
    ] as [(Int) -> String] {
      #expect(try predictions(table(number), configuration) == expected)
    }
  }

  @Test("trained on: two codes that Float32 takes for one")
  func codes() throws {
    var text = "id,unit,lost\n"
    for row in 0..<600 {
      text += "\(row),\(62_220_000_000 + row % 2),\(row % 2 == 1 || row % 10 == 0 ? 1 : 0)\n"
    }
    for configuration in [
      "training: { algorithm: trees, trees: { rounds: 20 } }",
      "training: { algorithm: logistic, logistic: { woe: true } }\nbinning: { specials: [62220000000] }",
    ] {
      let found = try predictions(text, configuration)
      #expect((0..<600).allSatisfy { (found["\($0)"] ?? .nan > 0.5) == ($0 % 2 == 1) })
    }
  }

  @Test("analysed: cuts and codes are compared with the cells, and told as they are")
  func analysed() throws {
    let folder = TemporaryFolder()
    var text = "id,balance,lost\n"
    for row in 0..<400 {
      let balance = ["5000000", "5999999.99", "6000000.00", "6000000.01"][row % 4]
      text += "\(row),\(balance),\(row / 4 < [60, 30, 20, 20][row % 4] ? 1 : 0)\n"
    }
    var input = InputSelection(
      configurationPath: folder.write(
        "binning: { variables: { balance: { cuts: [6000000], specials: [6000000.01] } } }\nlanguage: en\n",
        as: "bank.yaml"))
    input.table = TableSelection(
      patterns: [folder.write(text, as: "t.csv")], label: "lost", positive: nil, key: "id", timeColumn: nil)
    _ = try AnalysisRun(input: input, folder: folder.file("out")).run(SimulatedBank.context(threads: 1))
    let bins = folder.text("out/bins.csv").split(separator: "\n").dropFirst().map {
      $0.replacing("\"6,000,000.01\"", with: "6000000.01").replacing("6,000,000", with: "6000000")
        .replacing("\"", with: "").split(separator: ",").dropFirst(2).prefix(4).joined(separator: ",")
    }
    #expect(
      bins == [
        "below 6000000,200.0,110.0,90.0", "from 6000000,100.0,80.0,20.0", "'= 6000000.01,100.0,80.0,20.0",
        "missing,0.0,0.0,0.0",
      ])
  }

  @Test("told in reasons as they were written")
  func reasons() throws {
    let folder = TemporaryFolder()
    var text = "id,unit,lost\n"
    for row in 0..<600 {
      text += "\(row),\(62_220_000_000 + row % 10),\(row % 10 == 7 || row % 97 == 0 ? 1 : 0)\n"
    }
    let table = folder.write(text, as: "table.csv")
    var input = InputSelection()
    input.table = TableSelection(patterns: [table], label: "lost", positive: nil, key: "id", timeColumn: nil)
    _ = try TrainingRun(
      input: input, algorithm: .trees, seed: nil, month: nil, folder: folder.file("model"),
      commandLine: "train"
    ).run(SimulatedBank.context(threads: 2))
    _ = try Self.predictions(model: folder.file("model"), table: table, in: folder)
    let lines = folder.text("scores.csv").split(separator: "\n").dropFirst().prefix(20)
    #expect(lines.allSatisfy { $0.contains("62,220,000,007") })
  }

  @Test("a logistic regression, which takes their size, warns where Float32 leaves nothing of it")
  func coarse() throws {
    let folder = TemporaryFolder()
    var text = "id,unit,other,lost\n"
    for row in 0..<400 { text += "\(row),\(62_220_000_000 + row % 2),\(row % 7),\(row % 5 == 0 ? 1 : 0)\n" }
    var input = InputSelection()
    input.table = TableSelection(
      patterns: [folder.write(text, as: "table.csv")], label: "lost", positive: nil, key: "id",
      timeColumn: nil)
    let outcome = try TrainingRun(
      input: input, algorithm: .logistic, seed: nil, month: nil, folder: folder.file("model"),
      commandLine: "train"
    ).run(SimulatedBank.context(threads: 2))
    let warnings = outcome.model.fit.warnings.map(\.english).filter {
      $0.contains("more digits than Float32")
    }
    #expect(warnings.count == 1 && warnings[0].hasPrefix("“unit”"))
  }
}
