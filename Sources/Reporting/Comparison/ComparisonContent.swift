import Calendar
import Configuration
import Metrics
import SystemIO
import Validation

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
  /// Whether either model was trained on what they are compared on.
  public var overlaps: Overlaps
  /// The comparison on rows of a table that neither was trained on, where one was trained on others of them; nil where not.
  public var others: Others?
  /// Sentences about what weakens the comparison, in the report's language.
  public var notes: [String]
  public var comparison: PairedComparison
  public var reproduction: Reproduction
  /// What the models were asked; nil: the loss.
  public var question: QuestionSubject?

  public init(
    language: Language, program: String, champion: String, challenger: String, months: [Month],
    customers: Int, losses: Int, overlaps: Overlaps, others: Others? = nil, notes: [String],
    comparison: PairedComparison, reproduction: Reproduction
  ) {
    self.language = language
    self.program = program
    self.champion = champion
    self.challenger = challenger
    self.months = months
    self.customers = customers
    self.losses = losses
    (self.overlaps, self.others) = (overlaps, others)
    self.notes = notes
    self.comparison = comparison
    self.reproduction = reproduction
  }

  /// Whether each model was trained on the rows.
  public struct Overlaps: Sendable, Equatable, Codable {
    public var champion: TrainingOverlap
    public var challenger: TrainingOverlap

    public init(champion: TrainingOverlap, challenger: TrainingOverlap) {
      (self.champion, self.challenger) = (champion, challenger)
    }
  }

  /// A part of the rows by itself.
  public struct Others: Sendable, Equatable, Codable {
    public var rows: Int
    public var losses: Int
    public var comparison: PairedComparison

    public init(rows: Int, losses: Int, comparison: PairedComparison) {
      (self.rows, self.losses, self.comparison) = (rows, losses, comparison)
    }
  }

  private enum CodingKeys: String, CodingKey {
    case language, program, champion, challenger, months, customers, losses, others, notes, comparison,
      reproduction, question
    case overlaps = "training_overlap"
  }

  /// The content as UTF-8 bytes of JSON.
  public func json() throws -> [UInt8] { try DeterministicJSON.encode(self) }
}
