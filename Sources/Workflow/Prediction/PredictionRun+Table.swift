import Configuration
import Messages
import ModelFile
import Panel
import Parallel
import Retention
import SystemIO
import Validation
import Variables

extension PredictionRun {
  func runOnTable(_ selection: TableSelection, _ model: LoadedModel, _ context: RunContext) throws
    -> PredictionOutcome
  {
    guard expected == nil else {
      throw RunError("A ready-made table has no months, of which a newest one could be expected.")
    }
    if places.file.map(MonthlyPath.isMarked) == true {
      throw RunError(
        "A ready-made table has no month to take the place of \(MonthlyPath.mark) in the list's path.")
    }
    let configuration = try model.configuration(for: input)
    let document = model.document
    guard let outputPath = places.file, places.lists == nil else {
      throw RunError(
        "A ready-made table has no branches and managers to make lists for; name the list's file\(RunInput.output.given), without "
          + "\(RunInput.lists.named(else: "a folder of lists")).")
    }
    let key = selection.key ?? document.key
    let rows = try document.score(selection, label: nil, configuration, context)
    let (table, probabilities, unseen) = (rows.table, rows.probabilities, rows.maker.unseenTexts)
    let delivery = try CheckedDelivery(
      [DeliveryFinding](unseen, configuration.deliveries.unseenTexts), accepting: accepted)
    let ranking = try LossRanking(probabilities: probabilities, customers: table.keys, order: .probability)
    let listed = self.selection.rows(of: ranking.rows, probabilities: probabilities)
    let record = try record(
      model, table.report.files, month: nil,
      counts: [
        .init(step: "rows read", count: table.report.rowsRead),
        .init(step: "rows scored", count: table.rowCount),
        .init(step: "rows listed", count: listed.count),
      ], order: .probability, unseen: unseen, delivery, configuration, context)
    let entries = TableEntries(rows, document, configuration, team: context.team)
    let layout = LossListWriter.Layout.table(
      key: key ?? "row", scorecard: document.scorecard?.entries.map(\.binning.name))
    let (first, list) = try output(outputPath, layout).write(
      listed, record: record, nil, shown: shown, context, entries: entries.entries(for:))
    try list.commit()
    return PredictionOutcome(
      listed: listed.count, scored: table.rowCount, monthAtRisk: nil, expectedLoss: nil, paths: [outputPath],
      first: first, findings: delivery.findings, accepted: delivery.accepted,
      language: configuration.language)
  }
}

extension TableEntries {
  /// Explains a model's scores of a table's rows.
  package init(
    _ rows: ScoredRows, _ document: ModelDocument, _ configuration: BankConfiguration, team: ThreadTeam
  ) {
    self.init(
      keys: rows.table.keys, probabilities: rows.probabilities, matrix: rows.matrix, cells: rows.maker.cells,
      book: document.recipes, reasoner: Reasoner(document, columns: .none, configuration),
      explainer: Explainer(scorer: rows.scorer, team: team), scorecard: document.scorecard)
  }
}
