import Parallel

/// Quantiles of a column's numbers in which a row of weight 2 counts like two rows.
struct WeightedQuantiles {
  private let values: [Float]
  /// Weight of all values up to and including each; nil where each weighs 1.
  private let cumulative: [Double]?
  /// Weight of all numbers of the column.
  let weight: Double

  /// - Complexity: O(rows) without weights, else O(rows · log rows).
  init(_ column: SharedBuffer<Float>, weights: [Float]?) {
    guard let weights else {
      values = sortedNumbers(column)
      cumulative = nil
      weight = Double(values.count)
      return
    }
    let rows = (0..<column.count).filter { !column[$0].isNaN && weights[$0] > 0 }
      .sorted { column[$0] < column[$1] }
    values = rows.map { column[$0] }
    var sum = 0.0
    cumulative = rows.map { row in
      sum += Double(weights[row])
      return sum
    }
    weight = sum
  }

  var isEmpty: Bool { values.isEmpty }

  /// The least number below or at which at least `share` of the weight lies; nil without numbers.
  func quantile(_ share: Double) -> Double? {
    guard !values.isEmpty else { return nil }
    let wanted = share * weight
    guard let cumulative else {
      return Double(values[min(values.count - 1, max(0, Int(wanted.rounded(.up)) - 1))])
    }
    var low = 0
    var high = values.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return Double(values[low])
  }
}
