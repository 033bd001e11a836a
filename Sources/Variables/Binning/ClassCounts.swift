/// Rows of each class, by weight.
public struct ClassCounts: Sendable, Hashable, Codable {
  /// Rows without a loss.
  public var kept: Double
  /// Rows with a loss.
  public var lost: Double

  public init(kept: Double = 0, lost: Double = 0) {
    self.kept = kept
    self.lost = lost
  }

  /// All rows.
  public var rows: Double { kept + lost }
  /// Share of losses; 0 without rows.
  public var rate: Double { rows > 0 ? lost / rows : 0 }
  /// Whether at most one class occurs.
  public var isPure: Bool { kept <= 0 || lost <= 0 }

  public static func + (a: ClassCounts, b: ClassCounts) -> ClassCounts {
    ClassCounts(kept: a.kept + b.kept, lost: a.lost + b.lost)
  }

  public static func - (a: ClassCounts, b: ClassCounts) -> ClassCounts {
    ClassCounts(kept: a.kept - b.kept, lost: a.lost - b.lost)
  }

  public static func += (a: inout ClassCounts, b: ClassCounts) { a = a + b }

  /// Adds one row.
  @inline(__always)
  mutating func add(isLoss: Bool, weight: Double) {
    if isLoss { lost += weight } else { kept += weight }
  }
}
