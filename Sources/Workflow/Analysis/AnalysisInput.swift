import Calendar
import Configuration
import Learning
import Messages
import Panel
import Parallel
import Validation
import Variables

/// Reads what is to be analysed: the population of a panel's months with known outcomes, or a ready-made table.
struct AnalysisInput {
  let configuration: BankConfiguration
  let context: RunContext

  /// A table to analyse, what the order of its keys and rows gives away, and what to know of the columns that were read.
  struct Input {
    var table: AnalysisTable
    var orderLeaks: [Leak]
    var notes: ColumnNotes
    /// The recipes of the table's variables.
    var book: RecipeBook
  }

  func read(_ input: InputSelection, until month: Month?) throws -> Input {
    guard let selection = input.table else { return try readPanel(until: month) }
    if let month {
      throw RunError(
        "\(RunInput.month.named(else: "The month")) \(month) is for panels; a table's rows are all analysed. Leave it out, or give a smaller table."
      )
    }
    return try read(selection)
  }

  private func readPanel(until month: Month?) throws -> Input {
    let team = context.team
    let panel = try context.read(PanelRequest(snapshots: .labelled(until: month)), configuration)
    let snapshots = try context.step("Population and losses") {
      try panel.labelledSnapshots(panel.snapshots, asking: configuration, team: team)
    }
    let evaluated = OutcomeTable(snapshots).evaluated
    let book = StandardRecipes.book(
      for: panel, configuration: configuration, snapshotMonths: panel.snapshots, takesMany: takesMany)
    let maker = try VariableMaker(book: book, panel: panel)
    return try context.step("Variables") {
      let periods = Dictionary(
        uniqueKeysWithValues: panel.snapshots.enumerated().map { (Int32($1.index), UInt8(clamping: $0)) })
      let (seen, rows) = try trainer(book).variables(
        of: maker.trainingSet(of: evaluated.rows, labels: evaluated.labels, team: team))
      let table = try AnalysisTable(
        variables: seen.analysisVariables, matrix: rows.matrix, labels: evaluated.labels,
        periods: panel.snapshots.map(\.description),
        periodOfRow: evaluated.rows.map { periods[$0.month] ?? 0 })
      return Input(
        table: table, orderLeaks: panel.orderLeaks(evaluated, team: team),
        notes: ColumnNotes(panel, takesMany: takesMany), book: seen)
    }
  }

  private func read(_ selection: TableSelection) throws -> Input {
    guard let label = selection.label else {
      throw RunError("Variables are analysed against the outcome; name its column\(RunInput.label.given).")
    }
    let (table, labels) = try context.read(
      selection, label: label, configuration, borders: configuration.binning.borders(of:))
    let orderLeaks = LeakFinder(losses: labels.map { $0 == 1 }, team: context.team).orderLeaks(
      of: table, key: selection.key)
    let book = StandardRecipes.book(for: table, takesMany: takesMany)
    guard !book.recipes.isEmpty else {
      throw RunError(nothingLeftOf: table, to: "analyse")
    }
    let maker = try TableVariableMaker(book: book, table: table) { _ in true }
    let (periods, periodOfRow) = table.time?.periods ?? ([], [])
    let (seen, rows) = try trainer(book).variables(
      of: TrainingSet(
        variables: book.trainingVariables(scales: maker.scales), matrix: maker.matrix(team: context.team),
        labels: labels, order: table.order(seed: configuration.training.seed)))
    return Input(
      table: try AnalysisTable(
        variables: seen.analysisVariables(scales: rows.variables.map(\.scale)), matrix: rows.matrix,
        labels: labels, periods: periods, periodOfRow: periodOfRow), orderLeaks: orderLeaks,
      notes: ColumnNotes(table, takesMany: takesMany), book: seen)
  }

  private var takesMany: Bool { configuration.training.levels.lossRates }

  /// What makes the variables that a model would be fitted to.
  private func trainer(_ book: RecipeBook) -> ModelTrainer {
    context.trainer(configuration.training, configuration, book: book)
  }
}
