/// How daily balances or transactions become a monthly panel.
public struct AggregateDefinition: SettingsSection {
  public enum Kind: String, Sendable, CaseIterable, Codable {
    /// A row per account (or customer) and day on which the closing balance is known.
    case balances
    /// A row per transaction with its amount and, where there is one, the running balance.
    case transactions
  }
  /// Which way money goes.
  public enum Direction: String, Sendable, CaseIterable, Codable {
    /// It comes: the amount is above zero.
    case `in`
    /// It leaves: the amount is below zero, or the transaction a debit.
    case out
  }
  /// One flow column of the panel: the sum and count of transactions that match.
  public struct Flow: SettingsSection {
    /// Name of the panel's column.
    public var name = ""
    /// Column of the file → texts that it may hold; all columns must.
    public var matching: [String: [String]] = [:]
    /// Only money that comes or only money that leaves; nil: both.
    public var direction: Direction?

    /// A flow without a name.
    public init() {}

    public init(name: String, matching: [String: [String]], direction: Direction? = nil) {
      self.name = name
      self.matching = matching
      self.direction = direction
    }
  }

  public var kind = Kind.transactions
  public var files: [String] = []
  public var customer = ""
  /// Column of the account, where a customer may have several; nil: the customer is the account.
  public var account: String?
  /// Column of the day, `YYYY-MM-DD`, `YYYYMMDD` or `YYMMDD` (then 19xx for 50 to 99, else 20xx).
  public var date = ""
  public var amount: String?
  /// Column of the balance after the transaction or at the end of the day.
  public var balance: String?
  /// Column → texts that say that a transaction takes money away.
  public var debits: [String: [String]] = [:]
  /// The panel's column for the averaged balance.
  public var balanceName = "demand"
  public var flows: [Flow] = []

  /// A definition that names no columns.
  public init() {}

  public init(customer: String, date: String) {
    self.customer = customer
    self.date = date
  }
}

extension AggregateDefinition {
  static let settings: [Setting<AggregateDefinition>] = [
    .init("kind", \.kind, .choice, "What a row of the files is: a day's closing balance, or a transaction."),
    .init("files", \.files, .names("a file or a pattern such as balances_*.csv"), "The files with these rows."),
    .init(
      "customer", \.customer, .name("the file's name of the customer column"),
      missing: { _ in "“aggregate” has no “customer”; name that column of the file." },
      "Whose account it is. There is no default: the column must be named."),
    .init(
      "account", \.account, .optional(.name("the file's name of the account column")),
      "Where a customer may have several; without it the customer is the account."),
    .init(
      "date", \.date, .name("the file's name of the day's column"),
      missing: { _ in "“aggregate” has no “date”; name that column of the file." },
      "Days as 2024-07-31, 20240731 or 240731. There is no default: the column must be named."),
    .init(
      "amount", \.amount, .optional(.name("the file's name of the amount column")),
      "What a transaction moves; transactions need it or `balance`, flows need it."),
    .init(
      "balance", \.balance, .optional(.name("the file's name of the balance column")),
      "The balance after the transaction or at the end of the day."),
    .init(
      "debits", \.debits,
      .mapping(
        .names("the texts that it holds"),
        empty: { "“\($0)” names no column; write a column and its texts, or leave the line out." }
      ).unlessEmpty,
      "Columns with texts that say that a transaction takes money away, one of which is enough; other transactions take "
        + "money away where their amount is below zero."),
    .init(
      "balance_name", \.balanceName, .name("the panel's name of the averaged balance"),
      "The panel's column for the month's average of the balance."),
    .init("flows", \.flows, .sections(), "Columns of the panel for sums and counts of certain transactions."),
  ]

  func check(_ section: ConfigurationSection) {
    let reader = section.reader
    switch kind {
    case .balances:
      if section.value("balance") == nil {
        reader.add(
          "“aggregate” of balances has no “balance”; name that column of the file.", at: section.node)
      }
    case .transactions:
      if section.value("amount") == nil && section.value("balance") == nil {
        reader.add(
          "“aggregate” of transactions has neither “amount” nor “balance”; name at least one column.",
          at: section.node)
      }
    }
    if !flows.isEmpty && section.value("amount") == nil {
      reader.add(
        "“aggregate.flows” are sums of amounts; name the “amount” column too.", at: section.keyNode("flows"))
    }
    var taken: Set<String> = [balanceName]
    for flow in flows where !taken.insert(flow.name).inserted {
      reader.add("two columns of the panel would be called “\(flow.name)”.", at: section.keyNode("flows"))
    }
  }
}

extension AggregateDefinition.Flow {
  static let settings: [Setting<AggregateDefinition.Flow>] = [
    .init(
      "name", \.name, .name("the panel's name of the flow"),
      missing: { _ in "a flow under “aggregate.flows” has no “name”." },
      "The panel's column. There is no default: each flow must have a name."),
    .init(
      "matching", \.matching,
      .mapping(
        .names("the texts that it holds"),
        empty: { "“\($0)” names no column; write a column and its texts, or leave the line out." }),
      isWritten: { !$0.matching.isEmpty || $0.direction == nil },
      missing: {
        $0.value("direction") == nil ? "a flow under “aggregate.flows” has no “matching”." : nil
      },
      "Columns of the file with the texts that they may hold, all of which must fit. Needed where there is no `direction`."),
    .init(
      "direction", \.direction, .optional(.choice), "Only money that comes, or only money that leaves."),
  ]
}
