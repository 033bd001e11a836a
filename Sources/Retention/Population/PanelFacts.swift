import Calendar
import Panel

/// What a panel knows of its customers at the end of a month.
public struct PanelFacts: Sendable {
  public let panel: CustomerPanel
  /// The snapshot month.
  public let month: Month
  /// Which columns there are, and for how many months.
  public let columns: FactColumns
  private let textColumns: [String: Int]
  private let attributeTexts: [String: Int]
  private let numberColumns: [String: Int]
  private let attributeNumbers: [String: Int]
  private let loanColumn: Int?

  /// - Parameter window: months of figures, the snapshot month being the last; as many of them as the panel holds.
  public init(panel: CustomerPanel, month: Month, window: Int) {
    func index(_ names: [String]) -> [String: Int] {
      Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
    (self.panel, self.month) = (panel, month)
    let numbers = panel.numberColumns.map(\.name)
    let attributes = panel.attributeNumbers.map(\.name)
    columns = FactColumns(
      months: month - max(panel.firstMonth, month - (window - 1)) + 1,
      numbers: ["assets"] + numbers + attributes, texts: panel.textColumns + panel.attributeTexts)
    textColumns = index(panel.textColumns)
    attributeTexts = index(panel.attributeTexts)
    numberColumns = index(numbers)
    attributeNumbers = index(attributes)
    loanColumn = numberColumns["loan_balance"]
  }

  /// All that is known of a customer.
  ///
  /// - Complexity: O(columns · months).
  public func facts(of customer: Int) -> CustomerFacts {
    var numbers: [Double] = []
    numbers.reserveCapacity(columns.numbers.count * columns.months)
    for back in (0..<columns.months).reversed() {
      numbers.append(panel.assets(customer, month - back) ?? .nan)
    }
    for column in panel.numberColumns.indices {
      for back in (0..<columns.months).reversed() {
        numbers.append(Double(panel.number(customer, month - back, column: column)))
      }
    }
    for column in panel.attributeNumbers.indices {
      let value = Double(panel.attributeNumber(customer, column: column))
      for _ in 0..<columns.months { numbers.append(value) }
    }
    let texts =
      panel.textColumns.indices.map { panel.text(customer, month, column: $0) }
      + panel.attributeTexts.indices.map { panel.attributeText(customer, column: $0) }
    return CustomerFacts(
      columns: columns, snapshot: month, numbers: numbers, texts: texts, arrival: arrival(of: customer))
  }

  /// Where the panel shows the customer arriving within the window.
  private func arrival(of customer: Int) -> Arrival? {
    let window = (0..<columns.months).reversed().map { month - $0 }
    guard let first = window.firstIndex(where: { panel.isPresent(customer, $0) }) else { return nil }
    let before = window[..<first].count { panel.monthsPresent.contains($0) }
    return before > 0 ? Arrival(monthsAgo: month - window[first], monthsBefore: before) : nil
  }

  /// A text of the snapshot month; nil where the panel's months have no such column.
  public func text(of customer: Int, _ name: String) -> String? {
    textColumns[name].flatMap { panel.text(customer, month, column: $0) }
  }

  /// Whether the panel's months have a text column of this name.
  func hasText(_ name: String) -> Bool { textColumns[name] != nil }

  /// A text of the snapshot month or, where the months have no such column, of the customer.
  public func anyText(of customer: Int, _ name: String) -> String? {
    hasText(name)
      ? text(of: customer, name)
      : attributeTexts[name].flatMap { panel.attributeText(customer, column: $0) }
  }

  /// Whether there is a text column of this name, of months or of customers.
  func hasAnyText(_ name: String) -> Bool { hasText(name) || attributeTexts[name] != nil }

  /// A number of some months ago or, where the months have no such column, of the customer; nil where there is none.
  func number(of customer: Int, _ name: String, monthsAgo: Int) -> Double? {
    if let column = numberColumns[name] {
      return Double(panel.number(customer, month - monthsAgo, column: column))
    }
    return attributeNumbers[name].map { Double(panel.attributeNumber(customer, column: $0)) }
  }

  /// Loans in the snapshot month; 0 where the panel has no such column, NaN where the cell is missing.
  public func loans(of customer: Int) -> Double {
    loanColumn.map { Double(panel.number(customer, month, column: $0)) } ?? 0
  }
}
