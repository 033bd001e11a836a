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
  /// A column that the bank added or that a ready-made table brings, by its own name.
  case column(String)

  /// A stable name for records and tests, such as `own_transfer`; `column:` and the name for a column.
  public var name: String {
    switch self {
    case .ownTransfer: "own_transfer"
    case .maturity: "maturity"
    case .balanceFalling: "balance_falling"
    case .recentInflow: "recent_inflow"
    case .lifeEvent: "life_event"
    case .unsteadyBalance: "unsteady_balance"
    case .activityFading: "activity_fading"
    case .activityRising: "activity_rising"
    case .fewProducts: "few_products"
    case .season: "season"
    case .nearFloor: "near_floor"
    case .newCustomer: "new_customer"
    case .salary: "salary"
    case .loans: "loans"
    case .composition: "composition"
    case .profile: "profile"
    case .column(let column): "column:\(column)"
    }
  }
}
