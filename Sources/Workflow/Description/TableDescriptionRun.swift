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
    let draft = draft(of: description, configuration, in: FilePath.folder(of: draftPath ?? ""))
    try AtomicFile.write(
      (jsonPath, { try DeterministicJSON.encode(description, language: configuration.language) }),
      (draftPath, { Array(draft.utf8) }))
    return TableDescriptionOutcome(
      description: description, draftPath: draftPath, language: configuration.language)
  }

  /// A configuration with what was found, its paths as seen from a folder.
  private func draft(
    of description: TableDescription, _ configuration: BankConfiguration, in folder: String
  ) -> String {
    var draft = configuration
    draft.panel = []
    draft.table = TableSource(
      files: selection.patterns, label: selection.label, positive: selection.positive, key: selection.key,
      timeColumn: selection.timeColumn)
    DraftConfiguration.addKinds(of: description.report.columns, to: &draft)
    return draft.mapPaths { FilePath.relative($0, from: folder) }.yaml(only: DraftConfiguration.keysOfTables)
      + DraftConfiguration.remarks(on: description.report.columns, in: draft.language)
      + DraftConfiguration.remarks(on: description, in: draft.language)
  }
}

/// What `describe` found in a ready-made table.
public struct TableDescriptionOutcome: Sendable {
  public let description: TableDescription
  /// Where the draft is; nil: none was asked for.
  public let draftPath: String?
  public let language: Language
}
