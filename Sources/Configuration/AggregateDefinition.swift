/// How daily balances or transactions become a monthly panel.
public struct AggregateDefinition: Sendable, Equatable, Codable {
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
  public struct Flow: Sendable, Equatable, Codable {
    /// Name of the panel's column.
    public var name: String
    /// Column of the file → texts that it may hold; all columns must.
    public var matching: [String: [String]]
    /// Only money that comes or only money that leaves; nil: both.
    public var direction: Direction?

    public init(name: String, matching: [String: [String]], direction: Direction? = nil) {
      self.name = name
      self.matching = matching
      self.direction = direction
    }
  }

  public var kind = Kind.transactions
  public var files: [String] = []
  public var customer: String
  /// Column of the account, where a customer may have several; nil: the customer is the account.
  public var account: String?
  /// Column of the day, `YYYY-MM-DD`, `YYYYMMDD` or `YYMMDD` (then 19xx for 50 to 99, else 20xx).
  public var date: String
  public var amount: String?
  /// Column of the balance after the transaction or at the end of the day.
  public var balance: String?
  /// Column → texts that say that a transaction takes money away; one of the columns must hold one of its texts.
  /// Other transactions take money away where their amount is below zero.
  public var debits: [String: [String]] = [:]
  /// The panel's column for the averaged balance.
  public var balanceName = "demand"
  public var flows: [Flow] = []

  public init(customer: String, date: String) {
    self.customer = customer
    self.date = date
  }
}

extension AggregateDefinition {
  enum CodingKeys: String, CodingKey {
    case kind, files, customer, account, date, amount, balance, debits, flows
    case balanceName = "balance_name"
  }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      customer: container.decode(String.self, forKey: .customer),
      date: container.decode(String.self, forKey: .date))
    kind = try container.value(.kind, else: kind)
    files = try container.value(.files, else: files)
    account = try container.decodeIfPresent(String.self, forKey: .account)
    amount = try container.decodeIfPresent(String.self, forKey: .amount)
    balance = try container.decodeIfPresent(String.self, forKey: .balance)
    debits = try container.value(.debits, else: debits)
    balanceName = try container.value(.balanceName, else: balanceName)
    flows = try container.value(.flows, else: flows)
  }
}
