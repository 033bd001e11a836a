import Foundation
import Learning
import Parallel

/// A set of rows as `benchmarks/peers/trainer_data.py` stores it: Float32, column after column, and labels.
struct RowFiles {
  let folder: URL

  private struct Shape: Decodable {
    var columns: Int
    var train: Int
    var test: Int
  }

  /// Reads the part `train` or `test`.
  func read(_ part: String) throws -> TrainingSet {
    let shape = try JSONDecoder().decode(
      Shape.self, from: try Data(contentsOf: folder.appending(path: "shape.json")))
    let rows = part == "train" ? shape.train : shape.test
    var matrix = ColumnMatrix(rowCount: rows, columnCount: shape.columns)
    let file = try FileHandle(forReadingFrom: folder.appending(path: "\(part).f32"))
    defer { try? file.close() }
    let stride = matrix.columnStride
    try matrix.withMutableStorage { storage in
      for column in 0..<shape.columns {
        // A column at a time, so that the file is not held a second time.
        guard let bytes = try file.read(upToCount: rows * 4), bytes.count == rows * 4 else {
          throw CocoaError(.fileReadCorruptFile)
        }
        bytes.withUnsafeBytes { source in
          UnsafeMutableRawBufferPointer(start: storage.base + column * stride, count: rows * 4).copyMemory(
            from: source)
        }
      }
    }
    let labels = try Data(contentsOf: folder.appending(path: "\(part).labels")).withUnsafeBytes {
      Array($0.bindMemory(to: Float.self))
    }
    let variables = (0..<shape.columns).map { TrainingVariable(name: "x\($0)", kind: .numeric) }
    return try TrainingSet(variables: variables, matrix: matrix, labels: labels)
  }
}
