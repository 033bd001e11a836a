extension VariableBins {
  /// Bins of roughly equal numbers of rows, whole distinct values each.
  ///
  /// Up to `limit` distinct values have a bin of their own. With more, a value that alone fills a bin's share of
  /// the rows gets one, and the others share what is left, as LightGBM does it (Ke et al., 2017).
  static func numberBins(_ sorted: [Float], limit: Int, isBounded: Bool) -> VariableBins {
    var values: [Float] = []
    var counts: [Int] = []
    for value in sorted {
      if value == values.last {
        counts[counts.count - 1] += 1
      } else {
        values.append(value)
        counts.append(1)
      }
    }
    guard !values.isEmpty else { return .numbers(edges: [], valueBinCount: 0, isBounded: isBounded) }

    var edges: [Float] = []
    func close(after index: Int) {
      if let edge = threshold(between: values[index], and: values[index + 1]) { edges.append(edge) }
    }
    if values.count <= limit {
      for index in 0..<values.count - 1 { close(after: index) }
    } else {
      let fullShare = Double(sorted.count) / Double(limit)
      let isBig = counts.map { Double($0) >= fullShare }
      var openBins = limit - isBig.count { $0 }
      var openRows = zip(counts, isBig).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
      var share = Double(openRows) / Double(max(1, openBins))
      var inBin = 0
      for index in 0..<values.count - 1 where edges.count < limit - 1 {
        inBin += counts[index]
        if !isBig[index] { openRows -= counts[index] }
        let isFull = Double(inBin) >= share
        if isBig[index] || isFull || (isBig[index + 1] && Double(inBin) >= share / 2) {
          close(after: index)
          inBin = 0
          if !isBig[index] {
            openBins -= 1
            share = Double(openRows) / Double(max(1, openBins))
          }
        }
      }
    }
    return .numbers(edges: edges, valueBinCount: edges.count + 1, isBounded: isBounded)
  }

  /// A finite number t with `low <= t < high`, halfway where possible; nil where there is none.
  ///
  /// There is none only between −∞ and the least finite number.
  static func threshold(between low: Float, and high: Float) -> Float? {
    let greatest = Float.greatestFiniteMagnitude
    let finiteLow = max(low, -greatest)
    let middle = Float((Double(finiteLow) + Double(min(high, greatest))) / 2)
    if middle >= low, middle < high { return middle }
    return finiteLow < high ? finiteLow : nil
  }
}
