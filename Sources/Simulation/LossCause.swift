/// Why a customer lost assets in a month, as `truth.csv` names it.
public enum LossCause: String, CaseIterable, Sendable {
  /// Moved to the customer's own accounts elsewhere, after months of smaller such transfers.
  case ownTransfer = "own_transfer"
  /// A time deposit or wealth product fell due and was not renewed.
  case maturity
  /// Balances that had been falling for months fell further.
  case balanceFalling = "balance_falling"
  /// The customer had been using the bank less and less.
  case activityFading = "activity_fading"
  /// Money that comes and goes with the season: harvest, new year, quarter end.
  case season
  /// A new customer's welcome money left within the first hundred days.
  case newCustomer = "new_customer"
  /// Nothing foreshadowed it.
  case sudden
  /// A house, a wedding, an illness, a child's schooling.
  case lifeEvent = "life_event"
  /// An ordinary month's chance.
  case noise

  /// Index in ``allCases``.
  var index: Int {
    switch self {
    case .ownTransfer: 0
    case .maturity: 1
    case .balanceFalling: 2
    case .activityFading: 3
    case .season: 4
    case .newCustomer: 5
    case .sudden: 6
    case .lifeEvent: 7
    case .noise: 8
    }
  }
}
