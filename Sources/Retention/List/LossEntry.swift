import Calendar
import Configuration

/// One customer on the loss list.
public struct LossEntry: Sendable, Equatable {
  /// The customer, or the key of a ready-made table.
  public var customer: String
  /// The month in which assets may be lost, the one after the snapshot month; nil for a ready-made table.
  public var monthAtRisk: Month?
  public var probability: Double
  /// In currency units; where another question is asked, the money that its event is expected to move.
  public var expectedLoss: Double?
  /// Assets in the snapshot month, in currency units.
  public var assets: Double?
  public var tier: String?
  /// Strongest first; the list holds three.
  public var reasons: [Reason]
  public var manager: String?
  public var branch: String?

  /// The base points of a scorecard and those of each of its variables; nil for other models.
  public var points: [Double]?

  /// The next tier and what of assets and loans is missing to it; known where another question than the loss is asked.
  public var nextTier: NearTier?

  /// What the customer is to be contacted about, where several questions share a month's contacts.
  public var contact: QuestionContact?

  // What the bank's rules say; each is known only where the configuration asks for it.

  /// The tier that the customer has nearly reached.
  public var nearTier: NearTier?
  /// 综合等级: name of the tier by rule, as of the last refresh.
  public var compositeGrade: String?
  /// 服务等级: name of the tier that the customer is served at.
  public var serviceGrade: String?
  public var quadrant: Quadrant?
  public var stage: RelationshipStage?
  public var lifeStage: LifeStage?
  /// Whether nothing has moved for months.
  public var isDormant: Bool?
  /// Names of the groups that the customer is in, in the order of the configuration.
  public var groups: [String] = []
  public var household: HouseholdFacts?
  /// What to do; nil in the control group and where there is no playbook.
  public var action: PlannedAction?
  /// Whether the customer is held out, not to be contacted, so that the effect of contacts can be measured; nil where
  /// no control group was drawn.
  public var isControl: Bool?

  public init(
    customer: String, monthAtRisk: Month? = nil, probability: Double, expectedLoss: Double? = nil,
    assets: Double? = nil, tier: String? = nil, reasons: [Reason] = [], manager: String? = nil,
    branch: String? = nil
  ) {
    self.customer = customer
    self.monthAtRisk = monthAtRisk
    self.probability = probability
    self.expectedLoss = expectedLoss
    self.assets = assets
    self.tier = tier
    self.reasons = reasons
    self.manager = manager
    self.branch = branch
  }
}
