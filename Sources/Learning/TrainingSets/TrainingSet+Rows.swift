import Parallel

extension TrainingSet {
  /// The table with these rows, in this order; they may repeat.
  public func taking(_ rows: [Int]) throws(TrainingError) -> TrainingSet {
    var part = ColumnMatrix(rowCount: rows.count, columnCount: variables.count)
    let stride = part.columnStride
    part.withMutableStorage { storage in
      for column in 0..<variables.count {
        let source = matrix.column(column)
        for (index, row) in rows.enumerated() { storage[column * stride + index] = source[row] }
      }
    }
    return try TrainingSet(
      variables: variables, matrix: part, labels: rows.map { labels[$0] },
      weights: weights.map { weights in rows.map { weights[$0] } }, order: order?.taking(rows))
  }
}
