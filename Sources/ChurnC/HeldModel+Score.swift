import Arrow
import CArrow
import ChurnInterface
import Configuration
import ModelFile
import Parallel
import Retention
import SystemIO
import Tabular
import Variables
import Workflow

/// What is wanted of each row.
struct WantedScores: OptionSet {
  let rawValue: UInt32

  static let margin = WantedScores(rawValue: UInt32(CHURN_MARGIN))
  static let points = WantedScores(rawValue: UInt32(CHURN_POINTS))
  static let contributions = WantedScores(rawValue: UInt32(CHURN_CONTRIBUTIONS))
  static let reasons = WantedScores(rawValue: UInt32(CHURN_REASONS))
  static let all: WantedScores = [.margin, .points, .contributions, .reasons]
}

extension HeldModel {
  /// The name by which messages call a table in memory.
  static let tableName = "the table in memory"

  /// The columns of scores.
  ///
  /// - Throws: where the model does not have what is wanted.
  func scoreFields(_ wanted: WantedScores) throws -> [ArrowField] {
    guard wanted.isSubset(of: .all) else {
      throw CallError("The flags \(wanted.rawValue) want scores that this version does not know.")
    }
    if wanted.contains(.points), document.scorecard == nil {
      throw CallError(
        "The model “\(document.name)” is no scorecard and has no points; train one with `woe`, or do not ask for points."
      )
    }
    func numbers(_ name: String) -> ArrowField { ArrowField(name: name, type: Double.arrowType) }
    var fields = [numbers("probability")]
    if wanted.contains(.margin) { fields.append(numbers("margin")) }
    if wanted.contains(.points) { fields.append(numbers("points")) }
    if wanted.contains(.contributions) {
      fields += document.recipes.recipes.map { numbers("contribution_\($0.name)") }
    }
    if wanted.contains(.reasons) {
      fields += (1...LossListWriter.reasonCount).map {
        ArrowField(name: "reason_\($0)", type: .text(.short))
      }
    }
    return fields
  }

  /// Scores the rows of a stream, which is taken.
  func score(_ stream: ArrowArrayStream, _ wanted: WantedScores) throws -> ArrowExportBatch {
    // Taken first, so that it is released whatever is wrong.
    let stream = try ArrowStream(taking: stream)
    let fields = try scoreFields(wanted)
    let table = try ArrowTable(stream, name: Self.tableName)
    guard table.rowCount > 0 else { return try ArrowExportBatch(fields.map { try $0.withoutRows }) }
    let team = threads.team
    let progress = TerminalProgress(style: .quiet, output: { _ in }, clock: { 0 })
    var context = RunContext(team: team, progress: progress)
    context.sources = .memory(table)
    let selection = TableSelection(
      patterns: [Self.tableName], label: nil, positive: nil, key: nil, timeColumn: nil)
    let configuration = try model.configuration(for: InputSelection(table: selection))
    // Rows are told apart by where they stand.
    var document = document
    document.key = nil
    let rows = try document.score(selection, label: nil, configuration, context)
    guard rows.table.rowCount == table.rowCount else {
      throw CallError("Of \(table.rowCount) rows only \(rows.table.rowCount) can be scored.")
    }
    var columns = [ArrowExportColumn("probability", rows.probabilities)]
    if wanted.contains(.margin) {
      columns.append(ArrowExportColumn("margin", rows.scorer.margins(of: rows.matrix, team: team)))
    }
    if wanted.contains(.points), let card = document.scorecard {
      columns.append(ArrowExportColumn("points", points(of: rows.matrix, card, team: team)))
    }
    if wanted.contains(.contributions) {
      let shares = rows.scorer.contributions(of: rows.matrix, team: team)
      let count = document.recipes.recipes.count
      for (variable, recipe) in document.recipes.recipes.enumerated() {
        let column = stride(from: variable, to: shares.count, by: count).map { shares[$0] }
        columns.append(ArrowExportColumn("contribution_\(recipe.name)", column))
      }
    }
    if wanted.contains(.reasons) {
      let entries = TableEntries(rows, document, configuration, team: team)
        .entries(for: ArraySlice(0..<table.rowCount))
      for index in 0..<LossListWriter.reasonCount {
        let texts = entries.map { index < $0.reasons.count ? $0.reasons[index].text : nil }
        columns.append(try ArrowExportColumn("reason_\(index + 1)", texts: texts))
      }
    }
    return try ArrowExportBatch(columns)
  }

  private func points(of matrix: ColumnMatrix, _ card: Scorecard, team: ThreadTeam) -> [Double] {
    team.mapRanges(matrix.rowCount, grain: 4096) { rows, _ in
      rows.map { row in card.points((0..<matrix.columnCount).map { matrix.column($0)[row] }) }
    }.flatMap { $0 }
  }
}

extension ArrowField {
  /// A column of the type without a cell; scores are numbers and texts.
  fileprivate var withoutRows: ArrowExportColumn {
    get throws {
      type == Double.arrowType ? ArrowExportColumn(name, [Double]()) : try ArrowExportColumn(name, texts: [])
    }
  }
}
