import Calendar
import Configuration
import Messages
import ModelFile
import Panel
import Reporting
import Retention
import SystemIO
import Validation

extension PredictionRun {
  /// Reads, scores, ranks, assigns, explains and writes.
  func runOnPanel(_ model: LoadedModel, _ context: RunContext) throws -> PredictionOutcome {
    let configuration = try configuration(model)
    let (asked, lists) = (configuration.asked, places.lists)
    try asked.checkLists(areAsked: lists != nil, order: order ?? configuration.list.order)
    // A folder that cannot be replaced is better known before the work than after it.
    if let lists, !MonthlyPath.isMarked(lists.folder) {
      try lists.listFolder(configuration, byteOrderMark).checkWritable()
    }
    let order = order ?? configuration.list.order
    let earlier = lists.map { EarlierLists(in: $0.folder, until: month) }
    let input = try PredictionInput(
      model, configuration, month: month,
      needs: lists == nil && order != .keptPerCost ? nil : ListNeeds(configuration), earlier: earlier,
      context: context)
    for remark in earlier?.remarks ?? [] { context.warn(remark, in: configuration.language) }
    let named = try checkedPlaces(for: input.month + 1)
    try input.checkEarlierLists(replacedBy: named.files())
    let folder = named.lists?.listFolder(configuration, byteOrderMark)
    let isAnew = isAnew(input.month)
    let unseen = input.unseenTexts
    let delivery = try CheckedDelivery(
      expectation(input.month) + input.deliveryFindings(context)
        + [DeliveryFinding](unseen, configuration.deliveries.unseenTexts), accepting: accepted)
    let scored = try input.scored(context)
    let ranked = try input.ranked(scored, by: order, context)
    let assignment = ListAssigner(configuration: configuration, month: input.month).assignment(
      of: ranked, selection: selection, kept: input.kept, facts: input.facts)
    for remark in input.remarks(on: assignment) { context.warn(remark, in: configuration.language) }
    let list = input.explained(
      assignment.rows, of: scored, view: folder == nil ? nil : ranked.view, control: assignment.control,
      context)
    let record = try record(
      model, input.panel.report.files, month: input.month,
      counts: assignment.counts(
        of: input.panel.report, scored: scored.count, configuration.list), order: order,
      unseen: unseen, delivery, configuration, context)
    let layout = LossListWriter.Layout(asked, hasControl: assignment.control != nil)
    let csv = named.file.map { output($0, layout) }
    let first: [LossEntry]
    if let folder, let view = ranked.view {
      let outcomes = earlier?.outcomes(in: input.panel, until: input.month, configuration) ?? []
      first = try write(list, of: scored, view, outcomes, to: folder, csv, record, context)
    } else {
      let written = try csv?.write(
        list.rows[...], record: record, input.month, shown: shown, context, entries: list.entries)
      try written?.list.commit()
      first = written?.first ?? []
    }
    return PredictionOutcome(
      listed: list.rows.count, scored: scored.count, monthAtRisk: input.month + 1,
      expectedLoss: list.rows.reduce(0) { $0 + scored.expectedLosses[$1] },
      paths: [named.file, folder?.path].compactMap { $0 }, first: first,
      findings: delivery.findings, accepted: delivery.accepted, isAnew: isAnew,
      words: asked.words, language: configuration.language)
  }

  /// The configuration of this run; where lists are asked for, its problems are reported with those of the files that it
  /// names.
  func configuration(_ model: LoadedModel) throws -> BankConfiguration {
    let configuration: BankConfiguration
    do {
      configuration = try model.configuration(for: input)
    } catch let error as ConfigurationError {
      guard places.lists != nil, let path = input.configurationPath else { throw error }
      let all = try ListRuleError(configuration: path, month: month)
      // A file that could not be read a moment ago may have nothing wrong with it now.
      throw all.problems.isEmpty ? error : all
    }
    try model.checkListFiles(of: configuration, for: input)
    return configuration
  }

  /// Writes the folder of lists, the grades' history, and the list as one file, and returns the first entries.
  private func write(
    _ list: ExplainedList, of population: ScoredPopulation, _ view: PopulationView,
    _ outcomes: [SummaryContent.Outcome], to folder: ListFolder, _ csv: ListOutput?, _ record: RunRecord,
    _ context: RunContext
  ) throws -> [LossEntry] {
    var entries = context.step("Reasons for \(list.rows.count) customers") { list.entries(list.rows[...]) }
    view.rules.planner.fit(&entries)
    let summary = SummaryContent(
      entries: entries, of: population, view, shared: list.shared, outcomes: outcomes,
      program: record.program, model: record.model.name)
    let history = try GradeHistoryOutput(view, of: population)
    let single = try csv?.write(entries[...], record: record, record.snapshotMonth, shown: 0, context) {
      Array($0)
    }.list
    try context.step("Lists in \(folder.path)") {
      try single?.table.commit()
      _ = try folder.write(
        entries, record: record, times: context.times, summary: SummaryPage.html(of: summary),
        groups: view.rules.groups.map(\.name), with: try (history?.files() ?? []) + (single?.files ?? []),
        team: context.team)
    }
    return Array(entries.prefix(shown))
  }
}
