import Calendar

/// What one YAML file says about a bank; every part has a default.
///
/// The file is read by ``BankConfiguration/init(yaml:file:)``, which refuses unknown keys and reports all
/// problems together. Names of columns are *ours*; each source says what its file calls them.
public struct BankConfiguration: SettingsSection {
  /// Tables with a row per customer and month, joined by both.
  public var panel: [PanelSource] = []
  /// Tables with a row per customer, joined by customer.
  public var attributes: [AttributeSource] = []
  /// A ready-made table instead of a panel; nil: there is none.
  public var table: TableSource?
  /// Tables whose columns are joined to the rows of the others by a key: name → table.
  public var joins: [String: JoinSource] = [:]
  /// Columns that add up to a customer's assets.
  public var assets: [String] = ["demand", "time", "wealth"]
  /// Customers with assets above this belong to the population.
  public var floor: Double = 200_000
  public var loss = LossDefinition()
  /// The question that models are trained on: a name of ``questions``, a preset, or `product:` and a column; see
  /// ``asked`` and ``asking(_:)``.
  public internal(set) var question = QuestionPreset.loss.rawValue
  /// Questions of the bank's own, by their names.
  public internal(set) var questions: [String: Question] = [:]
  /// Months that variables are made of, the snapshot month included.
  public var window = 6
  public var tiers = TierTable.standard
  /// How composite and service grades are kept.
  public var grades = GradeDefinition()
  /// Groups of customers; nil: the presets.
  public var groups: [GroupDefinition]?
  /// File of the playbook that lists take their actions from; nil: the one that comes with the program.
  public var playbook: String?
  /// What the bank's own columns are called in sentences: our name of the column → words.
  public var names: [String: String] = [:]
  /// Columns of products, which are held where they are above zero; none: the assets and loans.
  public var products: [String] = []
  /// What is said of columns' kinds, by patterns.
  public var columns = ColumnDefinition()
  /// Columns that are made of others: name → expression.
  public var derive: [String: DerivedColumn] = [:]
  /// Columns that nothing is made of.
  public var ignore: [String] = []
  /// What to do where a customer has two rows in one month of one table.
  public var duplicates = DuplicateRule.error
  /// What to do with a cell of a number column that is no number.
  public var unreadable = UnreadableRule.error
  public var infinities = InfinityRule.unreadable
  /// What a missing cell of an asset column means.
  public var missingAssets = MissingAssetsRule.unknown
  /// Texts that stand for a missing value besides the usual ones (empty, `NA`, `NULL`, `-`, …).
  public var missing: [String] = []
  /// What stands before the decimals of numbers; nil: the cells of a column, or else those of its table, decide.
  public var decimal: DecimalMark?
  /// Which number comes first in dates such as `01/02/2024`; nil: the cells of a column decide.
  public var dates: DateOrder?
  public var list = ListDefinition()
  /// What each question has of the calendar of contacts; what is not named has no quota.
  public var calendar: [String: CalendarShare] = [:]
  public var training = TrainingDefinition()
  /// How the values of variables are put into bins.
  public var binning = BinningDefinition()
  public var monitor = MonitorDefinition()
  /// From where on a delivery is odd.
  public var deliveries = DeliveryDefinition()
  public var language = Language.chinese
  /// How `churn aggregate` makes a panel from daily balances or transactions.
  public var aggregate: AggregateDefinition?

  public init() {}
}
