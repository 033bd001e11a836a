import Calendar
import Configuration
import Messages
import Panel
import Retention

extension RunContext {
  /// Reads a panel with its progress line.
  func read(_ request: PanelRequest, _ configuration: BankConfiguration) throws -> CustomerPanel {
    let panel = try step("Reading", unit: .bytes) {
      try PanelReader(configuration: configuration, request: request).read(
        team: team, progress: readingProgress)
    }
    if request.snapshots != .survey { warn(of: panel.report.joins, configuration) }
    return panel
  }

  /// Warns of rows that have not found what was to be joined to them.
  func warn(of joins: [JoinSummary]?, _ configuration: BankConfiguration) {
    let language = configuration.language
    for text in (joins ?? []).compactMap({ $0.warning(in: language) }) { warn(text, in: language) }
  }

  /// Refuses files of customers who are kept off lists where the panel knows none of them, and warns of oddities.
  ///
  /// - Parameter panel: read with the files' customers as ``PanelRequest/namedCustomers``.
  func check(_ files: ListFiles, _ panel: CustomerPanel, month: Month, _ language: Language) throws {
    for remark in try files.remarks(on: panel, month: month) { warn(remark, in: language) }
  }

  /// Reads a ready-made table with outcomes, with its progress line.
  ///
  /// - Parameters:
  ///   - wanted: the columns that are needed; nil: all but those to be ignored.
  ///   - borders: what the cells of a column will be compared with besides each other, where numbers that Float32s do not
  ///     hold are to be kept; nil: the nearest Float32s will do.
  func read(
    _ selection: TableSelection, label: String, _ configuration: BankConfiguration,
    wanted: [PanelColumn]? = nil, borders: (@Sendable (String) -> [Double])? = nil
  ) throws -> (table: ReadyTable, labels: [Float]) {
    let table = try step("Reading", unit: .bytes) {
      try ReadyTableReader(
        patterns: selection.patterns, key: selection.key, label: label, positive: selection.positive,
        timeColumn: selection.timeColumn, wanted: wanted, statements: ColumnStatements(configuration),
        unreadable: configuration.unreadable, infinities: configuration.infinities,
        missing: configuration.missing, borders: borders, sources: sources
      ).read(team: team, progress: readingProgress)
    }
    warn(of: table.report.joins, configuration)
    guard let labels = table.labels else { throw RunError("The table has no column “\(label)”.") }
    return (table, labels)
  }
}
