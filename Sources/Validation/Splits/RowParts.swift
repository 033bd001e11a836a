import Calendar
import Learning
import Panel

/// Rows by what they are for: earlier months train, later ones validate and evaluate.
public struct RowParts {
  public let split: TimeSplit
  public private(set) var training = OutcomeTable()
  public private(set) var validation = OutcomeTable()
  public private(set) var evaluated = OutcomeTable()
  public private(set) var all = OutcomeTable()

  /// - Parameter seed: of the customers that are held out where months cannot be.
  public init(_ months: [Snapshot], split: TimeSplit, panel: CustomerPanel, seed: UInt64) {
    self.split = split
    for source in months {
      let month = source.month
      all.append(source) { _ in true }
      func isHeldOut(_ customer: Int) -> Bool {
        SeededSplit.isHeldOut(key: panel.customers[customer], seed: seed)
      }
      let holdsOut = split.holdsOutCustomers
      if split.training.contains(month) { training.append(source) { !holdsOut || !isHeldOut($0) } }
      if (split.validation.isEmpty ? split.training : split.validation).contains(month) {
        validation.append(source) { !holdsOut || isHeldOut($0) }
      }
      if split.evaluated.contains(month) { evaluated.append(source) { _ in true } }
    }
    if split.evaluatesHeldOut { evaluated = validation }
  }
}
