/// How the loss list is ordered, and who of the ranked customers goes onto it.
public struct ListDefinition: Sendable, Equatable, Codable {
  public enum Order: String, Sendable, CaseIterable, Codable {
    case expectedLoss = "expected_loss"
    case probability
    /// The money that the playbook's action is expected to keep, for each unit of what it costs.
    case keptPerCost = "kept_per_cost"
  }
  public var order = Order.expectedLoss
  /// Most customers of the list for one manager, and for one branch; nil: no limit. Customers who have none are not limited.
  public var managerCapacity: Int?
  public var branchCapacity: Int?
  public var coolingOff = CoolingOff()
  public var control = ControlGroup()
  /// Files of customers who are never listed: the deceased, those who asked not to be contacted.
  public var suppress: [String] = []

  public init() {}

  /// Who was on a list lately is left in peace.
  public struct CoolingOff: Sendable, Equatable, Codable {
    /// Customers of lists for the last so many months are not listed again; 0: everybody may be.
    public var months = 0
    /// Files or patterns of the earlier lists.
    public var lists: [String] = []

    public init() {}
  }

  /// Customers of the list who are held out at random, so that the effect of contacts can be measured.
  public struct ControlGroup: Sendable, Equatable, Codable {
    /// Share of each tier's customers on the list; 0: no control group.
    public var share = 0.0
    public var seed: UInt64 = 1

    public init() {}
  }

  /// Whether anybody who is ranked high enough may be kept off the list.
  public var hasRules: Bool {
    managerCapacity != nil || branchCapacity != nil || coolingOff.months > 0 || control.share > 0
      || !suppress.isEmpty
  }

  /// Files that the rules need, besides the panel.
  public var files: [String] { suppress + (coolingOff.months > 0 ? coolingOff.lists : []) }
}

extension ListDefinition {
  enum CodingKeys: String, CodingKey {
    case order, control, suppress
    case managerCapacity = "manager_capacity"
    case branchCapacity = "branch_capacity"
    case coolingOff = "cooling_off"
  }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    order = try container.value(.order, else: order)
    managerCapacity = try container.decodeIfPresent(Int.self, forKey: .managerCapacity)
    branchCapacity = try container.decodeIfPresent(Int.self, forKey: .branchCapacity)
    coolingOff = try container.value(.coolingOff, else: coolingOff)
    control = try container.value(.control, else: control)
    suppress = try container.value(.suppress, else: suppress)
  }
}
