import Parallel

/// The different numbers of a column in rising order, with the rows of each class that hold them.
///
/// Infinities count as the greatest finite numbers, both zeros as one.
struct NumberRuns: Sendable {
  private(set) var values: [Float] = []
  private(set) var counts: [ClassCounts] = []

  var total: ClassCounts { counts.reduce(ClassCounts(), +) }
  var isEmpty: Bool { values.isEmpty }

  /// Counts the rows that ``ColumnOrder`` has put in order.
  init(_ order: ColumnOrder, labels: SharedBuffer<UInt8>, weights: [Float]?) {
    let entries = order.sorted
    var last: UInt32 = 0
    var current = ClassCounts()
    for index in 0..<entries.count {
      let entry = entries[index]
      let key = UInt32(truncatingIfNeeded: entry >> 32)
      if index > 0, key != last { close(last, &current) }
      last = key
      let row = Int(UInt32(truncatingIfNeeded: entry))
      current.add(isLoss: labels[row] != 0, weight: weights.map { Double($0[row]) } ?? 1)
    }
    if entries.count > 0 { close(last, &current) }
  }

  /// Runs of given values, which must rise.
  init(values: [Float], counts: [ClassCounts]) {
    (self.values, self.counts) = (values, counts)
  }

  private mutating func close(_ key: UInt32, _ current: inout ClassCounts) {
    // Rows of weight 0 are as good as absent.
    if current.rows > 0 {
      values.append(ColumnOrder.value(ofKey: key))
      counts.append(current)
    }
    current = ClassCounts()
  }
}
