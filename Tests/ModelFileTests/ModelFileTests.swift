import Configuration
import Foundation
import Parallel
import Scoring
import SystemIO
import Testing
import Variables

@testable import ModelFile

@Suite("A model file")
struct ModelFileTests {
  @Test("reads back as the same model, and equal models are equal bytes")
  func roundTrip() throws {
    for document in SampleModels.all {
      let bytes = try ModelCoder.encode(document, path: "model.churn")
      let read = try ModelCoder.decode(bytes, path: "model.churn")
      #expect(read == document)
      #expect(try ModelCoder.encode(read, path: "model.churn") == bytes)
      let first = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      let body = bytes.count - first.utf8.count - 1
      #expect(first.hasPrefix("churn-model 1 crc32=") && first.hasSuffix(" bytes=\(body)"))
    }
  }

  @Test("that goes on from a score says so in its version, for programs that would score without it")
  func startingScore() throws {
    var forest = SampleModels.forest
    forest.start = StartingScore(variable: 0, missingMargin: -2, meanMargin: -1.5)
    let document = SampleModels.document(.forest(forest))
    let bytes = try ModelCoder.encode(document, path: "model.churn")
    #expect(bytes.starts(with: Array("churn-model 2 crc32=".utf8)))
    #expect(try ModelCoder.decode(bytes, path: "model.churn") == document)
    forest.start?.variable = 2
    let failure = modelError {
      _ = try ModelCoder.encode(SampleModels.document(.forest(forest)), path: "m")
    }
    #expect(failure?.description.contains("“occupation”, which is a category") == true)
    forest.start?.variable = 0
    let model = ScoringModel.forest(forest)
    let names = ["a", "b", "c", "d"]
    for write in [
      { try XGBoostWriter.bytes(model, variables: names) }, { try ONNXWriter.bytes(model, producer: "test") },
      { try PMMLWriter.bytes(model, variables: names, producer: "test") },
    ] as [() throws -> [UInt8]] {
      #expect(throws: InterchangeError.self) { try write() }
    }
  }

  @Test("keeps a calibration, and refuses one that does not rise")
  func calibration() throws {
    var document = SampleModels.document(.forest(SampleModels.forest))
    document.calibration = Calibration(method: .isotonic, figures: [-3, 1, -2.5, 0.5])
    let bytes = try ModelCoder.encode(document, path: "model.churn")
    #expect(try ModelCoder.decode(bytes, path: "model.churn") == document)
    for figures in [[], [1, 0, 1, 2], [.nan, 1, 1, 2], [0, 1, 2]] as [[Double]] {
      document.calibration = Calibration(method: .isotonic, figures: figures)
      #expect(throws: ModelFileError.self) {
        try ModelCoder.decode(ModelCoder.encode(document, path: "model.churn"), path: "model.churn")
      }
    }
  }

  @Test("keeps what a forest was put together from, and refuses what cannot be")
  func parts() throws {
    var forest = SampleModels.forest
    forest.trees = Array(repeating: forest.trees[0], count: 5)
    var document = SampleModels.document(.forest(forest))
    func decoded(_ forests: [Int], _ share: Double) throws -> ForestParts? {
      document.parts = ForestParts(forests: forests, regressionShare: share)
      return try ModelCoder.decode(ModelCoder.encode(document, path: "m"), path: "m").parts
    }
    #expect(try decoded([2, 3], 0) == ForestParts(forests: [2, 3], regressionShare: 0))
    #expect(try decoded([1, 2], 0.25)?.regressionShare == 0.25)
    let wrong: [([Int], Double)] = [
      ([5], 0), ([2, 2], 0), ([3, 3], 0.5), ([0, 5], 0), ([2, 3], 1.5), ([2, 3], -0.1), ([.max, .max], 0.5),
    ]
    for (forests, share) in wrong {
      #expect(throws: ModelFileError.self, "\(forests), \(share)") { try decoded(forests, share) }
    }
    document.scoring = .linear(SampleModels.linear)
    document.algorithm = .logistic
    #expect(throws: ModelFileError.self) { try decoded([2, 3], 0) }
  }

  @Test("is a text that people can read")
  func readable() throws {
    let bytes = try ModelCoder.encode(
      SampleModels.document(.linear(SampleModels.linear)), path: "model.churn")
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("\n  \"base_rate\" : 0.08,\n"))
    #expect(text.contains("\n  \"trained_months\" : [\"2024-04\", \"2024-05\"],\n"))
    #expect(text.contains("\"2024-07\" : \"aum_m7.csv\""))
    #expect(text.contains("\"seed\" : 18446744073709551615"))
    #expect(text.contains("\"levels\" : [\"农民\", \"教师\", \"医生\"]"))
  }

  @Test("cut short at any byte is an error that says so")
  func truncations() throws {
    for document in SampleModels.all {
      let bytes = try ModelCoder.encode(document, path: "model.churn")
      let firstLine = bytes.prefix { $0 != UInt8(ascii: "\n") }.count
      for length in 0..<bytes.count {
        let failure = modelError {
          _ = try ModelCoder.decode(Array(bytes[..<length]), path: "m/model.churn")
        }
        let failed = try #require(failure, "\(length) bytes")
        #expect(failed.description.contains("“m/model.churn”"))
        if length > firstLine {
          #expect(
            failed.problem == .cutShort(announced: bytes.count - firstLine - 1, found: length - firstLine - 1)
          )
        }
      }
      let longer = modelError { _ = try ModelCoder.decode(bytes + [10], path: "m") }
      #expect(longer?.description.contains("was changed after it was written") == true)
    }
  }

  @Test("with any single bit changed is an error")
  func bitFlips() throws {
    for document in SampleModels.all {
      var bytes = try ModelCoder.encode(document, path: "model.churn")
      for bit in 0..<bytes.count * 8 {
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        let failure = modelError { _ = try ModelCoder.decode(bytes, path: "m") }
        #expect(failure != nil, "bit \(bit)")
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      }
    }
  }

  @Test("of a later version is refused by naming both versions")
  func newerVersion() throws {
    let failure = modelError {
      _ = try ModelCoder.decode(Array("churn-model 7 sha256=abc bytes=3\n{}\n".utf8), path: "m/model.churn")
    }
    #expect(
      failure?.description
        == "“m/model.churn” is a model of format version 7; this program reads versions up to 4. "
        + "Install the version of churn that wrote it, or a later one.")
  }

  @Test(
    "that is none at all is told from one",
    arguments: [
      "", "\n", "{}", "churn-modell 1 crc32=00000000 bytes=0\n", "churn-model\n", "churn-model x\n",
      "churn-model 0 a b\n",
      "churn-model 01 crc32=00000000 bytes=0\n", "churn-model -1 crc32=00000000 bytes=0\n",
      "churn-model 1 crc32=00000000 bytes=-1\n", "churn-model 1  crc32=00000000 bytes=0\n",
      "churn-model 99999999999999999999 crc32=00000000 bytes=0\n", "PK\u{3}\u{4}",
    ])
  func notAModel(text: String) {
    let failure = modelError {
      _ = try ModelCoder.decode(Array(text.utf8), path: "m")
    }
    #expect(failure?.problem == .notAModel)
  }

  /// A file with a sound first line around any text.
  private func sealed(_ body: String) -> [UInt8] {
    let bytes = Array(body.utf8)
    return Array("churn-model 1 crc32=\(CRC32.text(of: CRC32.of(bytes))) bytes=\(bytes.count)\n".utf8) + bytes
  }

  private func problem(_ body: String) -> String {
    modelError { _ = try ModelCoder.decode(sealed(body), path: "m") }?.description
      ?? "none"
  }

  private func body(_ document: ModelDocument) throws -> String {
    String(decoding: try DeterministicJSON.encode(document), as: UTF8.self)
  }

  @Test("with a sound checksum and unsound content names the place")
  func unsoundContent() throws {
    let text = try body(SampleModels.document(.forest(SampleModels.forest)))
    #expect(problem(text) == "none")
    #expect(problem("").contains("cannot be read"))
    #expect(problem("[]").contains("cannot be read"))
    #expect(
      problem("{}").contains("the key “produced_by” is missing") || problem("{}").contains("is missing"))
    #expect(problem(text.replacing("\"seed\" :", with: "\"sead\" :")).contains("the key “seed” is missing"))
    #expect(
      problem(text.replacing("\"threshold\" : [0]", with: "\"threshold\" : [\"x\"]"))
        .contains(" at scoring.forest.trees[1].threshold[0]: "))
    #expect(
      problem(text.replacing("\"2024-04\"", with: "\"2024-14\"")).contains(
        "at trained_months[0]: “2024-14” is not a month."))
    #expect(problem(String(repeating: "[", count: 1_000_000)).contains("too deep in each other"))
    #expect(problem(String(repeating: "{\"a\":", count: 1_000_000)).contains("too deep in each other"))
  }

  @Test("that contradicts itself is refused when written and when read")
  func contradictions() throws {
    typealias Change = (inout ModelDocument) -> Void
    let changes: [(String, Change)] = [
      ("a window of 0 months", { $0.recipes.window = 0 }),
      ("has recipes for 3", { $0.recipes.recipes.removeLast() }),
      ("two variables are called “assets”", { $0.recipes.recipes[1].name = "assets" }),
      ("“demand” is twice among the assets", { $0.recipes.assets = ["demand", "demand"] }),
      ("it has no name", { $0.recipes.recipes[0].name = "" }),
      ("“change” cannot read 0 columns", { $0.recipes.recipes[1].columns = [] }),
      ("“change” cannot read 2 columns", { $0.recipes.recipes[1].columns = ["a", "b"] }),
      ("6 months cannot be looked back in a window of 6", { $0.recipes.recipes[1].months = 6 }),
      ("-1 months cannot", { $0.recipes.recipes[1].months = -1 }),
      ("no number of months cannot", { $0.recipes.recipes[1].months = nil }),
      ("“level” takes no number of months", { $0.recipes.recipes[0].months = 1 }),
      ("the figure inf is no usable number", { $0.recipes.recipes[0].figures = [.infinity] }),
      ("“level” cannot take 1 figures", { $0.recipes.recipes[0].figures = [1] }),
      ("the level “教师” stands twice", { $0.recipes.recipes[2].levels = ["教师", "教师", "a"] }),
      ("a category needs levels", { $0.recipes.recipes[2].levels = nil }),
      ("“level” has no levels", { $0.recipes.recipes[0].levels = [] }),
      ("asks for code 2 of “occupation”, which has 2 levels", { $0.recipes.recipes[2].levels = ["a", "b"] }),
      (
        "“level” takes no number",
        { $0.recipes.recipes[2] = Recipe(name: "x", function: .level, columns: ["x"], months: 2) }
      ),
      ("the list of columns is not that of the recipes", { $0.columns.removeLast() }),
      ("the list of variables is not that of the recipes", { $0.variables.swapAt(0, 1) }),
      ("has the importance -1.0", { $0.variables[0].importance = -1 }),
      ("has the importance nan", { $0.variables[0].importance = .nan }),
      ("has no sound usual range", { $0.variables[0].usualFrom = nil }),
      ("the expected share lost is 1.5", { $0.expectedShareLost = 1.5 }),
      ("the base rate is nan", { $0.baseRate = .nan }),
      ("the algorithm is “logistic”, but", { $0.algorithm = .logistic }),
      ("the number of rounds is -1", { $0.rounds = -1 }),
      ("the months 2024-05 and 2024-04 are not in rising order", { $0.trainedMonths.reverse() }),
      ("no month is named", { $0.trainedMonths = [] }),
      ("but names columns of a table", { $0.label = "y" }),
      ("a model of a table cannot look back", { $0.kind = .table }),
      (
        "tree 0",
        { $0.scoring = .forest(Forest(variableCount: 4, baseMargin: 0, trees: [DecisionTree(nodes: [])])) }
      ),
      ("base margin", { $0.scoring = .forest(Forest(variableCount: 4, baseMargin: .nan, trees: [])) }),
    ]
    for (expected, change) in changes {
      var document = SampleModels.document(.forest(SampleModels.forest))
      change(&document)
      let written = modelError { _ = try ModelCoder.encode(document, path: "m") }
      #expect(written?.description.contains(expected) == true, "\(expected): \(String(describing: written))")
      let read = problem(try body(document))
      #expect(read.contains(expected), "\(expected): \(read)")
    }
    var table = SampleModels.table
    table.label = nil
    #expect(problem(try body(table)).contains("names no label"))
    var linear = SampleModels.document(.linear(SampleModels.linear))
    linear.recipes.recipes[2].levels = ["a"]
    #expect(problem(try body(linear)).contains("term 1 asks for code 2 of “occupation”, which has 1 levels"))
  }

  @Test("with any figure changed under a sound checksum is refused, or scores without a crash")
  func hostileFigures() throws {
    var generator = Generator(state: 11)
    let figures = [
      "-1", "0", "1", "2", "3", "-0.5", "1e308", "-1e308", "4294967296", "null", "\"NaN\"", "\"Infinity\"",
      "[]", "{}",
    ]
    var (refused, accepted) = (0, 0)
    for document in SampleModels.all {
      let text = try body(document)
      let digits = text.indices.filter { text[$0].isNumber && !text[text.index(before: $0)].isNumber }
      for _ in 0..<1500 {
        let start = try #require(digits.randomElement(using: &generator))
        let end = text[start...].firstIndex { !"0123456789.e+-".contains($0) } ?? text.endIndex
        let changed = text[..<start] + (figures.randomElement(using: &generator) ?? "") + text[end...]
        do {
          let read = try ModelCoder.decode(sealed(String(changed)), path: "m")
          let scorer = try Scorer(read.scoring)
          var matrix = ColumnMatrix(rowCount: 3, columnCount: scorer.variableCount)
          let stride = matrix.columnStride
          matrix.withMutableStorage { storage in
            for column in 0..<scorer.variableCount {
              for (row, value) in [Float.nan, 1, -1e30].enumerated() {
                storage[column * stride + row] = value
              }
            }
          }
          let margins = scorer.margins(of: matrix, team: ThreadTeam(threadCount: 1))
          #expect(margins.allSatisfy { $0.isFinite })
          accepted += 1
        } catch is ModelFileError {
          refused += 1
        }
      }
    }
    #expect(refused > 500 && accepted > 100)
  }
}
