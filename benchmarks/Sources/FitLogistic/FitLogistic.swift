import Configuration
import Foundation
import Learning
import Parallel

/// Fits a logistic regression, or a lasso path, to a matrix on disk and tells what it took:
/// `FitLogistic [--path] [--threads N] FOLDER`.
///
/// The folder holds `values.f32` (column after column), `labels.u8` and `shape.json`.
@main
struct FitLogistic {
  private struct Shape: Decodable {
    var rows: Int
    var columns: Int
  }

  private struct Answer: Encodable {
    var seconds: Double
    var iterations: Int?
    /// Largest part of the gradient against that where only the intercept is fitted.
    var gradient: Double?
    var coefficients: [Double]?
    var penalties: [Double]?
    var path: [[Double]]?
  }

  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    var threads = ThreadTeam.availableProcessors
    let isPath = arguments.contains("--path")
    arguments.removeAll { $0 == "--path" }
    if arguments.first == "--threads", arguments.count >= 2, let count = Int(arguments[1]) {
      threads = count
      arguments.removeFirst(2)
    }
    guard let folder = arguments.first else {
      print("Name the folder: FitLogistic [--path] [--threads N] FOLDER")
      return
    }
    let set = try read(folder)
    let team = ThreadTeam(threadCount: threads)
    let answer = try isPath ? path(set, team) : fit(set, team)
    print(String(decoding: try JSONEncoder().encode(answer), as: UTF8.self))
  }

  private static var plain: LogisticOptions {
    var options = LogisticOptions()
    (options.clippedShare, options.transformsLongTails) = (0, false)
    return options
  }

  private static func fit(_ set: TrainingSet, _ team: ThreadTeam) throws -> Answer {
    var options = plain
    // What is left to gain, against the log-loss; the gradient that remains is told.
    options.tolerance = 1e-6
    let trainer = LogisticTrainer(options: try options.validated(), team: team)
    let clock = ContinuousClock()
    let started = clock.now
    let fit = try trainer.train(set)
    let seconds = (clock.now - started) / .seconds(1)
    let coefficients = fit.coefficients.map(\.estimate)
    let rate = Double(set.labels.reduce(0, +)) / Double(set.rowCount)
    var start = [Double](repeating: 0, count: coefficients.count)
    start[0] = log(rate / (1 - rate))
    return Answer(
      seconds: seconds, iterations: fit.iterations,
      gradient: gradient(set, coefficients) / gradient(set, start),
      coefficients: coefficients)
  }

  private static func path(_ set: TrainingSet, _ team: ThreadTeam) throws -> Answer {
    var settings = LogisticSettings()
    settings.penalty = .lasso
    var options = LogisticPathOptions(settings: settings)
    (options.preparation.clippedShare, options.preparation.transformsLongTails) = (0, false)
    let trainer = LogisticPathTrainer(options: try options.validated(), team: team)
    let clock = ContinuousClock()
    let started = clock.now
    let steps = try trainer.train(set)
    return Answer(
      seconds: (clock.now - started) / .seconds(1), penalties: steps.map(\.penalty),
      path: steps.map(\.coefficients))
  }

  /// Largest part of the gradient of the summed log-loss with L2 penalty 1, by plain loops over standardised columns.
  private static func gradient(_ set: TrainingSet, _ coefficients: [Double]) -> Double {
    let rows = set.rowCount
    var margins = [Double](repeating: coefficients[0], count: rows)
    var scalings: [(mean: Double, deviation: Double)] = []
    for column in set.variables.indices {
      let values = set.matrix.column(column).elements
      let mean = values.reduce(0) { $0 + Double($1) } / Double(rows)
      let deviation = (values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(rows))
        .squareRoot()
      scalings.append((mean, deviation))
      let weight = coefficients[column + 1]
      for row in 0..<rows { margins[row] += weight * (Double(values[row]) - mean) / deviation }
    }
    for row in 0..<rows { margins[row] = 1 / (1 + exp(-margins[row])) - Double(set.labels[row]) }
    var largest = margins.reduce(0, +).magnitude
    for column in set.variables.indices {
      let values = set.matrix.column(column).elements
      var sum = coefficients[column + 1]
      for row in 0..<rows {
        sum += margins[row] * (Double(values[row]) - scalings[column].mean) / scalings[column].deviation
      }
      largest = max(largest, sum.magnitude)
    }
    return largest
  }

  private static func read(_ folder: String) throws -> TrainingSet {
    let place = URL(fileURLWithPath: folder)
    let shape = try JSONDecoder().decode(
      Shape.self, from: Data(contentsOf: place.appendingPathComponent("shape.json")))
    let values = try Data(contentsOf: place.appendingPathComponent("values.f32"), options: .alwaysMapped)
    let labels = try Data(contentsOf: place.appendingPathComponent("labels.u8"))
    var matrix = ColumnMatrix(rowCount: shape.rows, columnCount: shape.columns)
    let stride = matrix.columnStride
    matrix.withMutableStorage { storage in
      values.withUnsafeBytes { bytes in
        let numbers = bytes.bindMemory(to: Float.self)
        for column in 0..<shape.columns {
          for row in 0..<shape.rows { storage[column * stride + row] = numbers[column * shape.rows + row] }
        }
      }
    }
    return try TrainingSet(
      variables: (0..<shape.columns).map { TrainingVariable(name: "v\($0)", kind: .numeric) }, matrix: matrix,
      labels: labels.map { Float($0) })
  }
}
