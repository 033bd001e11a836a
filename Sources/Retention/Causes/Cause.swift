import Calendar

/// What drives a customer's risk, as a relationship manager would group it.
///
/// Many variables tell of one cause; their contributions are added up per cause before reasons are chosen.
public enum Cause: Hashable, Sendable {
  /// Money leaves for the customer's own accounts at other banks.
  case ownTransfer
  /// Time deposits or wealth products fall due next month.
  case maturity
  /// Assets, or a part of them, have been falling.
  case balanceFalling
  /// Money came in lately and may go again.
  case recentInflow
  /// Money is gathered on demand while assets do not grow, as before a house, a wedding or another large expense.
  case lifeEvent
  /// Balances go up and down without a direction.
  case unsteadyBalance
  /// Fewer log-ins or fewer products than before.
  case activityFading
  /// More log-ins than before.
  case activityRising
  /// Only one or two products hold the customer.
  case fewProducts
  /// The time of the year, or money that follows the seasons.
  case season
  /// Assets lie just above the floor or a tier's start.
  case nearFloor
  /// The customer came not long ago.
  case newCustomer
  /// Salary payments, or that there are none (any more).
  case salary
  /// What the customer owes.
  case loans
  /// What the assets are made of.
  case composition
  /// Who the customer is: age, occupation, branch, time with the bank.
  case profile
  /// Nothing in the customer's numbers stands out.
  case unclear
  /// A column that the bank added or that a ready-made table brings, by its own name.
  case column(String)

  /// A stable name for records and tests, such as `own_transfer`; `column:` and the name for a column.
  public var name: String { words.name }

  /// The cause as the heading of a group of customers; a bank's own column keeps its name.
  public func title(in language: Language) -> String { language.text(words.chinese, words.english) }

  /// Whether a manager can do something about it, or speak of it to the customer.
  var isActionable: Bool {
    switch self {
    case .ownTransfer, .maturity, .balanceFalling, .recentInflow, .lifeEvent, .activityFading, .fewProducts,
      .season,
      .nearFloor, .newCustomer, .salary:
      true
    case .unsteadyBalance, .activityRising, .loans, .composition, .profile, .unclear, .column: false
    }
  }

  private var words: (name: String, chinese: String, english: String) {
    switch self {
    case .ownTransfer: ("own_transfer", "资金转往他行本人账户", "money leaving to own accounts elsewhere")
    case .maturity: ("maturity", "产品到期", "product maturing")
    case .balanceFalling: ("balance_falling", "余额下降", "balance falling")
    case .recentInflow: ("recent_inflow", "新近流入资金", "money that came in lately")
    case .lifeEvent: ("life_event", "大额用款准备", "money gathered for a large expense")
    case .unsteadyBalance: ("unsteady_balance", "余额波动大", "unsteady balance")
    case .activityFading: ("activity_fading", "活跃度下降", "activity fading")
    case .activityRising: ("activity_rising", "登录增多", "more log-ins")
    case .fewProducts: ("few_products", "持有产品少", "few products")
    case .season: ("season", "季节性资金", "season")
    case .nearFloor: ("near_floor", "临近门槛", "near the floor or a tier's start")
    case .newCustomer: ("new_customer", "新客户", "new customer")
    case .salary: ("salary", "代发变化", "salary payments")
    case .loans: ("loans", "贷款", "loans")
    case .composition: ("composition", "资产结构", "what the assets are made of")
    case .profile: ("profile", "客户特征", "who the customer is")
    case .unclear: ("unclear", "无突出原因", "no outstanding reason")
    case .column(let column): ("column:\(column)", column, column)
    }
  }
}
