import Configuration
import ModelFile
import Panel
import Reporting
import Retention
import Scoring
import SystemIO
import Variables

/// `churn predict`.
public struct PredictionRun: Sendable {
  public let modelPath: String
  public let input: InputSelection
  /// The snapshot month; nil: the newest.
  public let month: Month?
  public let selection: Selection
  /// The list's order; nil: as the configuration says.
  public let order: ListDefinition.Order?
  /// The list as one file; nil: none.
  public let outputPath: String?
  /// The lists of the bank, its branches and managers as a folder; nil: none.
  public let lists: ListsRequest?
  /// Whether CSV files begin with the mark by which Excel tells UTF-8.
  public let byteOrderMark: Bool
  /// How many of the first entries the summary shows.
  public let shown: Int

  public init(
    modelPath: String, input: InputSelection, month: Month?, selection: Selection,
    order: ListDefinition.Order?,
    outputPath: String?, lists: ListsRequest? = nil, byteOrderMark: Bool = false, shown: Int = 0
  ) {
    self.modelPath = modelPath
    self.input = input
    self.month = month
    self.selection = selection
    self.order = order
    self.outputPath = outputPath
    self.lists = lists
    self.byteOrderMark = byteOrderMark
    self.shown = shown
  }

  /// Writes the list and the record of the run, and returns what to tell of it.
  public func run(_ context: RunContext) throws -> String {
    guard outputPath != nil || lists != nil else {
      throw RunError(
        "Nothing is to be written: name the list's file with --out, or a folder for lists with --lists.")
    }
    let model = try LoadedModel(path: modelPath)
    return try input.table == nil ? runOnPanel(model, context) : runOnTable(model, context)
  }

  private func runOnPanel(_ model: LoadedModel, _ context: RunContext) throws -> String {
    let configuration = try model.configuration(for: input)
    guard input.configurationPath != nil || configuration.list.files.isEmpty else {
      throw RunError(
        "The model “\(model.document.name)” was learnt with rules that keep customers off the list by files "
          + "(\(configuration.list.files.joined(separator: ", "))); give the configuration with --config, so that they "
          + "are found.")
    }
    let folder = lists.map {
      ListFolder(
        path: $0.folder, formats: $0.formats, language: configuration.language, byteOrderMark: byteOrderMark)
    }
    // A folder that cannot be replaced is better known before the work than after it.
    try folder?.checkWritable()
    let document = model.document
    let needs = lists == nil ? nil : ListNeeds(configuration)
    var request = PanelRequest(
      snapshots: .one(month), columns: document.panelColumns, optionalTexts: ["branch", "manager"])
    needs?.extend(&request)
    let panel = try context.step("Reading", unit: .bytes) {
      try PanelReader(configuration: configuration, request: request)
        .read(team: context.team, progress: context.readingProgress)
    }
    guard let snapshot = panel.snapshots.first else { return "" }
    let assigner = ListAssigner(configuration: configuration, month: snapshot)
    let kept = try assigner.keptOff()
    let rules = try needs.map {
      try ListRules($0, configuration: configuration, panel: panel, month: snapshot)
    }
    let maker = try VariableMaker(book: document.recipes, panel: panel)
    let scorer = try document.scorer()
    let scores = PanelScores(
      panel: panel, month: snapshot, floor: configuration.floor, maker: maker, scorer: scorer,
      sharesLost: SharesLost(document, tiers: configuration.tiers), context: context)
    let order = order ?? configuration.list.order
    var ranking = try LossRanking(
      probabilities: scores.probabilities, expectedLosses: scores.expectedLosses, assets: scores.assets,
      customers: scores.customers, order: order)
    let households = rules.flatMap { Households($0, scores: scores) }
    if let households {
      ranking = ranking.keeping(households.oneEach(ranking.rows, of: scores, suppressed: kept.suppressed))
    }
    let facts = PanelFacts(panel: panel, month: snapshot, window: document.recipes.window)
    let assignment =
      configuration.list.hasRules
      ? assigner.assignment(
        ranking, scores: scores, selection: selection, kept: kept, facts: facts, rules: rules) : nil
    let listed =
      assignment?.rows[...] ?? selection.rows(of: ranking.rows, probabilities: scores.probabilities)
    let reasoner = Reasoner(
      book: document.recipes, columns: facts.columns, tiers: configuration.tiers, floor: configuration.floor,
      language: configuration.language, usual: document.usualRanges,
      names: configuration.names)
    let entryMaker = EntryMaker(
      panel: panel, month: snapshot, maker: maker, scorer: scorer, facts: facts, reasoner: reasoner,
      tiers: configuration.tiers, control: assignment?.control, team: context.team)
    let record = RunRecord(
      program: ProgramVersion.text, model: RunRecord.Model(name: document.name, crc32: model.checksum),
      inputs: panel.report.files.map { RunRecord.Input(path: $0.path, bytes: $0.bytes, crc32: $0.checksum) },
      snapshotMonth: snapshot,
      counts: counts(
        panel.report, scored: scores.rows.count, assigned: assignment?.counts(configuration.list) ?? [],
        listed: listed.count),
      order: order, selection: selection, language: configuration.language)
    let layout = assignment?.control == nil ? LossListWriter.Layout.bank : .bankWithControl
    let first: [LossEntry]
    if let folder, let rules {
      var entries = context.step("Reasons for \(listed.count) customers") {
        entryMaker.entries(for: listed, of: scores)
      }
      let grades = PopulationGrades(rules, scores: scores)
      rules.complete(&entries, listed: listed, scores: scores, grades: grades, households: households)
      rules.planner.plan(&entries)
      var summary = SummaryMaker(
        entries: entries, scores: scores, tiers: configuration.tiers, language: configuration.language,
        names: configuration.names
      ).content(program: ProgramVersion.text, model: document.name, monthAtRisk: snapshot + 1)
      rules.fill(&summary, entries: entries, scores: scores, grades: grades)
      let history = try GradeHistoryOutput(rules, grades: grades, scores: scores)
      try context.step("Lists in \(folder.path)") {
        _ = try folder.write(
          entries, record: record, summary: SummaryPage.html(of: summary),
          groups: rules.needs.groups.map(\.name), team: context.team)
      }
      try history?.commit()
      if let outputPath {
        try output(outputPath, layout).write(entries[...], record: record, shown: 0, context: context) {
          Array($0)
        }
      }
      first = Array(entries.prefix(shown))
    } else {
      first = try output(outputPath ?? "", layout).write(
        listed, record: record, shown: shown, context: context
      ) { entryMaker.entries(for: $0, of: scores) }
    }
    let expected = listed.reduce(0) { $0 + scores.expectedLosses[$1] }
    return ListSummary(
      listed: listed.count, scored: scores.rows.count, month: snapshot + 1, expectedLoss: expected,
      path: [outputPath, folder?.path].compactMap { $0 }.joined(separator: " and "), first: first
    ).text
  }

  private func output(_ path: String, _ layout: LossListWriter.Layout) -> ListOutput {
    ListOutput(path: path, layout: layout, byteOrderMark: byteOrderMark)
  }

  private func counts(
    _ report: CleaningReport, scored: Int, assigned: [RunRecord.Count], listed: Int
  ) -> [RunRecord.Count] {
    [
      .init(step: "rows read", count: report.rowsRead),
      .init(step: "rows after the snapshot month", count: report.rowsAfterCutOff),
      .init(step: "rows repeated", count: report.duplicates),
      .init(step: "customers", count: report.customers),
      .init(step: "customers and months with unknown assets", count: report.unknownAssets),
      .init(step: "customers above the floor", count: report.customersKept),
      .init(step: "customers scored", count: scored),
    ] + assigned + [.init(step: "customers listed", count: listed)]
  }

  private func runOnTable(_ model: LoadedModel, _ context: RunContext) throws -> String {
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

extension InputFile {
  /// The checksum as a number.
  var checksum: UInt32 { UInt32(crc32, radix: 16) ?? 0 }
}
