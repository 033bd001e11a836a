import Calendar
import Configuration
import SystemIO
import Variables

/// What was run to make a loss list: the JSON beside it.
///
/// It holds nothing that changes from run to run, and nothing of the machine: the same run writes the same bytes. The
/// times of the run are added where it is written; see ``RecordedList/bytes(_:list:times:)``.
public struct RunRecord: Sendable, Equatable, Codable {
  /// The model that scored.
  public struct Model: Sendable, Equatable, Codable {
    public var name: String
    public var crc32: String

    public init(name: String, crc32: UInt32) {
      self.name = name
      self.crc32 = CRC32.text(of: crc32)
    }
  }

  /// How many rows or customers were left after a step.
  public struct Count: Sendable, Equatable, Codable {
    public var step: String
    public var count: Int

    public init(step: String, count: Int) {
      self.step = step
      self.count = count
    }
  }

  public var program: String
  public var model: Model
  /// The configuration's file; nil where none was given and the model's own holds.
  public var configuration: FileStamp?
  /// All that was read besides: the panel or table, and the files that rules of lists name.
  public var inputs: [FileStamp]
  /// The last month that was looked at; nil for a ready-made table.
  public var snapshotMonth: Month?
  /// The month after it, in which assets may be lost.
  public var monthAtRisk: Month?
  /// From rows read to customers listed, in the order of the steps.
  public var counts: [Count]
  /// The question that the model asks; nil: the loss.
  public var question: String?
  public var order: ListDefinition.Order
  public var selection: Selection
  public var language: Language
  /// Texts that training never saw, by column.
  public var unseenTexts: [UnseenTexts]
  /// What the model takes such texts for; nil where it has no texts.
  public var unseenRule: UnseenRule?
  /// All that the run has warned of, in sentences.
  public var warnings: [String]
  /// Why somebody went on where the delivery would have stopped the run; nil where nobody had to.
  public var accepted: String?

  enum CodingKeys: String, CodingKey {
    case program, model, configuration, inputs, counts, order, selection, language
    case snapshotMonth = "snapshot_month"
    case monthAtRisk = "month_at_risk"
    case unseenTexts = "unseen_texts"
    case unseenRule = "unseen_rule"
    case warnings, accepted, question
  }

  /// - Parameter program: The program's name and version.
  public init(
    program: String, model: Model, configuration: FileStamp? = nil, inputs: [FileStamp],
    snapshotMonth: Month?, counts: [Count], question: String? = nil,
    order: ListDefinition.Order, selection: Selection, language: Language,
    unseenTexts: [UnseenTexts] = [], unseenRule: UnseenRule? = nil, warnings: [String] = [],
    accepted: String? = nil
  ) {
    self.program = program
    self.model = model
    self.configuration = configuration
    self.inputs = inputs
    self.snapshotMonth = snapshotMonth
    monthAtRisk = snapshotMonth.map { $0 + 1 }
    self.counts = counts
    self.question = question
    self.order = order
    self.selection = selection
    self.language = language
    self.unseenTexts = unseenTexts
    self.unseenRule = unseenRule
    self.warnings = warnings
    self.accepted = accepted
  }

  /// The record as UTF-8 bytes of JSON.
  public func json() throws -> [UInt8] { try DeterministicJSON.encode(self) }
}
