import Calendar
import Configuration

/// Whether a customer is on the list, and why not.
public enum Listing: Sendable, Equatable {
  /// Why somebody is not on it.
  public enum Reason: Sendable, Equatable {
    /// No row in the snapshot month.
    case absent
    case unknownAssets
    case belowFloor(assets: Double, floor: Double)
    /// The question is about other customers.
    case notAsked
    /// The probability is not above the one that was asked for.
    case threshold(Double)
    /// The list ends before the customer's rank.
    case tooLong
    case passedOver(Assignment.Obstacle)

    /// A stable name.
    public var name: String {
      switch self {
      case .absent: "absent"
      case .unknownAssets: "unknown_assets"
      case .belowFloor: "below_floor"
      case .notAsked: "not_asked_about"
      case .threshold: "threshold"
      case .tooLong: "beyond_the_list"
      case .passedOver(let obstacle): obstacle.rawValue
      }
    }
  }

  /// - Parameter of: how many are listed.
  case listed(position: Int, of: Int, isControl: Bool)
  case notListed(Reason, of: Int)

  /// Where a row of a scored population stands.
  ///
  /// - Parameter probability: of the row.
  public init(of row: Int, in assignment: Assignment, selection: Selection, probability: Double) {
    let count = assignment.rows.count
    if let position = assignment.rows.firstIndex(of: row) {
      self = .listed(
        position: position + 1, of: count, isControl: assignment.control?.contains(row) ?? false)
    } else if let obstacle = assignment.obstacle {
      self = .notListed(.passedOver(obstacle), of: count)
    } else if case .above(let least) = selection, probability <= least {
      self = .notListed(.threshold(least), of: count)
    } else {
      self = .notListed(.tooLong, of: count)
    }
  }

  /// Where a customer of a panel stands.
  ///
  /// - Parameter row: of the population; nil where the customer has no score.
  public init(
    of customer: Int, row: Int?, in assignment: Assignment, of population: ScoredPopulation,
    _ facts: PanelFacts, _ selection: Selection, _ configuration: BankConfiguration
  ) {
    if let row {
      self.init(
        of: row, in: assignment, selection: selection, probability: population.probabilities[row])
      return
    }
    let (panel, month) = (facts.panel, facts.month)
    let assets = panel.assets(customer, month)
    let reason: Reason =
      panel.isPresent(customer, month)
      ? !configuration.asked.isLoss
        ? .notAsked
        : assets.map { .belowFloor(assets: $0, floor: configuration.floor) } ?? .unknownAssets : .absent
    self = .notListed(reason, of: assignment.rows.count)
  }

  /// The whole in a sentence.
  public func text(in language: Language) -> String {
    let count = NumberText.count
    switch self {
    case .listed(let position, let all, let isControl):
      return language.text(
        "在名单上：第 \(count(position)) 位，共 \(count(all)) 户",
        "On the list: number \(count(position)) of \(count(all))")
        + (isControl
          ? language.text("；属于对照组，请勿联系。", "; in the control group, not to be contacted.")
          : language.text("。", "."))
    case .notListed(let reason, let all):
      return language.text("不在名单上（名单共 \(count(all)) 户）：", "Not on the list (of \(count(all))): ")
        + reason.text(in: language)
    }
  }
}

extension Listing.Reason {
  fileprivate func text(in language: Language) -> String {
    switch self {
    case .absent: language.text("该月没有此客户的数据。", "there is no row of the customer in the month.")
    case .unknownAssets:
      language.text(
        "该月资产缺失，不知是否达到门槛。",
        "the assets of the month are missing, so it is not known whether they are above the floor.")
    case .belowFloor(let assets, let floor):
      language.text(
        "资产 \(language.money(assets))，未超过门槛 \(language.money(floor))，不评分。",
        "assets of \(language.money(assets)) are not above the floor of \(language.money(floor)), so there is no score."
      )
    case .notAsked:
      language.text(
        "不属于本问题所问的客户，不评分。", "the question is about other customers, so there is no score.")
    case .threshold(let least):
      language.text(
        "概率未超过 \(NumberText.percent(least))。", "the probability is not above \(NumberText.percent(least)).")
    case .tooLong:
      language.text("排名在名单末位之后。", "the list ends before the customer's rank.")
    case .passedOver(.suppressed):
      language.text("在免打扰名单中（`list.suppress`）。", "the customer is never listed (`list.suppress`).")
    case .passedOver(.coolingOff):
      language.text(
        "本人或家人不久前已在名单上，冷静期未满（`list.cooling_off`）。",
        "the customer or one of the household was on a list lately and is left in peace (`list.cooling_off`)."
      )
    case .passedOver(.household):
      language.text("同一家庭已有一人在名单上。", "another of the household is on the list.")
    case .passedOver(.branchFull):
      language.text(
        "所属机构的名额已满（`list.capacity.branch`）。",
        "the branch has as many as it can work through (`list.capacity.branch`).")
    case .passedOver(.managerFull):
      language.text(
        "客户经理的名额已满（`list.capacity.manager`）。",
        "the manager has as many as they can work through (`list.capacity.manager`).")
    }
  }
}
