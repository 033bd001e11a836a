extension Distribution {
  /// The stability index that samples of one population hardly exceed: `(k − 1 + 3 √(2 (k − 1))) · (1/n + 1/m)` for `k`
  /// bins and samples of `n` and `m` rows, by the chi-square distribution that the index then has.
  ///
  /// - Parameter rows: of the other sample.
  public func stabilityByChance(rows: Int) -> Double {
    let degrees = Double(max(1, (counts + [missing]).count { $0 > 0 }) - 1)
    guard rows > 0, total > 0 else { return 0 }
    return (degrees + 3 * (2 * degrees).squareRoot()) * (1 / Double(rows) + 1 / total)
  }
}
