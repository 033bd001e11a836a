import Parallel

extension TrainingSet {
  /// The table with these rows, in this order; they may repeat.
  ///
  /// - Parameter team: copies column by column; nil: one thread does.
  public func taking(_ rows: [Int], team: ThreadTeam? = nil) throws(TrainingError) -> TrainingSet {
    var part = ColumnMatrix(rowCount: rows.count, columnCount: variables.count)
    let stride = part.columnStride
    part.withMutableStorage { storage in
      @Sendable func copy(_ column: Int) {
        let (source, target) = (
          matrix.column(column), storage[column * stride..<column * stride + rows.count]
        )
        for index in rows.indices { target[index] = source[rows[index]] }
      }
      if let team {
        team.forEach(variables.count) { column, _ in copy(column) }
      } else {
        for column in 0..<variables.count { copy(column) }
      }
    }
    return try TrainingSet(
      variables: variables, matrix: part, labels: rows.map { labels[$0] },
      weights: weights.map { weights in rows.map { weights[$0] } }, order: order?.taking(rows))
  }
}
