import Calendar
import Configuration

/// The month's lists on a page for the head of retail. Amounts are currency units.
public struct SummaryContent: Sendable, Equatable, Codable {
  /// Customers of one kind: a tier, a branch, a first cause.
  public struct Part: Sendable, Equatable, Codable {
    public var name: String
    public var customers: Int
    public var assets: Double
    public var expectedLoss: Double

    public init(name: String, customers: Int = 0, assets: Double = 0, expectedLoss: Double = 0) {
      self.name = name
      self.customers = customers
      self.assets = assets
      self.expectedLoss = expectedLoss
    }

    public mutating func add(assets: Double?, expectedLoss: Double?) {
      customers += 1
      self.assets += assets ?? 0
      self.expectedLoss += expectedLoss ?? 0
    }
  }

  /// A customer at the top of the list.
  public struct Customer: Sendable, Equatable, Codable {
    public var name: String
    public var tier: String?
    public var assets: Double?
    public var probability: Double
    public var expectedLoss: Double?
    public var reason: String?
    public var manager: String?

    public init(
      name: String, tier: String?, assets: Double?, probability: Double, expectedLoss: Double?,
      reason: String?,
      manager: String?
    ) {
      self.name = name
      self.tier = tier
      self.assets = assets
      self.probability = probability
      self.expectedLoss = expectedLoss
      self.reason = reason
      self.manager = manager
    }
  }

  /// What came of the list of an earlier month.
  public struct Outcome: Sendable, Equatable, Codable {
    /// The month at risk.
    public var month: Month
    /// Those on the list whose outcome is known, and the losses among them.
    public var customers = 0
    public var losses = 0
    /// Those whose outcome is not known.
    public var unknown = 0
    public var expectedLoss = 0.0
    /// What the losses took.
    public var lostAssets = 0.0

    public init(month: Month) { self.month = month }

    /// - Parameter lost: what a loss has taken; nil: the customer has stayed.
    public mutating func add(expectedLoss: Double, lost: Double?) {
      customers += 1
      self.expectedLoss += expectedLoss
      if let lost {
        losses += 1
        lostAssets += lost
      }
    }

    enum CodingKeys: String, CodingKey {
      case month, customers, losses, unknown
      case expectedLoss = "expected_loss"
      case lostAssets = "lost_assets"
    }
  }

  public var language: Language
  public var program: String
  public var model: String
  public var monthAtRisk: Month
  /// Everybody who was scored.
  public var population: Part
  /// Everybody on the list.
  public var listed: Part
  /// Of them, those who are held out as the control group; nil where none was drawn.
  public var control: Part?
  /// The list by tier, highest first; by branch and by first cause, the greatest expected loss first.
  public var tiers: [Part]
  public var branches: [Part]
  public var causes: [Part]
  /// The list by group of customers; a customer may be in many.
  public var groups: [Part] = []
  /// The whole scored population by quadrant of the two grades; empty where grades are not known.
  public var quadrants: [Part] = []
  /// The same by both grades: a row per composite grade, lowest first, a cell in it per service grade.
  public var cells: [[Part]] = []
  /// What the customers at risk have in common, a sentence each; said here instead of for each of them.
  public var shared: [String] = []
  /// What came of earlier lists, the oldest first; empty where there are none.
  public var outcomes: [Outcome] = []
  /// Managers who have a list.
  public var managers: Int
  public var top: [Customer]

  public init(
    language: Language, program: String, model: String, monthAtRisk: Month, population: Part, listed: Part,
    control: Part? = nil, tiers: [Part], branches: [Part], causes: [Part], managers: Int, top: [Customer]
  ) {
    self.language = language
    self.program = program
    self.model = model
    self.monthAtRisk = monthAtRisk
    self.population = population
    self.listed = listed
    self.control = control
    self.tiers = tiers
    self.branches = branches
    self.causes = causes
    self.managers = managers
    self.top = top
  }

  enum CodingKeys: String, CodingKey {
    case language, program, model, population, listed, control, tiers, branches, causes, managers, top
    case groups, quadrants, cells, shared, outcomes
    case monthAtRisk = "month_at_risk"
  }
}
