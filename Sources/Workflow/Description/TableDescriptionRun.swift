import Calendar
import Configuration
import Messages
import Panel
import SystemIO
import Variables

/// `churn describe` of a ready-made table.
public struct TableDescriptionRun: Sendable {
  public let input: InputSelection
  public let selection: TableSelection
  /// Where to write the findings as JSON; nil: nowhere.
  public let jsonPath: String?
  /// Where to write a first draft of a configuration; nil: nowhere.
  public let draftPath: String?

  public init(
    input: InputSelection, selection: TableSelection, jsonPath: String? = nil, draftPath: String? = nil
  ) {
    (self.input, self.selection, self.jsonPath, self.draftPath) = (input, selection, jsonPath, draftPath)
  }

  /// Reads the table and finds out what is in it.
  public func run(_ context: RunContext) throws -> TableDescriptionOutcome {
    try RunFiles(reading: input).check(writing: [jsonPath, draftPath])
    if let draftPath { try RunFiles.refuseEdited(draftPath) }
    let configuration = try input.configuration()
    let description = try context.step("Reading", unit: .bytes) {
      try TableDescriber(
        patterns: selection.patterns, key: selection.key, label: selection.label,
        positive: selection.positive, timeColumn: selection.timeColumn, configuration: configuration
      ).describe(team: context.team, progress: context.readingProgress)
    }
    let folder = FilePath.folder(of: draftPath ?? "")
    let draft = DraftConfiguration.text(of: description, selection, configuration) {
      FilePath.relative($0, from: folder)
    }
    try AtomicFile.write(
      (jsonPath, { try DeterministicJSON.encode(description, language: configuration.language) }),
      (draftPath, { Array(draft.utf8) }))
    return TableDescriptionOutcome(
      description: description, draftPath: draftPath, language: configuration.language)
  }
}

/// What `describe` found in a ready-made table.
public struct TableDescriptionOutcome: Sendable {
  public let description: TableDescription
  /// Where the draft is; nil: none was asked for.
  public let draftPath: String?
  public let language: Language
}
