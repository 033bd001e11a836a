import Panel

extension ReadyTable.TimeColumn {
  /// Columns with more different values than this are cut into parts.
  private static let mostPeriods = 36
  /// Number of those parts.
  private static let timeParts = 4

  /// The periods of a time column: each value is one, or, where there are many, each quarter of the rows in their
  /// order.
  public var periods: (names: [String], ofRow: [UInt8]) {
    let times = values
    let different = Set(times).sorted()
    if different.count <= Self.mostPeriods {
      let indices = Dictionary(
        uniqueKeysWithValues: different.enumerated().map { ($1, UInt8(clamping: $0)) })
      return (different.map(text), times.map { indices[$0] ?? 0 })
    }
    let sorted = times.sorted()
    let borders = (1..<Self.timeParts).map { sorted[sorted.count * $0 / Self.timeParts] }
    return (
      (0..<Self.timeParts).map { part in
        let first = part == 0 ? sorted[0] : borders[part - 1]
        let last =
          part + 1 < Self.timeParts ? sorted.last { $0 < borders[part] } ?? first : sorted[sorted.count - 1]
        return first >= last ? text(first) : "\(text(first)) to \(text(last))"
      },
      times.map { time in UInt8(borders.count { time >= $0 }) }
    )
  }
}
