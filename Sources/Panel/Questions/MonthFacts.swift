import Calendar
import Configuration

/// Where a panel has the columns that rules name.
struct RuleColumns: Sendable {
  let panel: CustomerPanel
  let tiers: TierTable
  private let numbers: [String: Int]
  private let attributeNumbers: [String: Int]
  private let texts: [String: Int]
  private let attributeTexts: [String: Int]

  init(_ panel: CustomerPanel, tiers: TierTable) {
    func index(_ names: [String]) -> [String: Int] {
      Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
    (self.panel, self.tiers) = (panel, tiers)
    numbers = index(panel.numberColumns.map(\.name))
    attributeNumbers = index(panel.attributeNumbers.map(\.name))
    texts = index(panel.textColumns)
    attributeTexts = index(panel.attributeTexts)
  }

  /// A customer's number in a month; NaN where it is missing, nil where there is no such column.
  ///
  /// - Parameter absent: what a customer has who is absent from a month that the panel holds.
  func number(_ customer: Int, _ month: Month, _ column: String, absent: Double) -> Double? {
    if let column = attributeNumbers[column] {
      return Double(panel.attributeNumber(customer, column: column))
    }
    let isAssets = column == "assets"
    guard isAssets || numbers[column] != nil else { return nil }
    guard panel.isPresent(customer, month) else {
      return panel.monthsPresent.contains(month) && panel.index(of: month) != nil ? absent : .nan
    }
    if isAssets { return panel.assets(customer, month) ?? .nan }
    return numbers[column].map { Double(panel.number(customer, month, column: $0)) }
  }

  func text(_ customer: Int, _ month: Month, _ column: String) -> String? {
    if let column = texts[column] { return panel.text(customer, month, column: column) }
    return attributeTexts[column].flatMap { panel.attributeText(customer, column: $0) }
  }
}

/// One customer of a panel at the end of a month, as rules of questions see them.
struct MonthFacts: RuleFacts {
  let columns: RuleColumns
  let customer: Int
  let snapshot: Month
  /// The month that changes are counted from; nil where the rule stands at that month itself.
  var since: Month?

  /// In months after the one that is stood at, who is absent has nothing.
  private var absent: Double { since == nil ? .nan : 0 }

  func values(_ column: String, months: Int) -> ArraySlice<Double>? {
    guard columns.number(customer, snapshot, column, absent: absent) != nil else { return nil }
    let first = max(columns.panel.firstMonth, snapshot - (min(months, columns.panel.monthCount) - 1))
    return ArraySlice(
      (0...max(0, snapshot - first)).reversed().map {
        columns.number(customer, snapshot - $0, column, absent: absent) ?? .nan
      })
  }

  func text(_ column: String) -> String? { columns.text(customer, snapshot, column) }

  func figureOfQuestion(_ figure: Condition.Figure) -> Double? {
    switch figure.summary {
    case .rise, .growth:
      guard let since else { return nil }
      let own = Condition.Figure(figure.column)
      let then = MonthFacts(columns: columns, customer: customer, snapshot: since)
      guard let before = then.figure(own), let after = self.figure(own) else { return nil }
      if figure.summary == .rise { return after - before }
      return before > 0 ? (after - before) / before : nil
    case .latest where figure.column == Condition.Derived.tierByAssets.rawValue:
      return amount.map { Double(columns.tiers.index(of: $0) + 1) }
    case .latest where figure.column == Condition.Derived.nearNextTier.rawValue:
      return amount.map { columns.tiers.isNearNext($0) ? 1 : 0 }
    case .latest, .sum, .mean, .least, .greatest, .months: return nil
    }
  }

  /// Assets and loans; a missing loan balance counts as none.
  private var amount: Double? {
    columns.number(customer, snapshot, "assets", absent: absent).flatMap { assets in
      let loans = columns.number(customer, snapshot, "loan_balance", absent: absent) ?? 0
      return assets.isNaN ? nil : assets + (loans.isNaN ? 0 : loans)
    }
  }
}

extension TierTable {
  /// Whether an amount lies in the band below the next tier.
  func isNearNext(_ amount: Double) -> Bool {
    let next = index(of: amount) + 1
    return next < tiers.count && amount >= tiers[next].nearFrom && amount < tiers[next].from
  }
}
