import Calendar
import Configuration
import Metrics

/// The outcome of the contacts of one or more months' lists, as `churn monitor --outcomes` finds it.
public struct ContactsContent: Sendable, Equatable, Codable {
  /// Some of the listed customers: all of them, those of an action, those of a manager.
  public struct Line: Sendable, Equatable, Codable {
    public var name: String
    /// Listed and not held out, whether reached or not.
    public var treated: Int
    public var contacted: Int
    /// Contacted customers whose answer is known, and those who took the offer.
    public var answered: Int
    public var accepted: Int
    public var uptake: Interval?
    /// Held out, of the same kind; or all who are held out.
    public var control: Int
    /// Whether too few of the same kind are held out, so that all who are stand for them.
    public var isAgainstAll: Bool
    public var kept: MoneyKept?
    public var losses: ShareDifference?

    public init(
      name: String, treated: Int, contacted: Int, answered: Int, accepted: Int, uptake: Interval?,
      control: Int,
      isAgainstAll: Bool, kept: MoneyKept?, losses: ShareDifference?
    ) {
      self.name = name
      self.treated = treated
      self.contacted = contacted
      self.answered = answered
      self.accepted = accepted
      self.uptake = uptake
      self.control = control
      self.isAgainstAll = isAgainstAll
      self.kept = kept
      self.losses = losses
    }

    enum CodingKeys: String, CodingKey {
      case name, treated, contacted, answered, accepted, uptake, control, kept, losses
      case isAgainstAll = "against_all_controls"
    }
  }

  public var language: Language
  public var program: String
  public var months: [Month]
  /// Rows whose assets before or after are not known.
  public var withoutAssets: Int
  public var whole: Line
  /// The greatest group first.
  public var actions: [Line]
  public var managers: [Line]

  public init(
    language: Language, program: String, months: [Month], withoutAssets: Int, whole: Line, actions: [Line],
    managers: [Line]
  ) {
    self.language = language
    self.program = program
    self.months = months
    self.withoutAssets = withoutAssets
    self.whole = whole
    self.actions = actions
    self.managers = managers
  }

  enum CodingKeys: String, CodingKey {
    case language, program, months, whole, actions, managers
    case withoutAssets = "without_assets"
  }

  /// The finding in one sentence.
  public var verdict: String {
    guard let kept = whole.kept, let interval = kept.interval else {
      return language.text(
        "对照组或联系组客户太少（各需至少 \(MoneyKept.leastCustomers) 户），无法判断效果。",
        "Too few customers in the control group or outside of it (\(MoneyKept.leastCustomers) each are needed) to tell "
          + "an effect.")
    }
    let (amount, low, high) = (
      language.money(kept.amount), language.money(interval.lower), language.money(interval.upper)
    )
    if interval.lower > 0 {
      return language.text(
        "与对照组相比，联系多留住资金 \(amount)（95% 区间 \(low) 至 \(high)）。",
        "Against the control group, the contacts kept \(amount) (95% interval \(low) to \(high)).")
    }
    if interval.upper < 0 {
      return language.text(
        "对照组留住的资金反而更多：差额 \(amount)（95% 区间 \(low) 至 \(high)）。",
        "The control group kept more: the difference is \(amount) (95% interval \(low) to \(high)).")
    }
    return language.text(
      "看不出联系的效果：估计为 \(amount)，但 95% 区间为 \(low) 至 \(high)，可能只是偶然。",
      "No effect can be told from chance: the estimate is \(amount), its 95% interval \(low) to \(high).")
  }
}
