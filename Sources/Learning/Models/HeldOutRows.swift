/// Which rows of a ready-made table decide when fitting stops, and give the figures.
public enum HeldOutRows {
  /// Whether each row is held out: the last quarter by time, or without times one key in four by a seeded hash.
  ///
  /// Rows of the same time stay on the same side: what is evaluated on is later than what is fitted to.
  ///
  /// - Parameters:
  ///   - keys: of the rows; rows of a key stay together.
  ///   - times: when each row was, in any units; nil: rows have no time.
  public static func chosen(keys: [String], times: [Double]?, seed: UInt64) -> [Bool] {
    guard let times, !times.isEmpty else { return keys.map { SeededSplit.isHeldOut(key: $0, seed: seed) } }
    let sorted = times.sorted()
    var border = sorted[min(sorted.count - 1, Int(Double(sorted.count) * (1 - SeededSplit.heldOutShare)))]
    // Where most rows are of the first time, all later ones are held out.
    if border == sorted.first { border = sorted.first { $0 > border } ?? border }
    return times.map { $0 >= border }
  }
}
