import Configuration
import Learning
import Messages
import ModelFile
import Panel
import Parallel
import Scoring
import Validation
import Variables

extension ModelDocument {
  /// Reads a table with the columns that the model needs and scores its rows.
  ///
  /// - Parameter label: the column with the outcomes; nil: they are not asked for.
  package func score(
    _ selection: TableSelection, label: String?, _ configuration: BankConfiguration, _ context: RunContext
  ) throws -> ScoredRows {
    let table = try context.step("Reading", unit: .bytes) {
      try ReadyTableReader(
        patterns: selection.patterns, key: selection.key ?? self.key, label: label,
        positive: label == nil ? nil : selection.positive ?? self.positive,
        wanted: panelColumns, statements: ColumnStatements(configuration),
        unreadable: configuration.unreadable, infinities: configuration.infinities,
        missing: configuration.missing, sources: context.sources
      ).read(team: context.team, progress: context.readingProgress)
    }
    context.warn(of: table.report.joins, configuration)
    let maker = try TableVariableMaker(book: recipes, table: table)
    let scorer = try scorer()
    let matrix = maker.matrix(team: context.team)
    try StartingScoreCheck(scoring, book: recipes)?.check(matrix) { table.keys[$0] }
    let probabilities = context.step("Scoring \(table.rowCount) rows") {
      scorer.probabilities(of: matrix, team: context.team)
    }
    return ScoredRows(
      table: table, maker: maker, matrix: matrix, scorer: scorer, probabilities: probabilities)
  }

  /// The column with a table's outcomes: the one that is named, or the one that the model was trained on.
  func label(of selection: TableSelection) throws(RunError) -> String {
    guard let label = selection.label ?? self.label else {
      throw RunError("A table is evaluated with its outcome; name the column\(RunInput.label.given).")
    }
    return label
  }
}
