import Calendar
import Configuration
import Metrics
import SystemIO

/// All that `churn compare` says, as data: the page and the JSON are made of nothing else.
public struct ComparisonContent: Sendable, Equatable, Codable {
  public var language: Language
  public var program: String
  public var champion: String
  public var challenger: String
  /// Snapshot months that both are evaluated on; none for the rows of a table.
  public var months: [Month]
  public var customers: Int
  public var losses: Int
  /// Sentences about what weakens the comparison, in the report's language.
  public var notes: [String]
  public var comparison: PairedComparison
  public var reproduction: Reproduction

  public init(
    language: Language, program: String, champion: String, challenger: String, months: [Month],
    customers: Int,
    losses: Int, notes: [String], comparison: PairedComparison, reproduction: Reproduction
  ) {
    self.language = language
    self.program = program
    self.champion = champion
    self.challenger = challenger
    self.months = months
    self.customers = customers
    self.losses = losses
    self.notes = notes
    self.comparison = comparison
    self.reproduction = reproduction
  }

  /// The content as UTF-8 bytes of JSON.
  public func json() throws -> [UInt8] { try DeterministicJSON.encode(self) }
}
