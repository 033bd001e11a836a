import Calendar

/// Questions of the life cycle that banks commonly ask.
public enum QuestionPreset: String, Sendable, CaseIterable, Codable {
  /// Who will lose assets next month; its rules stand under `loss:` and `floor:`.
  case loss
  /// Who reaches the next tier (临界客户提升). Near it is who stands in the band below it that the tiers declare: retail
  /// banks work through customers from 30,000 of 50,000 on, see ``TierTable/usualNearShare``.
  case promotion
  /// Who takes up a product: its column is not above zero now and is above zero then, as in cross-selling models
  /// (W. Kamakura, M. Wedel, F. de Rosa, J. Mazzon, "Cross-selling through database marketing", 2003).
  case product
  /// Who of the quiet customers (沉睡客户) becomes active: nothing in the column, log-ins by default, for three months, and
  /// something then. Supervisors call an account dormant after a year without movement (人民币银行结算账户管理办法, 2003,
  /// article 56); banks wake their customers long before, and a panel seldom reaches so far back.
  case wakeUp = "wake_up"
  /// Who of the customers that have left comes back, with at least a quarter of what had gone; see `DepartureRule` in Panel.
  case winBack = "win_back"

  /// What the preset reads where no column is named; nil: it speaks of none, or one must be named.
  var usualColumn: String? { self == .wakeUp ? "mobile_logins" : nil }

  /// Whether its rules speak of a column.
  var speaksOfColumn: Bool { self == .product || self == .wakeUp }

  /// The rule of who is asked about; nil where it is no rule over columns.
  func customers(_ column: String) -> Condition? {
    switch self {
    case .loss, .winBack: nil
    case .promotion: .number(.init(Condition.Derived.nearNextTier.rawValue), .equal, 1)
    case .product: .number(.init(column), .atMost, 0)
    case .wakeUp: .number(.init(column, .greatest, months: 3), .atMost, 0)
    }
  }

  /// The rule of what may come; nil where it is no rule over columns.
  func event(_ column: String) -> Condition? {
    switch self {
    case .loss, .winBack: nil
    case .promotion: .number(.init(Condition.Derived.tierByAssets.rawValue, .rise), .more, 0)
    case .product, .wakeUp: .number(.init(column), .more, 0)
    }
  }

  /// The event in each language: a noun, its plural in English.
  var words: (chinese: String, english: String, plural: String) {
    switch self {
    case .loss: ("流失", "loss", "losses")
    case .promotion: ("提升", "promotion", "promotions")
    case .product: ("购买", "purchase", "purchases")
    case .wakeUp: ("唤醒", "awakening", "awakenings")
    case .winBack: ("回流", "return", "returns")
    }
  }
}
