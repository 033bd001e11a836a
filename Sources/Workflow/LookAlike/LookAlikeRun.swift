import Calendar
import Configuration
import Messages
import Panel
import Retention
import SystemIO
import Validation
import Variables

/// `churn lookalike`: lists the customers most like those of a given group, and what the group has in common.
public struct LookAlikeRun: Sendable {
  public let input: InputSelection
  /// The file of the group's customers; see `CustomerKeyFile`.
  public let groupPath: String
  /// The month to stand at; nil: the newest.
  public let month: Month?
  public let selection: Selection
  public let outputPath: String
  public let byteOrderMark: Bool
  public let shown: Int

  public init(
    input: InputSelection, groupPath: String, month: Month?, selection: Selection, outputPath: String,
    byteOrderMark: Bool = false, shown: Int = 0
  ) {
    self.input = input
    self.groupPath = groupPath
    self.month = month
    self.selection = selection
    self.outputPath = outputPath
    self.byteOrderMark = byteOrderMark
    self.shown = shown
  }

  /// Writes the list and the record of the run.
  public func run(_ context: RunContext) throws -> LookAlikeOutcome {
    try RunFiles(reading: input, others: [groupPath]).check(writing: RunFiles.list(outputPath))
    let configuration = try input.configuration().asking(AskedQuestion.loss.name)
    let (language, group) = (configuration.language, try CustomerKeyFile.read(groupPath))
    let files = try ListFiles(configuration.list, readsEarlierLists: false)
    var request = PanelRequest(snapshots: .one(month))
    request.namedCustomers = files.customers.union(group)
    let panel = try context.read(request, configuration)
    guard let snapshot = panel.snapshots.first else { throw RunError("The panel has no month to stand at.") }
    try context.check(files, panel, month: snapshot, language)
    let customers = Population.members(of: panel, in: snapshot, floor: configuration.floor)
    let (keys, suppressed) = (customers.map { panel.customers[$0] }, files.suppressed)
    let isMember = keys.map(Set(group).contains)
    let members = isMember.count { $0 }
    let sought = try LookAlikeGroup(
      path: groupPath, named: group.count, members: members, population: keys.count, month: snapshot
    ).checked()
    if let remark = NamedCustomers(file: groupPath, customers: Set(group)).remark(in: panel) {
      context.warn(remark, in: language)
    }
    let rows = customers.map { SnapshotRow(customer: $0, month: snapshot) }
    let book = StandardRecipes.book(for: panel, configuration: configuration, snapshotMonths: [snapshot])
    let maker = try VariableMaker(book: book, panel: panel)
    let matrix = context.step("Variables") { maker.matrix(rows, team: context.team) }
    let trained = try LookAlikeTrainer(
      context.trainer(configuration.training.withoutVariables, configuration, book: book), team: context.team
    ).train(rows, matrix, isMember: isMember, keys: keys, maker: maker)
    try sought.check(trained.evaluation)
    let traits = try context.step("What the group has in common") {
      try GroupTraits(book: book, matrix: matrix, isMember: isMember, language: language)
        .traits(team: context.team)
    }
    let others = rows.indices.filter { !isMember[$0] && !suppressed.contains(keys[$0]) }
    let similarities = others.map { trained.similarities[$0] }
    let ranking = try LossRanking(
      probabilities: similarities, assets: others.map { panel.assets(customers[$0], snapshot) ?? 0 },
      customers: others.map { keys[$0] }, order: .probability)
    let listed = selection.rows(of: ranking.rows, probabilities: similarities).map { others[$0] }
    let facts = PanelFacts(panel: panel, month: snapshot, window: book.window)
    let entries = zip(listed, remarks(on: listed, rows, trained, maker: maker, configuration, context)).map {
      row, remarks in
      LookAlike(
        customers[row], similarity: trained.similarities[row], remarks: remarks, facts: facts,
        tiers: configuration.tiers.named(in: language))
    }
    let record = LookAlikeRecord(
      program: ProgramVersion.text, group: try FileStamp(of: groupPath),
      configuration: try input.configurationPath.map(FileStamp.init(of:)),
      inputs: try panel.report.files.map(\.stamp) + FileStamp.all(configuration.list.suppress),
      snapshot: snapshot, named: group.count, members: members,
      population: keys.count, suppressed: keys.count - members - others.count, listed: listed.count,
      evaluation: trained.evaluation, traits: traits, selection: selection,
      warnings: context.warnings)
    try context.step("Writing \(outputPath)") {
      try RankedList(path: outputPath, byteOrderMark: byteOrderMark).write(
        entries, record: record, times: context.times)
    }
    return LookAlikeOutcome(
      record: record, path: outputPath, first: Array(entries.prefix(shown)), language: language)
  }

  /// What speaks for each listed row's likeness, by the model that scored it.
  private func remarks(
    on listed: [Int], _ rows: [SnapshotRow], _ trained: LookAlikeTrainer.Result, maker: VariableMaker,
    _ configuration: BankConfiguration, _ context: RunContext
  ) -> [[String]] {
    var remarks = [[String]](repeating: [], count: listed.count)
    for fold in trained.scorers.indices {
      let indices = listed.indices.filter { trained.foldOf[listed[$0]] == fold }
      let found = TellingVariables(
        maker: maker, scorer: trained.scorers[fold], usual: trained.usualRanges,
        language: configuration.language
      ).remarks(on: indices.map { rows[listed[$0]] }, team: context.team)
      for (index, texts) in zip(indices, found) { remarks[index] = texts }
    }
    return remarks
  }
}

/// The list of look-alikes as it was written, and what was run for it.
public struct LookAlikeOutcome: Sendable {
  public let record: LookAlikeRecord
  public let path: String
  /// The first customers, as many as were asked for.
  public let first: [LookAlike]
  public let language: Language
}
