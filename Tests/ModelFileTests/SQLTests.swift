import Arrow
import Foundation
import Parallel
import Scoring
import Testing

@testable import Database
@testable import ModelFile

/// Models as SQL, run by databases that the machine has.
@Suite("SQL")
struct SQLTests {
  /// The empty text stands for missing cells.
  private static let levels = ["农民", "it's", "a\\b", ""]
  private static let variables = ["amount", "big \"number\"", "occupation", "code"]

  /// A database, and how its query is written.
  private func databases(in folder: URL) -> [(SQLDialect, Database)] {
    var found: [(SQLDialect, Database)] = []
    for (dialect, driver, key) in [(SQLDialect.duckdb, "duckdb", "path"), (.sqlite, "sqlite", "uri")] {
      guard
        let database = try? Database(
          name: driver, driver: driver, options: [(key, folder.appendingPathComponent(driver).path)])
      else {
        print("Left out: no driver of \(driver); Tests/drivers fetches it.")
        continue
      }
      found.append((dialect, database))
    }
    return found
  }

  /// A row as a database has it, and as the model sees it.
  private struct Row {
    var amount: Double?
    var number: Double?
    var occupation: String?
    var code: Double?

    var values: [Float] {
      [
        amount.map { Float($0) } ?? .nan, number.map { Float($0) } ?? .nan,
        SQLTests.levels.firstIndex(of: occupation ?? "").map { Float($0) } ?? .nan,
        code.map { Float($0) } ?? .nan,
      ]
    }
  }

  /// Rows at random, near and on the borders, with what is missing and what training never saw.
  private func rows(_ random: inout RandomStream, borders: [Float], count: Int) -> [Row] {
    func near(_ border: Float) -> Double {
      let middle = (Double(border) + Double(border.nextUp)) / 2
      let below = (Double(border) + Double(border.nextDown)) / 2
      let around = [
        Double(border), middle, middle.nextUp, middle.nextDown, below, below.nextUp, below.nextDown,
      ]
      return around[random.below(around.count)]
    }
    func number() -> Double? {
      switch random.below(5) {
      case 0: nil
      case 1, 2: near(borders[random.below(borders.count)])
      case 3 where random.chance(0.2): .nan
      default: (random.uniform() - 0.3) * 1e6
      }
    }
    let words: [String?] = Self.levels + ["never seen", "", nil]
    return (0..<count).map { _ in
      Row(
        amount: number(), number: number(), occupation: words[random.below(words.count)],
        code: random.chance(0.2) ? nil : Double(random.below(6)))
    }
  }

  private func fill(_ database: Database, _ rows: [Row], dialect: SQLDialect) throws {
    let names = Self.variables.map(dialect.name)
    let real = dialect == .sqlite ? "real" : "double"
    var statements = [
      "drop table if exists variables",
      "create table variables (id integer, \(names[0]) \(real), \(names[1]) \(real), \(names[2]) text, \(names[3]) \(real))",
    ]
    func cell(_ value: Double?) -> String {
      value.map { $0.isNaN ? dialect.nan ?? "null" : dialect.number($0) } ?? "null"
    }
    for start in stride(from: 0, to: rows.count, by: 200) {
      let values = rows[start..<min(rows.count, start + 200)].enumerated().map { offset, row in
        let text = row.occupation.map(dialect.text) ?? "null"
        return "(\(start + offset), \(cell(row.amount)), \(cell(row.number)), \(text), \(cell(row.code)))"
      }
      statements.append("insert into variables values \(values.joined(separator: ", "))")
    }
    for statement in statements {
      try database.connection().run(statement)
    }
  }

  /// A column of the query's result, in the rows' order.
  private func results(_ database: Database, _ query: [UInt8], column: String) throws -> [Double] {
    let text = String(decoding: query, as: UTF8.self)
    let stream = try database.query(
      "select \(column) as result from (\n\(text)) every order by id", isOurs: true)
    var results: [Double] = []
    while let batch = try stream.next() {
      for row in 0..<batch.rowCount {
        results.append(batch.columns[0].isNull(row) ? .nan : batch.columns[0].number(row) ?? .nan)
      }
    }
    return results
  }

  private func writer(_ dialect: SQLDialect) -> SQLWriter {
    SQLWriter(
      dialect: dialect,
      variables: Self.variables.enumerated().map { index, name in
        SQLVariable(name: name, levels: index == 2 ? Self.levels : nil, thresholds: nil, dialect: dialect)
      })
  }

  /// What the database says and what the model says, margin and probability.
  private func expectSame(
    _ model: ScoringModel, calibration: Calibration? = nil, borders: [Float], seed: UInt64,
    rows count: Int = 600
  ) throws {
    var random = RandomStream(seed: seed, stream: 7)
    let rows = rows(&random, borders: borders, count: count)
    let scorer = try Scorer(model, calibration: calibration)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("churn-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (dialect, database) in databases(in: folder) {
      try fill(database, rows, dialect: dialect)
      let query = try writer(dialect).bytes(
        model, calibration: calibration, points: nil, producer: "test", remark: "two\nlines")
      let probabilities = try results(database, query, column: "churn_probability")
      #expect(probabilities.count == rows.count)
      for (row, probability) in zip(rows, probabilities) {
        let expected = scorer.probability(row.values.withUnsafeBufferPointer { scorer.margin(of: $0) })
        #expect(abs(probability - expected) <= 1e-12, "\(dialect): \(row)")
        if !(abs(probability - expected) <= 1e-12) { return }
      }
    }
  }

  @Test(
    "of linear models gives the same probabilities: bins, codes of their own, levels, numbers bent or not")
  func linear() throws {
    let borders: [Float] = [-100, 0.1, 3, 1_000.5, 4e5, -9999]
    let terms: [LinearTerm] = [
      .binned(
        BinnedTerm(
          variable: 0, cuts: [-100, 0.1, 1_000.5, 4e5], specials: [-9999, 3],
          addends: [0.5, -0.25, 1.0 / 3, 0.125, -1, 2, -0.7, 0.05], meanAddend: 0)),
      .numeric(
        NumericTerm(
          variable: 1, lowest: -100, highest: 4e5, imputation: 70, transform: .signedLog, mean: 4, scale: 1.5,
          weight: -0.4, missingWeight: 0.2)),
      .numeric(
        NumericTerm(
          variable: 1, lowest: -1e30, highest: 1_000.5, imputation: 0.1, mean: 1e3, scale: 7e4, weight: 0.9)),
      .category(CategoryTerm(variable: 2, weights: [0.3, -0.2, 0.1, 0.7], otherWeight: 0.05, meanWeight: 0)),
      .category(CategoryTerm(variable: 3, weights: [-1, 0.25, 0.5], otherWeight: -0.05, meanWeight: 0)),
    ]
    let model = ScoringModel.linear(LinearModel(variableCount: 4, intercept: -1.5, terms: terms))
    try expectSame(model, borders: borders, seed: 1)
    for (index, calibration) in [
      Calibration(method: .platt, figures: [1.3, -0.2]),
      Calibration(method: .beta, figures: [0.8, 1.1, 0.3]),
      Calibration(method: .isotonic, figures: [-2, -1, 0.5, -2.5, -1.25, 1]),
    ].enumerated() {
      try expectSame(model, calibration: calibration, borders: borders, seed: UInt64(2 + index), rows: 300)
    }
  }

  @Test("of a hundred trees gives the same probabilities, at every threshold and its neighbours")
  func trees() throws {
    var random = RandomStream(seed: 9, stream: 1)
    var borders: [Float] = []
    func tree() -> DecisionTree {
      var (nodes, sets): ([DecisionTree.Node], [[UInt32]]) = ([], [])
      func grow(_ depth: Int) -> Int {
        let index = nodes.count
        nodes.append(.leaf(value: (random.uniform() - 0.5) / 10, cover: 1))
        if depth == 0 || random.chance(0.1) { return index }
        let variable = random.below(4)
        // Mostly chains, as small leafwise trees are, deeper than choices stand within each other.
        let (one, other) = (grow(depth - 1), grow(random.chance(0.6) ? 0 : depth - 1))
        let (left, right) = random.chance(0.5) ? (one, other) : (other, one)
        if variable < 2 {
          let threshold = Float((random.uniform() - 0.3) * 1e6)
          borders.append(threshold)
          nodes[index] = .split(
            variable: variable, threshold: threshold, left: left, right: right,
            missingGoesLeft: random.chance(0.5), cover: 2)
        } else {
          sets.append((0..<UInt32(4)).filter { _ in random.chance(0.5) })
          nodes[index] = .categorySplit(
            variable: variable, set: sets.count - 1, left: left, right: right,
            missingGoesLeft: random.chance(0.5), cover: 2)
        }
        return index
      }
      _ = grow(13)
      return DecisionTree(nodes: nodes, categorySets: sets)
    }
    let trees = (0..<100).map { _ in tree() }
    try expectSame(
      .forest(Forest(variableCount: 4, baseMargin: -0.7, trees: trees)), borders: borders, seed: 10)
    let leaf = DecisionTree(nodes: [.leaf(value: -800, cover: 1)])
    try expectSame(
      .forest(Forest(variableCount: 4, baseMargin: 0, trees: [leaf])), borders: [0], seed: 11, rows: 3)
    try expectSame(
      .forest(Forest(variableCount: 4, baseMargin: 1_600, trees: [leaf])), borders: [0], seed: 12, rows: 3)
  }

  @Test("that would be larger than stated is refused with the way out")
  func large() throws {
    let split = DecisionTree(nodes: [
      .split(variable: 0, threshold: 1, left: 1, right: 2, missingGoesLeft: true, cover: 2),
      .leaf(value: 0, cover: 1), .leaf(value: 1, cover: 1),
    ])
    let forest = Forest(
      variableCount: 4, baseMargin: 0, trees: Array(repeating: split, count: SQLWriter.mostSplits + 1))
    #expect {
      try writer(.ansi).bytes(.forest(forest), calibration: nil, points: nil, producer: "test", remark: nil)
    } throws: { "\($0)".contains("Its trees have 20001 splits; SQL is written up to 20000.") }
  }

  @Test("writes numbers, names and texts as each database has them")
  func dialects() {
    #expect(SQLDialect.duckdb.number(0.5) == "0.5e0" && SQLDialect.sqlite.number(1e-7) == "1e-07")
    #expect(SQLDialect.spark.number(-2) == "(-2.0e0)" && SQLDialect.postgresql.number(-2) == "float8 '-2.0'")
    #expect(SQLDialect.ansi.name("a\"b") == "\"a\"\"b\"" && SQLDialect.hive.name("a`b") == "`a``b`")
    #expect(SQLDialect.duckdb.text("it's \\") == "'it''s \\'")
    #expect(SQLDialect.spark.text("it's \\") == "'it\\'s \\\\'")
  }
}
