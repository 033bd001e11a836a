import Configuration

/// Whether a loss is a sudden one, which nothing foreshadowed.
///
/// A loss is sudden where `A(t+1) ≤ share · A(t)` after a quiet stretch: in each of the last `quietMonths` months up
/// to *t*, the assets lay within `band` of their median over these months. Customers with a shorter history than the
/// quiet stretch are never sudden.
public struct SuddenLossRule: Sendable {
  public let definition: SuddenDefinition

  public init(_ definition: SuddenDefinition) { self.definition = definition }

  /// - Parameters:
  ///   - history: assets in the months up to *t*, oldest first; nil where unknown. Only the last months count.
  ///   - after: assets in *t*+1.
  public func isSudden(history: [Double?], after: Double) -> Bool {
    let quiet = history.suffix(definition.quietMonths)
    guard quiet.count == definition.quietMonths, let last = quiet.last, let before = last else {
      return false
    }
    guard after <= definition.share * before else { return false }
    let known = quiet.compactMap { $0 }
    guard known.count == quiet.count else { return false }
    let median = SuddenLossRule.median(known)
    return known.allSatisfy { ($0 - median).magnitude <= definition.band * median }
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
