import Configuration
import ModelFile
import Panel
import Retention
import Scoring
import Variables

extension PredictionRun {
  func runOnTable(_ model: LoadedModel, _ context: RunContext) throws -> String {
    let configuration = try model.configuration(for: input)
    let document = model.document
    guard let selection = input.table else { return "" }
    guard let outputPath, lists == nil else {
      throw RunError(
        "A ready-made table has no branches and managers to make lists for; name the list's file with --out, without "
          + "--lists.")
    }
    let table = try context.step("Reading", unit: .bytes) {
      try ReadyTableReader(
        patterns: selection.patterns, key: selection.key ?? document.key, label: nil, positive: nil,
        timeColumn: nil, wanted: document.panelColumns, ignoring: [], unreadable: configuration.unreadable,
        missing: configuration.missing
      ).read(team: context.team, progress: context.readingProgress)
    }
    let maker = try TableVariableMaker(book: document.recipes, table: table)
    let scorer = try document.scorer()
    let matrix = maker.matrix(team: context.team)
    try StartingScoreCheck(document.scoring, book: document.recipes)?.check(matrix) { table.keys[$0] }
    let probabilities = context.step("Scoring \(table.rowCount) rows") {
      scorer.probabilities(of: matrix, team: context.team)
    }
    let ranking = try LossRanking(
      probabilities: probabilities, customers: table.keys, order: .probability)
    let listed = self.selection.rows(of: ranking.rows, probabilities: probabilities)
    let reasoner = Reasoner(
      book: document.recipes, columns: .none, tiers: configuration.tiers, floor: configuration.floor,
      language: configuration.language, usual: document.usualRanges,
      names: configuration.names)
    let record = RunRecord(
      program: ProgramVersion.text, model: RunRecord.Model(name: document.name, crc32: model.checksum),
      inputs: table.report.files.map { RunRecord.Input(path: $0.path, bytes: $0.bytes, crc32: $0.checksum) },
      snapshotMonth: nil,
      counts: [
        .init(step: "rows read", count: table.report.rowsRead),
        .init(step: "rows scored", count: table.rowCount),
        .init(step: "rows listed", count: listed.count),
      ], order: .probability, selection: self.selection, language: configuration.language)
    let entryMaker = TableEntryMaker(
      keys: table.keys, probabilities: probabilities, matrix: matrix, scorer: scorer, reasoner: reasoner,
      team: context.team)
    let key = selection.key ?? document.key ?? "row"
    let first = try output(outputPath, .table(key: key)).write(
      listed, record: record, shown: shown, context: context
    ) { entryMaker.entries(for: $0) }
    return ListSummary(
      listed: listed.count, scored: table.rowCount, month: nil, expectedLoss: nil, path: outputPath,
      first: first
    ).text
  }
}
