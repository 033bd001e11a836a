import Calendar
import Configuration
import Messages
import Parallel
import Tabular

/// Reads a ready-made table: files with equal columns, in any form that panels may have.
///
/// Unlike a panel's, a table's columns keep the names that the file gives them.
public struct ReadyTableReader: Sendable {
  let patterns: [String]
  let key: String?
  let label: String?
  let positive: String?
  let timeColumn: String?
  let wanted: [PanelColumn]?
  let statements: ColumnStatements
  let unreadable: UnreadableRule
  let infinities: InfinityRule
  let missing: [String]
  let borders: (@Sendable (String) -> [Double])?
  let sources: ColumnSources
  /// Whether the table is only looked at: rows and cells that cannot be used are counted and none is refused.
  public var isSurvey = false

  /// - Parameters:
  ///   - patterns: paths or glob patterns of the files.
  ///   - key: the column that names each row; nil: rows are numbered.
  ///   - label: the column that holds the outcome; nil: it is not known.
  ///   - positive: the label's text that counts as a loss; nil: the label is 0 or 1, or true or false.
  ///   - timeColumn: the column by whose order the table is split: a number, or a day or month.
  ///   - wanted: the columns that variables are made of, with their kinds; nil: all others, whose kinds are seen from
  ///     their cells where nothing is said of them.
  ///   - statements: what is said of columns, where they are not `wanted`.
  ///   - unreadable: what to do with cells of number columns that are no number, and with rows without label or time.
  ///   - infinities: what infinite numbers are.
  ///   - missing: texts that stand for a missing value besides the usual ones.
  ///   - borders: the numbers that the cells of a column will be compared with besides each other: cuts, special codes.
  ///     Columns that Float32s do not tell apart, or not from these, are then kept as they are
  ///     (``ReadyTable/exact``). Nil: the nearest Float32s will do.
  ///   - sources: where the patterns are looked for: files, or anything else with columns.
  public init(
    patterns: [String], key: String? = nil, label: String? = nil, positive: String? = nil,
    timeColumn: String? = nil,
    wanted: [PanelColumn]? = nil,
    statements: ColumnStatements = ColumnStatements(ColumnDefinition()), unreadable: UnreadableRule = .error,
    infinities: InfinityRule = .unreadable, missing: [String] = [],
    borders: (@Sendable (String) -> [Double])? = nil, sources: ColumnSources = .files
  ) {
    self.patterns = patterns
    self.key = key
    self.label = label
    self.positive = positive
    self.timeColumn = timeColumn
    self.wanted = wanted
    self.statements = statements
    self.unreadable = unreadable
    self.infinities = infinities
    self.missing = missing
    self.borders = borders
    self.sources = sources
  }

  /// Reads the table.
  ///
  /// - Complexity: O(bytes), in parallel. Memory is that of the table plus one wave of text.
  /// - Throws: ``TableError`` or `FileError`, naming file, line and column.
  public func read(team: ThreadTeam, progress: ReadingProgress = .silent) throws -> ReadyTable {
    let layout = try ReadyTableLayout(self, team: team)
    var collector = ReadyTableCollector(layout: layout)
    for part in layout.parts {
      let parser = ReadyTableParser(
        part, layout: layout, positive: positive, missing: missing, infinities: infinities,
        keepsCells: borders != nil)
      try collector.read(part, parser: parser, team: team, progress: progress)
    }
    if !isSurvey { try collector.faults.throwRefused(unreadable) }
    if collector.rowsUsed == 0 {
      throw TableError(
        file: layout.parts[0].source.name,
        message: collector.report.rowsRead == 0
          ? "the table has a header and no rows; export it again."
          : "no row of the table can be used: of \(collector.report.rowsRead), "
            + "\(collector.report.rowsWithoutLabel) have no label and \(collector.report.rowsWithoutTime) no time."
      )
    }
    if let positive, let label, collector.report.positives == 0 {
      throw TableError(
        column: label,
        asking:
          "no cell reads “\(positive)”, which \(RunInput.positive.named(else: "the request")) says counts as a loss; cells read \(collector.otherLabels.map { "“\($0)”" }.joined(separator: ", "))."
      )
    }
    let table = try collector.table(
      hasKey: key != nil, hasLabel: label != nil, borders: borders, team: team)
    if !isSurvey { try JoinSummary.check(table.report.joins ?? []) }
    return table
  }
}
