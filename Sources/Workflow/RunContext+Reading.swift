import Configuration
import Panel

extension RunContext {
  /// Reads a panel with its progress line.
  func read(_ request: PanelRequest, _ configuration: BankConfiguration) throws -> CustomerPanel {
    try step("Reading", unit: .bytes) {
      try PanelReader(configuration: configuration, request: request).read(
        team: team, progress: readingProgress)
    }
  }

  /// Reads a ready-made table with outcomes, with its progress line.
  ///
  /// - Parameter wanted: the columns that are needed; nil: all but those to be ignored.
  func read(
    _ selection: TableSelection, label: String, _ configuration: BankConfiguration,
    wanted: [PanelColumn]? = nil
  ) throws -> (table: ReadyTable, labels: [Float]) {
    let table = try step("Reading", unit: .bytes) {
      try ReadyTableReader(
        patterns: selection.patterns, key: selection.key, label: label, positive: selection.positive,
        timeColumn: selection.timeColumn, wanted: wanted, statements: ColumnStatements(configuration),
        unreadable: configuration.unreadable, missing: configuration.missing
      ).read(team: team, progress: readingProgress)
    }
    guard let labels = table.labels else { throw RunError("The table has no column “\(label)”.") }
    return (table, labels)
  }
}
