import Calendar
import Configuration
import ModelFile
import Panel
import Reporting
import Retention
import SystemIO
import Variables

extension PredictionRun {
  func runOnPanel(_ model: LoadedModel, _ context: RunContext) throws -> String {
    let configuration = try configuration(model)
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
    let order = order ?? configuration.list.order
    let needs = lists == nil && order != .keptPerCost ? nil : ListNeeds(configuration)
    let panel = try read(document, needs, configuration, context)
    guard let snapshot = panel.snapshots.first else { return "" }
    let assigner = ListAssigner(configuration: configuration, month: snapshot)
    let kept = try assigner.keptOff()
    let rules = try needs.map {
      try ListRules($0, configuration: configuration, panel: panel, month: snapshot)
    }
    let maker = try VariableMaker(book: document.recipes, panel: panel)
    let scorer = try document.scorer()
    let scores = try PanelScores(
      panel: panel, month: snapshot, floor: configuration.floor, maker: maker, scorer: scorer,
      sharesLost: SharesLost(document, tiers: configuration.tiers), context: context)
    let facts = PanelFacts(panel: panel, month: snapshot, window: document.recipes.window)
    var entryMaker = EntryMaker(
      panel: panel, month: snapshot, maker: maker, scorer: scorer, facts: facts,
      reasoner: Reasoner(
        book: document.recipes, columns: facts.columns, tiers: configuration.tiers,
        floor: configuration.floor,
        language: configuration.language, usual: document.usualRanges, names: configuration.names),
      tiers: configuration.tiers, control: nil, team: context.team)
    let grades = rules.map { PopulationGrades($0, scores: scores) }
    let households = rules.flatMap { Households($0, scores: scores) }
    var keptPerCost: [Double]?
    if order == .keptPerCost, let rules, let grades {
      keptPerCost = context.step("Actions for \(scores.rows.count) customers") {
        rules.keptPerCost(scores: scores, grades: grades, entryMaker: entryMaker)
      }
    }
    let ranking = try LossRanking(
      probabilities: scores.probabilities, expectedLosses: scores.expectedLosses, assets: scores.assets,
      keptPerCost: keptPerCost, customers: scores.customers, order: order)
    let assignment =
      configuration.list.hasRules || households != nil
      ? assigner.assignment(
        ranking, scores: scores, selection: selection, kept: kept, facts: facts, rules: rules,
        households: households) : nil
    let listed =
      assignment?.rows[...] ?? selection.rows(of: ranking.rows, probabilities: scores.probabilities)
    entryMaker.control = assignment?.control
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
    if let folder, let rules, let grades {
      var entries = context.step("Reasons for \(listed.count) customers") {
        entryMaker.entries(for: listed, of: scores)
      }
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

  /// The configuration of this run; where lists are asked for, its problems are told with those of the files that it names.
  private func configuration(_ model: LoadedModel) throws -> BankConfiguration {
    do {
      return try model.configuration(for: input)
    } catch let error as ConfigurationError {
      guard lists != nil, let path = input.configurationPath else { throw error }
      throw RunError(problems: try ListRuleFiles.problems(ofConfiguration: path, month: month))
    }
  }

  /// Reads what the model needs, and what the rules of lists look at.
  private func read(
    _ document: ModelDocument, _ needs: ListNeeds?, _ configuration: BankConfiguration, _ context: RunContext
  ) throws -> CustomerPanel {
    var request = PanelRequest(
      snapshots: .one(month), columns: document.panelColumns, optionalTexts: ["branch", "manager"])
    needs?.extend(&request)
    return try context.step("Reading", unit: .bytes) {
      try PanelReader(configuration: configuration, request: request)
        .read(team: context.team, progress: context.readingProgress)
    }
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
}
