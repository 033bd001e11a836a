import Configuration
import Panel
import Parallel

/// Finds out what is in a ready-made table.
public struct TableDescriber: Sendable {
  let patterns: [String]
  let key: String?
  let label: String?
  let positive: String?
  let timeColumn: String?
  let configuration: BankConfiguration

  /// - Parameters:
  ///   - patterns: paths or glob patterns of the files.
  ///   - key: the column that names each row; nil: none.
  ///   - label: the column that holds the outcome; nil: none.
  ///   - positive: the label's text that counts as a loss; nil: the label is 0 or 1.
  ///   - timeColumn: the column by whose order the table is split; nil: none.
  ///   - configuration: what is said of columns and cells.
  public init(
    patterns: [String], key: String?, label: String?, positive: String?, timeColumn: String?,
    configuration: BankConfiguration
  ) {
    (self.patterns, self.key, self.label) = (patterns, key, label)
    (self.positive, self.timeColumn, self.configuration) = (positive, timeColumn, configuration)
  }

  /// Reads the table, and once more with its outcome where there is one, and tells what is in it.
  ///
  /// Rows and cells that cannot be used are counted and none is refused.
  public func describe(team: ThreadTeam, progress: ReadingProgress = .silent) throws -> TableDescription {
    let table = try reader().read(team: team, progress: progress)
    var report = table.report
    report.columns = table.describedColumns(team: team).filter { $0.name != label }
    let labelSummary = try label.flatMap { try summary(ofLabel: $0, team: team) }
    return TableDescription(
      report: report, key: key, label: labelSummary,
      time: table.time.flatMap(TableDescription.Span.init),
      leftOut: StandardRecipes.leftOut(of: table, takesMany: configuration.training.levels.lossRates).filter {
        $0.name != label
      },
      leaks: labelSummary?.isUsable == true && !report.columns.isEmpty
        ? try leaks(team: team) : [])
  }

  /// A reader that refuses no row.
  private func reader(
    label: String? = nil, wanted: [PanelColumn]? = nil
  ) -> ReadyTableReader {
    var reader = ReadyTableReader(
      patterns: patterns, key: key, label: label, positive: label == nil ? nil : positive,
      timeColumn: timeColumn, wanted: wanted, statements: ColumnStatements(configuration),
      unreadable: .missing, infinities: configuration.infinities, missing: configuration.missing,
      borders: { _ in [] })
    reader.isSurvey = true
    return reader
  }

  /// What the label holds, as it is written.
  private func summary(ofLabel label: String, team: ThreadTeam) throws -> LabelSummary? {
    let table = try reader(wanted: [PanelColumn(name: label, kind: .text)]).read(team: team)
    return table.texts.first?.labelSummary(positive: positive, missing: configuration.missing)
  }

  /// What gives the label away.
  private func leaks(team: ThreadTeam) throws -> [Leak] {
    let table = try reader(label: label).read(team: team)
    let maker = try TableVariableMaker(
      book: StandardRecipes.book(for: table), table: table, keepsOrder: { _ in true })
    let finder = LeakFinder(losses: (table.labels ?? []).map { $0 == 1 }, team: team)
    let variables = maker.book.analysisVariables(scales: maker.scales)
    return
      (finder.leaks(in: variables, of: maker.matrix(team: team)) + finder.orderLeaks(of: table, key: key))
      .byStrength
  }
}

extension LeakFinder {
  /// Whether the order of a table's keys or that of its rows gives the label away.
  ///
  /// - Parameter key: name of the keys' column; nil where rows are numbered.
  public func orderLeaks(of table: ReadyTable, key: String?) -> [Leak] {
    let byKey = key.flatMap { keyOrder(column: $0) { table.keys[$0] } }
    return [byKey, rowOrder()].compactMap { $0 }
  }
}
