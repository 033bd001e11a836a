/// From where on something is taken to give the label away; the one rule of all verbs.
public enum LeakRule {
  /// An area under the curve that no honest single column reaches.
  public static let leastAUC = 0.97
  /// A distance of Kolmogorov and Smirnov that no honest single column reaches.
  public static let leastKS = 0.9
  /// An area under the curve that an order of keys or rows, which knows nothing of a customer, does not reach honestly.
  public static let leastOrderAUC = 0.9
  /// Rows of each class from which on these limits hold. With fewer, a good column reaches them by chance, and only one
  /// that tells all rows apart is suspicious.
  public static let enoughRows = 20
  /// Least rows of each class; with fewer, chance may tell all of them apart.
  public static let leastRows = 5

  /// Whether a column is suspicious.
  ///
  /// - Parameter total: the rows that its figures are of.
  public static func isSuspicious(auc: Double, ks: Double, of total: ClassCounts) -> Bool {
    let rows = min(total.kept, total.lost)
    if rows < Double(leastRows) { return false }
    return rows < Double(enoughRows) ? auc >= 1 : auc >= leastAUC || ks >= leastKS
  }
}
