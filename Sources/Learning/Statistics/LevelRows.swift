import Parallel
import Variables

/// The rows of a training table by the level, or the levels taken together, that they have.
struct LevelRows {
  /// The number of each combination that some row has, rising; see ``LevelStatistics``.
  let keys: [UInt64]
  /// For each row, which of them it has.
  let places: [UInt32]

  /// - Parameters:
  ///   - codes: the codes of each column, from 0 on; NaN is missing.
  ///   - strides: what one more code of each adds to the number of a combination.
  /// - Complexity: O(rows · log levels).
  init(_ codes: [SharedBuffer<Float>], strides: [UInt64]) {
    let numbers = (0..<codes[0].count).map { row in
      zip(codes, strides).reduce(UInt64(0)) { sum, column in
        let code = column.0[row]
        return sum + (code.isNaN ? 0 : (UInt64(code) + 1) * column.1)
      }
    }
    var keys: [UInt64] = []
    for number in numbers.sorted() where number != keys.last { keys.append(number) }
    self.keys = keys
    places = numbers.map { number in
      var (low, high) = (0, keys.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if keys[middle] < number { low = middle + 1 } else { high = middle }
      }
      return UInt32(low)
    }
  }

  /// What the rows say of each level, for a model to look up.
  func group(_ columns: [Int], _ outcomes: LevelOutcomes) -> LevelStatistics.Group {
    var rows = [UInt32](repeating: 0, count: keys.count)
    var losses = rows
    for (row, place) in places.enumerated() where outcomes.counts[row] {
      rows[Int(place)] += 1
      losses[Int(place)] += outcomes.isLoss[row] ? 1 : 0
    }
    let seen = keys.indices.filter { rows[$0] > 0 }
    return LevelStatistics.Group(
      columns: columns, keys: seen.map { keys[$0] }, rows: seen.map { rows[$0] },
      losses: seen.map { losses[$0] })
  }
}
