import Calendar
import Configuration
import Messages
import ModelFile
import Panel
import Reporting
import Retention
import SystemIO
import Validation
import Variables

/// `churn explain`: one customer of a month's list, or one row of a ready-made table.
public struct ExplanationRun: Sendable {
  /// The list that the customer is, or is not, on.
  public let list: PredictionRun
  /// The customer, or the key of the table's row.
  public let customer: String
  /// Figures that are to be other ones; see ``WhatIf``.
  public let settings: [String]
  /// Where to write the explanation as JSON and as HTML; nil: nowhere.
  public let outputPath: String?
  public let reportPath: String?

  public init(
    list: PredictionRun, customer: String, settings: [String] = [], outputPath: String? = nil,
    reportPath: String? = nil
  ) {
    (self.list, self.customer, self.settings) = (list, customer, settings)
    (self.outputPath, self.reportPath) = (outputPath, reportPath)
  }

  /// Explains the customer and writes what is asked for.
  public func run(_ context: RunContext) throws -> CustomerExplanation {
    try RunFiles(reading: list.input, models: [list.modelPath]).check(writing: [outputPath, reportPath])
    let model = try LoadedModel(path: list.modelPath)
    let explanation =
      try list.input.table.map { try explained($0, model, context) } ?? explained(model, context)
    try AtomicFile.write(
      (outputPath, { explanation.json() }),
      (reportPath, { Array(ExplanationPage.html(of: explanation).utf8) }))
    return explanation
  }

  private func explained(_ model: LoadedModel, _ context: RunContext) throws -> CustomerExplanation {
    let configuration = try list.configuration(model)
    let input = try PredictionInput(
      model, configuration, month: list.month, needs: ListNeeds(configuration), explained: customer,
      context: context)
    let (panel, month) = (input.panel, input.month)
    guard let own = panel.customers.index(of: Array(customer.utf8)) else {
      throw RunError(
        "The panel has no customer “\(customer)” up to \(month). Write the key as the panel does, such as “\(panel.customers[0])”."
      )
    }
    let scored = try input.scored(context)
    let ranked = try input.ranked(scored, by: list.order ?? configuration.list.order, context)
    let row = scored.rows.firstIndex { Int($0.customer) == own }
    let assignment = ListAssigner(configuration: configuration, month: month).assignment(
      of: ranked, selection: list.selection, kept: input.kept, facts: input.facts, watched: row)
    var explanation = CustomerExplanation(
      language: configuration.language, program: ProgramVersion.text, model: model.document.name,
      customer: customer, snapshot: month, scored: scored.count,
      listing: Listing(
        of: own, row: row, in: assignment, of: scored, input.facts, list.selection, configuration))
    explanation.words = configuration.asked.words
    explanation.history = CustomerHistory(
      of: own, in: panel, until: month, assets: configuration.assets, names: configuration.names,
      configuration.language)
    guard let row else { return explanation }
    let all = input.explained(
      assignment.rows, of: scored, view: ranked.view, control: assignment.control, context)
    try explanation.fill(row, in: ranked, all, settings: settings)
    explanation.similar = try similar(to: scored.probabilities[row], input, configuration, context)
    return explanation
  }

  /// The customers of the month before, whose outcomes the snapshot month shows.
  private func similar(
    to probability: Double, _ input: PredictionInput, _ configuration: BankConfiguration,
    _ context: RunContext
  ) throws -> SimilarCustomers? {
    let month = input.month - 1
    guard input.panel.monthsPresent.contains(month), configuration.asked.within == 1 else { return nil }
    let rows = OutcomeTable([
      input.panel.snapshot(of: month, configuration: configuration, team: context.team)
    ]).evaluated
    let scores = try Evaluator(scorer: input.scorer, maker: input.maker, team: context.team).probabilities(
      of: rows.rows)
    return SimilarCustomers(
      to: probability, among: scores, losses: try rows.sample(scores: scores).losses, month: input.month,
      areTrainedOn: input.model.document.trainedMonths.contains(month))
  }

  private func explained(_ selection: TableSelection, _ model: LoadedModel, _ context: RunContext) throws
    -> CustomerExplanation
  {
    let (configuration, document) = (try model.configuration(for: list.input), model.document)
    let rows = try document.score(selection, label: selection.label, configuration, context)
    let found = rows.table.keys.indices.filter { rows.table.keys[$0] == customer }
    guard let row = found.first, found.count == 1 else {
      throw RunError(
        found.isEmpty
          ? "The table has no row “\(customer)”. Write the key as the table does, such as “\(rows.table.keys.first ?? "1")”, and "
            + "name its column\(RunInput.key.given)."
          : "\(found.count) rows of the table are called “\(customer)”; name a column that tells them apart\(RunInput.key.given)."
      )
    }
    let ranking = try LossRanking(
      probabilities: rows.probabilities, customers: rows.table.keys, order: .probability)
    let assignment = Assignment(
      rows: Array(list.selection.rows(of: ranking.rows, probabilities: rows.probabilities)))
    let entries = TableEntries(rows, document, configuration, team: context.team)
    let probability = rows.probabilities[row]
    var explanation = CustomerExplanation(
      language: configuration.language, program: ProgramVersion.text, model: document.name,
      customer: customer,
      snapshot: nil, scored: rows.probabilities.count,
      listing: Listing(of: row, in: assignment, selection: list.selection, probability: probability))
    try explanation.fill(row, in: ranking, entries, settings: settings)
    if let sample = try rows.sample() {
      let others = rows.probabilities.indices.filter { $0 != row }
      explanation.similar = SimilarCustomers(
        to: probability, among: others.map { rows.probabilities[$0] },
        losses: others.map { sample.losses[$0] },
        month: nil,
        areTrainedOn: (TrainedPart(document, rows, selection, team: context.team).overlap.trained ?? 1) > 0)
    }
    return explanation
  }
}
