import Calendar
import Configuration

/// The population of one snapshot month.
public struct PopulationMonth: Sendable, Equatable, Codable {
  public var snapshot: Month
  /// Customers that the panel holds.
  public var customers: Int
  /// Those with assets above the floor.
  public var population: Int
  /// Assets of the population, in currency units.
  public var assets: Double
  /// Losses in the performance month, sudden ones included; nil where that month is not known yet.
  public var losses: Int?
  /// Sudden losses among them.
  public var sudden: Int?

  public init(snapshot: Month, customers: Int, population: Int, assets: Double, losses: Int?, sudden: Int?) {
    self.snapshot = snapshot
    self.customers = customers
    self.population = population
    self.assets = assets
    self.losses = losses
    self.sudden = sudden
  }
}

/// Which months (or rows of a table) served for what.
public struct SplitReport: Sendable, Equatable, Codable {
  public struct Part: Sendable, Equatable, Codable {
    public var role: EvaluatedSet.Role
    /// Snapshot months; empty for a ready-made table without months.
    public var months: [Month]
    public var rows: Int
    public var losses: Int

    public init(role: EvaluatedSet.Role, months: [Month], rows: Int, losses: Int) {
      self.role = role
      self.months = months
      self.rows = rows
      self.losses = losses
    }
  }

  public var parts: [Part]
  /// Whole sentences in the report's language, such as why there were too few months.
  public var notes: [String]
  /// Whether the model was fitted once more on all rows with known outcomes after it had been evaluated.
  public var refitted: Bool

  public init(parts: [Part], notes: [String] = [], refitted: Bool = false) {
    self.parts = parts
    self.notes = notes
    self.refitted = refitted
  }
}
