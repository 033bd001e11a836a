import Foundation
import Parallel
import SystemIO
import Tabular
import Testing
import Variables

@testable import ModelFile

@Suite("Statistics of levels in a model file")
struct LevelStatisticsFileTests {
  private static let statistics = LevelStatistics(
    prior: 0.125, priorRows: 5,
    columns: [.init(name: "X1", texts: ["p", "q"]), .init(name: "X2", texts: ["r", "s", "t"])],
    groups: [
      .init(columns: [0], keys: [0, 1, 2], rows: [3, 40, 50], losses: [1, 8, 2]),
      .init(columns: [0, 1], keys: [1, 5, 11], rows: [10, 30, 53], losses: [0, 4, 7]),
    ])

  private static var document: ModelDocument {
    var document = SampleModels.table
    document.recipes.recipes[0] = Recipe(name: "X1", function: .lossRate, columns: ["X1"])
    document.recipes.recipes[1] = Recipe(name: "X2", function: .frequency, columns: ["X1", "X2"])
    document.recipes.statistics = statistics
    document.columns = ModelDocument.neededColumns(of: document.recipes)
    return document
  }

  private func sealed(_ body: String) -> [UInt8] {
    let bytes = Array(body.utf8)
    return Array("churn-model 4 crc32=\(CRC32.text(of: CRC32.of(bytes))) bytes=\(bytes.count)\n".utf8) + bytes
  }

  private func body(_ document: ModelDocument) throws -> String {
    String(decoding: try DeterministicJSON.encode(document), as: UTF8.self)
  }

  @Test("are read back as they were written, and make the file one of version 4")
  func roundTrip() throws {
    let bytes = try ModelCoder.encode(Self.document, path: "m")
    #expect(bytes.starts(with: Array("churn-model 4 crc32=".utf8)))
    #expect(try ModelCoder.decode(bytes, path: "m") == Self.document)
  }

  @Test("that cannot be are refused by writer and reader, with the place")
  func unsound() throws {
    let changes: [(String, (inout LevelStatistics) -> Void)] = [
      ("an unseen level is 1.5", { $0.prior = 1.5 }), ("an unseen level is nan", { $0.prior = .nan }),
      ("counts as 0.0 rows", { $0.priorRows = 0 }), ("counts as inf rows", { $0.priorRows = .infinity }),
      ("stands twice or has no name", { $0.columns[1].name = "X1" }),
      ("the level “p” of “X1” stands twice", { $0.columns[0].texts = ["p", "p"] }),
      ("group 0: a level has 3 rows and 4 losses", { $0.groups[0].losses[0] = 4 }),
      ("group 0: a level has 0 rows", { ($0.groups[0].rows[0], $0.groups[0].losses[0]) = (0, 0) }),
      ("3 levels have 2 numbers of rows and 3 of losses", { $0.groups[0].rows.removeLast() }),
      ("group 1: its levels are not in rising order", { $0.groups[1].keys[2] = 12 }),
      ("group 0: its levels are not in rising order", { $0.groups[0].keys[1] = 0 }),
      ("the columns [7] are not in rising order", { $0.groups[0].columns = [7] }),
      ("are counted twice", { $0.groups[1] = $0.groups[0] }),
      ("holds no statistics of its levels", { $0.groups.removeLast() }),
    ]
    for (expected, change) in changes {
      var document = Self.document
      var statistics = Self.statistics
      change(&statistics)
      document.recipes.statistics = statistics
      let written = modelError { _ = try ModelCoder.encode(document, path: "m") }
      #expect(written?.description.contains(expected) == true, "\(expected): \(String(describing: written))")
      let read = modelError { _ = try ModelCoder.decode(sealed(body(document)), path: "m") }
      #expect(read?.description.contains(expected) == true, "\(expected): \(String(describing: read))")
    }
  }

  @Test("with any figure changed under a sound checksum are refused, or looked up without a crash")
  func hostile() throws {
    var generator = Generator(state: 12)
    let text = try body(Self.document)
    let start = try #require(text.range(of: "\"statistics\"")).lowerBound
    let digits = text[start...].indices.filter { text[$0].isNumber && !text[text.index(before: $0)].isNumber }
    let figures = [
      "-1", "0", "1", "2", "7", "1e308", "4294967296", "18446744073709551615", "null", "\"NaN\"", "[]",
    ]
    var (refused, accepted) = (0, 0)
    for _ in 0..<1500 {
      let place = try #require(digits.randomElement(using: &generator))
      let end = text[place...].firstIndex { !"0123456789.e+-".contains($0) } ?? text.endIndex
      let changed = text[..<place] + (figures.randomElement(using: &generator) ?? "") + text[end...]
      do {
        let book = try ModelCoder.decode(sealed(String(changed)), path: "m").recipes
        let statistics = try #require(book.statistics)
        let codes = [[Float.nan, 0, 1], [2, .nan, 0]] as [[Float]]
        let matrix = ColumnMatrix(columns: codes)
        for recipe in book.recipes.prefix(2) {
          let lookup = try #require(LevelLookup(recipe, statistics))
          let values = AlignedArray<Float>(count: 3)
          lookup.fill(values.view, codes: [matrix.column(0), matrix.column(1)])
          #expect(values.view.elements.allSatisfy { (0...1).contains($0) })
        }
        accepted += 1
      } catch is ModelFileError {
        refused += 1
      }
    }
    #expect(refused > 300 && accepted > 50, "\(refused) \(accepted)")
  }
}
