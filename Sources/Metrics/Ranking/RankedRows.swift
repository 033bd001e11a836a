import Parallel

/// The rows of a sample in falling order of a key, the score or another number.
///
/// Rows with equal keys stand in an order that depends on what they hold and not on where they stood, so that sums
/// over them are the same to the last bit whatever order the rows came in.
struct RankedRows: Sendable {
  /// Row numbers, highest key first.
  let rows: [Int32]
  /// Whether the row at each rank is the last with its key.
  let isGroupEnd: [Bool]
  /// The key of each row, by row number.
  let keys: [Double]

  /// Ranks by scores.
  init(_ sample: ScoredSample) { self.init(sample, by: sample.scores) }

  /// Ranks by finite keys, one for each row.
  ///
  /// - Complexity: O(n), and O(k log k) for `k` rows with equal keys.
  init(_ sample: ScoredSample, by keys: [Double]) {
    var rows = descendingOrder(of: keys)
    var isGroupEnd = [Bool](repeating: false, count: rows.count)
    var start = 0
    while start < rows.count {
      var end = start + 1
      let key = keys[Int(rows[start])]
      while end < rows.count, keys[Int(rows[end])] == key { end += 1 }
      if end - start > 1 { rows[start..<end].sort { Self.stands(Int($0), before: Int($1), in: sample) } }
      isGroupEnd[end - 1] = true
      start = end
    }
    self.rows = rows
    self.isGroupEnd = isGroupEnd
    self.keys = keys
  }

  private static func stands(_ left: Int, before right: Int, in sample: ScoredSample) -> Bool {
    let isLoss = (sample.losses[left], sample.losses[right])
    if isLoss.0 != isLoss.1 { return isLoss.0 }
    for values in [sample.weights, sample.assets, isLoss.0 ? sample.lostAssets : nil] {
      if let values, values[left] != values[right] { return values[left] > values[right] }
    }
    return false
  }
}

/// Row numbers in falling order of keys; rows with equal keys keep their order.
///
/// - Complexity: O(n).
func descendingOrder(of keys: [Double]) -> [Int32] {
  // The greater the key, the smaller the number that is sorted by.
  ascendingOrder(count: keys.count) { ~keys[$0].ascendingKey }
}
