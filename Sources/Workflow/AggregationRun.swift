import Calendar
import Configuration
import Messages
import Panel
import SystemIO

/// `churn aggregate`.
public struct AggregationRun: Sendable {
  public let configurationPath: String
  public let folder: String
  /// Nil: as the configuration says.
  public let language: Language?

  public init(configurationPath: String, folder: String, language: Language? = nil) {
    self.configurationPath = configurationPath
    self.folder = folder
    self.language = language
  }

  /// The file that tells a folder of this verb, and what was found on the way.
  static let recordName = "aggregate.json"
  static let configurationName = "bank.yaml"

  /// Writes the panel with its configuration.
  public func run(_ context: RunContext) throws -> AggregationOutcome {
    var configuration = try BankConfiguration.load(path: configurationPath)
    if let language { configuration.language = language }
    guard let definition = configuration.aggregate else {
      throw RunError(
        "\(configurationPath) has no `aggregate:`, which says where the transactions or daily balances are and what "
          + "their columns mean; \(RunInput.aggregationExample.named(else: "the reference of the configuration")) shows one."
      )
    }
    let aggregator = try Aggregator(
      definition, unreadable: configuration.unreadable, missing: configuration.missing)
    let earlier = try FilePath.namesIfAny(in: folder).filter(Aggregator.isPanelFile)
    try RunFiles(reading: InputSelection(configurationPath: configurationPath)).check(
      writing: [],
      folder: (folder, earlier + [AggregationRun.recordName, AggregationRun.configurationName]))
    let output = try AtomicFolder(
      path: folder, marker: AggregationRun.recordName, ownNames: Set(earlier))
    let report = try context.step("Reading", unit: .bytes) {
      try aggregator.write(into: output, team: context.team, progress: context.readingProgress)
    }
    try output.write(configuration.ofAggregatedPanel.yaml(), named: AggregationRun.configurationName)
    let record = Record(program: ProgramVersion.text, definition: definition, found: report)
    try output.write(DeterministicJSON.encode(record), named: AggregationRun.recordName)
    try output.commit()
    return AggregationOutcome(
      report: report, folder: folder,
      configurationPath: FilePath.join(folder, AggregationRun.configurationName),
      language: configuration.language)
  }

  /// What was run, for whoever wants to know later.
  private struct Record: Encodable {
    var program: String
    var definition: AggregateDefinition
    var found: AggregationReport
  }
}

/// What `aggregate` has written.
public struct AggregationOutcome: Sendable {
  public let report: AggregationReport
  /// Where the panel is, and the configuration that goes with it.
  public let folder: String
  public let configurationPath: String
  public let language: Language
}
