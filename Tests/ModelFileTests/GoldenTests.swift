import Foundation
import Parallel
import Scoring
import Testing

@testable import ModelFile

/// Files that version 1 wrote. They must load and score the same in every later version and are never written anew.
@Suite("Models written by version 1")
struct GoldenTests {
  private func golden(_ name: String) throws -> ModelDocument {
    let url = try #require(Bundle.module.url(forResource: "Golden/\(name)", withExtension: "churn"))
    return try ModelCoder.read(url.path)
  }

  private func margins(_ document: ModelDocument, _ rows: [[Float]]) throws -> [Double] {
    var matrix = ColumnMatrix(rowCount: rows.count, columnCount: document.scoring.variableCount)
    let stride = matrix.columnStride
    matrix.withMutableStorage { storage in
      for (row, values) in rows.enumerated() {
        for (column, value) in values.enumerated() { storage[column * stride + row] = value }
      }
    }
    return try Scorer(document.scoring).margins(of: matrix, team: ThreadTeam(threadCount: 1))
  }

  private func agree(_ found: [Double], _ expected: [Double]) -> Bool {
    found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) < 1e-6 }
  }

  @Test("load as the models that they were", arguments: zip(["forest-1", "linear-1", "table-1"], 0...2))
  func load(name: String, index: Int) throws {
    #expect(try golden(name) == SampleModels.all[index])
  }

  @Test("score rows as computed by hand")
  func score() throws {
    let none = Float.nan
    let rows: [[Float]] = [
      [none, -0.5, 0, 1], [1, 0.5, 0, none], [1, 0.5, 1, 1], [1, none, 2, 1], [1, 0.5, none, 1],
    ]
    let forest = [-1.25 + 0.7 + 0.01, -1.25 - 0.1 + 0.01, -1.25 + 1.0 / 3 + 0.01, -1.25 + 0.7 + 0.01]
    #expect(agree(try margins(golden("forest-1"), rows), forest + [-1.25 + 1.0 / 3 + 0.01]))
    func amount(_ value: Double) -> Double { -0.4 * (log1p(value) - 12) / 1.5 }
    let linear = [
      -2 + amount(5e5) + 0.2 + 0.3, -2 + amount(1) + 0.3, -2 + amount(1) - 0.2, -2 + amount(1) + 0.1,
    ]
    #expect(agree(try margins(golden("linear-1"), rows), linear + [-2 + amount(1) + 0.05]))
  }
}
