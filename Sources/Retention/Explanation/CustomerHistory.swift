import Calendar
import Panel

/// A customer's assets and flows, month by month up to the snapshot month.
public struct CustomerHistory: Sendable, Equatable {
  /// A column's value in each month.
  public struct Row: Sendable, Equatable {
    public var column: String
    public var title: String
    /// Nil where it is missing, or the customer has no row.
    public var values: [Double?]
    /// The values in words.
    public var texts: [String]
  }

  public var months: [Month]
  /// Assets first, then the columns that they are made of, then flows and the rest; of these, those in which there is
  /// something.
  public var rows: [Row]

  /// Months that are shown at most.
  public static let mostMonths = 13

  /// Columns besides assets and their parts, where the panel has them.
  private static let others = [
    "transfer_in", "transfer_out", "own_transfer_out", "time_maturing", "wealth_maturing", "payroll",
    "loan_balance", "product_count", "mobile_logins",
  ]

  /// A column's row.
  public func row(_ column: String) -> Row? { rows.first { $0.column == column } }
}

extension CustomerHistory {
  /// - Parameters:
  ///   - assets: the columns that add up to assets.
  ///   - names: what the bank calls columns of its own.
  public init(
    of customer: Int, in panel: CustomerPanel, until month: Month, assets: [String], names: [String: String],
    _ language: Language
  ) {
    let window = (0..<Self.mostMonths).reversed().map { month - $0 }
    let first = window.firstIndex { panel.isPresent(customer, $0) } ?? window.count - 1
    let months = Array(window[first...])
    let wording = Wording(language: language)
    func row(_ column: String, isMoney: Bool, _ value: (Month) -> Double?) -> Row {
      let words = ColumnWords(column: column, isMoney: isMoney, language: language, given: names[column])
      let values = months.map(value)
      return Row(
        column: column, title: words.beginning, values: values,
        texts: values.map { $0.map { words.amount($0, wording) } ?? "–" })
    }
    self.months = months
    rows = [row("assets", isMoney: true) { panel.assets(customer, $0) }]
    for column in assets + Self.others.filter({ !assets.contains($0) }) {
      guard let index = panel.numberColumns.firstIndex(where: { $0.name == column }) else { continue }
      let row = row(column, isMoney: assets.contains(column)) { month in
        let value = Double(panel.number(customer, month, column: index))
        return value.isNaN ? nil : value
      }
      if assets.contains(column) || row.values.contains(where: { ($0 ?? 0) != 0 }) { rows.append(row) }
    }
  }
}
