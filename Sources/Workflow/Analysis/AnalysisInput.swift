import Calendar
import Configuration
import Panel
import Parallel
import Variables

/// Reads what is to be analysed: the population of a panel's months with known outcomes, or a ready-made table.
struct AnalysisInput {
  let configuration: BankConfiguration
  let context: RunContext

  /// Time columns with more different values than this are cut into parts.
  static let mostPeriods = 36
  /// Number of those parts.
  static let timeParts = 4

  func read(_ input: InputSelection, until month: Month?) throws -> AnalysisTable {
    guard let selection = input.table else { return try readPanel(until: month) }
    if let month {
      throw RunError(
        "--month \(month) is for panels; a table's rows are all analysed. Leave it out, or give a smaller table."
      )
    }
    return try read(selection)
  }

  private func readPanel(until month: Month?) throws -> AnalysisTable {
    let team = context.team
    let panel = try context.step("Reading", unit: .bytes) {
      try PanelReader(configuration: configuration, request: PanelRequest(snapshots: .labelled(until: month)))
        .read(team: team, progress: context.readingProgress)
    }
    let snapshots = context.step("Population and losses") {
      panel.snapshots.map { panel.snapshot(of: $0, configuration: configuration, team: team) }
    }
    var outcomes = OutcomeTable()
    for snapshot in snapshots { outcomes.append(snapshot) }
    let judged = outcomes.judged
    let book = StandardRecipes.book(
      for: panel, configuration: configuration, snapshotMonths: panel.snapshots)
    let maker = try VariableMaker(book: book, panel: panel)
    return try context.step("Variables") {
      let periods = Dictionary(
        uniqueKeysWithValues: panel.snapshots.enumerated().map { (Int32($1.index), UInt8(clamping: $0)) })
      return try AnalysisTable(
        variables: Self.variables(book), matrix: maker.matrix(judged.rows, team: team),
        labels: judged.outcomes.map { $0 == .kept ? 0 : 1 }, periods: panel.snapshots.map(\.description),
        periodOfRow: judged.rows.map { periods[$0.month] ?? 0 })
    }
  }

  private func read(_ selection: TableSelection) throws -> AnalysisTable {
    guard let label = selection.label else {
      throw RunError("Variables are analysed against the outcome; name its column with --label.")
    }
    let table = try context.step("Reading", unit: .bytes) {
      try ReadyTableReader(
        patterns: selection.patterns, key: selection.key, label: label, positive: selection.positive,
        timeColumn: selection.timeColumn, wanted: nil, ignoring: configuration.ignore,
        unreadable: configuration.unreadable, missing: configuration.missing
      ).read(team: context.team, progress: context.readingProgress)
    }
    guard let labels = table.labels else { throw RunError("The table has no column “\(label)”.") }
    let book = StandardRecipes.book(for: table)
    guard !book.recipes.isEmpty else {
      throw RunError("The table has no column to analyse besides its key, label and time.")
    }
    let matrix = try TableVariableMaker(book: book, table: table).matrix(team: context.team)
    let (periods, periodOfRow) = table.times.map(Self.periods) ?? ([], [])
    return try AnalysisTable(
      variables: Self.variables(book), matrix: matrix, labels: labels, periods: periods,
      periodOfRow: periodOfRow)
  }

  private static func variables(_ book: RecipeBook) -> [AnalysisTable.Variable] {
    book.recipes.map { AnalysisTable.Variable(name: $0.name, levels: $0.isCategory ? $0.levels ?? [] : nil) }
  }

  /// The periods of a time column: each value is one, or, where there are many, each quarter of the rows in their
  /// order.
  static func periods(_ times: [Double]) -> (names: [String], ofRow: [UInt8]) {
    let different = Set(times).sorted()
    if different.count <= mostPeriods {
      let places = Dictionary(
        uniqueKeysWithValues: different.enumerated().map { ($1, UInt8(clamping: $0)) })
      return (different.map(NumberText.amount), times.map { places[$0] ?? 0 })
    }
    let sorted = times.sorted()
    let borders = (1..<timeParts).map { sorted[sorted.count * $0 / timeParts] }
    return (
      (1...timeParts).map { "part \($0) of \(timeParts)" },
      times.map { time in UInt8(borders.count { time >= $0 }) }
    )
  }
}
