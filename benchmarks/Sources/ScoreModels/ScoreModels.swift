import Foundation
import ModelFile
import Parallel
import Scoring

/// Times the scoring core on a model that another tool has saved:
/// `ScoreModels ROWS COLUMNS THREADS CONTRIBUTION_ROWS MODEL MARGINS`.
///
/// ROWS holds Float32, column after column; MODEL is what `churn model import` takes, or `linear`. One line of JSON per
/// figure goes to standard output; the margins (Float64) into the file MARGINS, so that they can be compared.
@main
struct ScoreModels {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 7, let columns = Int(arguments[2]), let threads = Int(arguments[3]),
      let contributionRows = Int(arguments[4])
    else {
      print("ScoreModels ROWS COLUMNS THREADS CONTRIBUTION_ROWS MODEL MARGINS")
      return
    }
    let matrix = try read(arguments[1], columns: columns)
    let team = ThreadTeam(threadCount: threads)
    let model =
      arguments[5] == "linear"
      ? linearModel(columns: columns)
      : ScoringModel.forest(
        try ImportedModel.read([UInt8](Data(contentsOf: URL(fileURLWithPath: arguments[5])))).forest)
    for engine in try Scorer.engines(for: model) {
      let scorer = try Scorer(model, engine: engine)
      // The reference is slow: some rows tell enough.
      let part = engine == .reference ? head(of: matrix, rows: min(matrix.rowCount, 20_000)) : matrix
      let places = AlignedArray<Double>(count: part.rowCount)
      report("margins", engine.rawValue, rows: part.rowCount) {
        scorer.margins(of: part, into: places.view, team: team)
      }
      if case .linear = model {
        report("probabilities", engine.rawValue, rows: part.rowCount) {
          scorer.probabilities(of: part, into: places.view, team: team)
        }
      }
      if threads == 1 { reportSingleRows(scorer, matrix) }
    }
    let scorer = try Scorer(model)
    let margins = scorer.margins(of: matrix, team: team)
    try margins.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: arguments[6])) }
    let some = head(of: matrix, rows: min(contributionRows, matrix.rowCount))
    // The tables are made when the first contributions are asked for.
    _ = scorer.contributions(of: head(of: matrix, rows: 1), team: team)
    report("contributions", scorer.engineName.rawValue, rows: some.rowCount) {
      _ = scorer.contributions(of: some, team: team)
    }
    reportReading(matrix, team)
  }

  static func read(_ path: String, columns: Int) throws -> ColumnMatrix {
    let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    let rows = data.count / 4 / columns
    var matrix = ColumnMatrix(rowCount: rows, columnCount: columns)
    let stride = matrix.columnStride
    data.withUnsafeBytes { bytes in
      let numbers = bytes.bindMemory(to: Float.self)
      matrix.withMutableStorage { storage in
        for column in 0..<columns {
          for row in 0..<rows { storage[column * stride + row] = numbers[column * rows + row] }
        }
      }
    }
    return matrix
  }

  static func head(of matrix: ColumnMatrix, rows: Int) -> ColumnMatrix {
    ColumnMatrix(columns: (0..<matrix.columnCount).map { Array(matrix.column($0).elements[..<rows]) })
  }

  static func linearModel(columns: Int) -> ScoringModel {
    .linear(
      LinearModel(
        variableCount: columns, intercept: -1,
        terms: (0..<columns).map {
          .numeric(
            NumericTerm(
              variable: $0, lowest: -1e6, highest: 1e6, imputation: 0.5, mean: 1, scale: 2 + Double($0),
              weight: 0.1 * Double($0 % 7) - 0.3))
        }))
  }

  /// The least of several runs, of many where one is short: what else the machine did only ever adds.
  static func report(_ what: String, _ engine: String, rows: Int, _ body: () -> Void) {
    var least = Double.infinity
    let clock = ContinuousClock()
    let begin = clock.now
    var runs = 0
    while runs < 5 || clock.now - begin < .milliseconds(300) {
      runs += 1
      let start = clock.now
      body()
      least = min(least, (clock.now - start) / .nanoseconds(1))
    }
    print(
      "{\"what\": \"\(what)\", \"engine\": \"\(engine)\", \"nanoseconds\": \(least / Double(max(1, rows)))}")
  }

  static func reportSingleRows(_ scorer: Scorer, _ matrix: ColumnMatrix) {
    let rows = (0..<1000).map { row in (0..<matrix.columnCount).map { matrix[row, $0] } }
    report("single row", scorer.engineName.rawValue, rows: rows.count) {
      var sum = 0.0
      for row in rows { sum += row.withUnsafeBufferPointer { scorer.margin(of: $0) } }
      withExtendedLifetime(sum) {}
    }
  }

  /// Nanoseconds per row of adding up all values: what reading alone takes.
  static func reportReading(_ matrix: ColumnMatrix, _ team: ThreadTeam) {
    let stride = matrix.columnStride
    let totals = AlignedArray<Float>(count: matrix.columnCount)
    report("reading", "", rows: matrix.rowCount) {
      matrix.withStorage { storage in
        team.forEach(matrix.columnCount) { column, _ in
          let base = UnsafeRawPointer(storage.base + column * stride)
            .assumingMemoryBound(to: SIMD16<Float>.self)
          var sums = (SIMD16<Float>.zero, SIMD16<Float>.zero, SIMD16<Float>.zero, SIMD16<Float>.zero)
          for index in Swift.stride(from: 0, to: stride / 16 - 3, by: 4) {
            sums.0 += base[index]
            sums.1 += base[index + 1]
            sums.2 += base[index + 2]
            sums.3 += base[index + 3]
          }
          totals.view[column] = (sums.0 + sums.1 + sums.2 + sums.3).sum()
        }
      }
    }
    // A sum that nobody looks at is one that the compiler leaves out.
    let total = (0..<matrix.columnCount).reduce(Float(0)) { $0 + totals.view[$1] }
    FileHandle.standardError.write(Data("sum of all values: \(total)\n".utf8))
  }
}
