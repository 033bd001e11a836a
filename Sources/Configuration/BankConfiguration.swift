/// What one YAML file says about a bank; every part has a default.
///
/// The file is read by ``BankConfiguration/init(yaml:file:)``, which refuses unknown keys and reports all
/// problems together. Names of columns are *ours*; each source says what its file calls them.
public struct BankConfiguration: Sendable, Equatable, Codable {
  /// Tables with a row per customer and month, joined by both.
  public var panel: [PanelSource] = []
  /// Tables with a row per customer, joined by customer.
  public var attributes: [AttributeSource] = []
  /// Columns that add up to a customer's assets.
  public var assets: [String] = ["demand", "time", "wealth"]
  /// Customers with assets above this belong to the population.
  public var floor: Double = 200_000
  public var loss = LossDefinition()
  /// Months that variables are made of, the snapshot month included.
  public var window = 6
  public var tiers = TierTable.standard
  /// Columns that nothing is made of.
  public var ignore: [String] = []
  /// What to do where a customer has two rows in one month of one table.
  public var duplicates = DuplicateRule.error
  /// What to do with a cell of a number column that is no number.
  public var unreadable = UnreadableRule.error
  /// What a missing cell of an asset column means.
  public var missingAssets = MissingAssetsRule.unknown
  /// Texts that stand for a missing value besides the usual ones (empty, `NA`, `NULL`, `-`, …).
  public var missing: [String] = []
  public var list = ListDefinition()
  public var training = TrainingDefinition()
  public var language = Language.chinese
  /// How `churn aggregate` makes a panel from daily balances or transactions.
  public var aggregate: AggregateDefinition?

  public init() {}
}

/// A table with a row per customer and month.
public struct PanelSource: Sendable, Equatable, Codable {
  public var files: PanelFiles
  /// The file's name for the customer column; nil: `customer_id` or one of its usual names.
  public var customer: String?
  /// The file's name for the month column; nil: `month` or one of its usual names.
  public var month: String?
  /// Our name → the file's name, for columns that are called differently.
  public var columns: [String: String] = [:]

  public init(files: PanelFiles) { self.files = files }
}

/// The files of one table.
public enum PanelFiles: Sendable, Equatable, Codable {
  /// Paths or glob patterns; the month is a column.
  case patterns([String])
  /// A path for each month; the month is not in the file.
  case byMonth([Month: String])
}

/// A table with a row per customer.
public struct AttributeSource: Sendable, Equatable, Codable {
  /// Paths or glob patterns.
  public var files: [String]
  public var customer: String?
  public var columns: [String: String] = [:]

  public init(files: [String]) { self.files = files }
}

/// What counts as a loss, and which losses are sudden; see `Panel` for the formulas.
public struct LossDefinition: Sendable, Equatable, Codable {
  public enum Rule: String, Sendable, CaseIterable, Codable { case drop, floor, demotion }
  public var rule = Rule.drop
  /// Share of the assets that must go under the rule `drop`.
  public var share = 0.20
  public var sudden = SuddenDefinition()

  public init() {}
}

/// A loss of at least `share` after `quietMonths` months that all lie within `band` of their median.
public struct SuddenDefinition: Sendable, Equatable, Codable {
  public var share = 0.5
  public var quietMonths = 3
  public var band = 0.10

  public init() {}
}

/// Asset bands of customers, lowest first.
public struct TierTable: Sendable, Equatable, Codable {
  public struct Tier: Sendable, Equatable, Codable {
    public var name: String
    /// Least assets plus loans of the tier.
    public var from: Double

    public init(name: String, from: Double) {
      self.name = name
      self.from = from
    }
  }

  /// In rising order of `from`.
  public var tiers: [Tier]

  public init(tiers: [Tier]) { self.tiers = tiers }

  public static let standard = TierTable(tiers: [
    Tier(name: "大众级", from: 0), Tier(name: "黄金级", from: 50_000), Tier(name: "白金级", from: 500_000),
    Tier(name: "钻石级", from: 5_000_000), Tier(name: "私行级", from: 10_000_000),
  ])

  /// Index of the tier that an amount belongs to; amounts below the lowest tier belong to the lowest.
  public func index(of amount: Double) -> Int {
    var found = 0
    for (index, tier) in tiers.enumerated() where amount >= tier.from { found = index }
    return found
  }
}

public enum DuplicateRule: String, Sendable, CaseIterable, Codable { case error, first, last }
/// What a missing cell of an asset column means: the customer's assets are unknown in that month, or it counts as 0.
public enum MissingAssetsRule: String, Sendable, CaseIterable, Codable { case unknown, zero }
public enum UnreadableRule: String, Sendable, CaseIterable, Codable { case error, missing }

public enum Language: String, Sendable, CaseIterable, Codable {
  case chinese = "zh"
  case english = "en"
}

/// How the loss list is ordered.
public struct ListDefinition: Sendable, Equatable, Codable {
  public enum Order: String, Sendable, CaseIterable, Codable {
    case expectedLoss = "expected_loss"
    case probability
  }
  public var order = Order.expectedLoss

  public init() {}
}

/// How models are fitted.
public struct TrainingDefinition: Sendable, Equatable, Codable {
  public enum Algorithm: String, Sendable, CaseIterable, Codable { case logistic, trees }
  public var algorithm = Algorithm.trees
  public var seed: UInt64 = 1
  /// After validation, fit once more on all months with known outcomes.
  public var refit = true
  public var trees = TreeSettings()
  public var logistic = LogisticSettings()

  public init() {}
}

/// Settings of the gradient-boosted trees.
public struct TreeSettings: Sendable, Equatable, Codable {
  public var rounds = 500
  public var learningRate = 0.05
  public var leaves = 31
  public var minimumRows = 50
  public var l2 = 5.0
  /// Rounds without improvement on the validation months before fitting stops; 0: never.
  public var patience = 50
  /// Share of the variables that each tree may use.
  public var columnShare = 0.7

  public init() {}
}

/// Settings of the logistic regression.
public struct LogisticSettings: Sendable, Equatable, Codable {
  public var l2 = 1.0

  public init() {}
}

/// How daily balances or transactions become a monthly panel.
public struct AggregateDefinition: Sendable, Equatable, Codable {
  public enum Kind: String, Sendable, CaseIterable, Codable {
    /// A row per account (or customer) and day on which the closing balance is known.
    case balances
    /// A row per transaction with its amount and, where there is one, the running balance.
    case transactions
  }
  /// One flow column of the panel: the sum and count of transactions that match.
  public struct Flow: Sendable, Equatable, Codable {
    /// Name of the panel's column.
    public var name: String
    /// Column of the file → texts that it may hold.
    public var matching: [String: [String]]

    public init(name: String, matching: [String: [String]]) {
      self.name = name
      self.matching = matching
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
  /// Column and texts that say whether a transaction takes money away.
  public var debits: [String: [String]] = [:]
  /// The panel's column for the averaged balance.
  public var balanceName = "demand"
  public var flows: [Flow] = []

  public init(customer: String, date: String) {
    self.customer = customer
    self.date = date
  }
}
