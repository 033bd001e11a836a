import Calendar
import Learning
import Panel

/// Rows of snapshot months that are gathered month by month.
public protocol MonthlyRows {
  associatedtype Source
  init()
  static func month(of source: Source) -> Month
  mutating func append(_ source: Source, where isWanted: (_ customer: Int) -> Bool)
}

extension OutcomeTable: MonthlyRows {
  public static func month(of source: Snapshot) -> Month { source.month }
}

extension DepartedTable: MonthlyRows {
  public static func month(of source: DepartedCustomers) -> Month { source.month }
}

/// Rows by what they are for: earlier months train, later ones validate and evaluate.
public struct RowParts<Rows: MonthlyRows> {
  public let split: TimeSplit
  public private(set) var training = Rows()
  public private(set) var validation = Rows()
  public private(set) var evaluated = Rows()
  public private(set) var all = Rows()

  /// - Parameter seed: of the customers that are held out where months cannot be.
  public init(_ months: [Rows.Source], split: TimeSplit, panel: CustomerPanel, seed: UInt64) {
    self.split = split
    for source in months {
      let month = Rows.month(of: source)
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
