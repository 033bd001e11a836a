import Calendar
import Configuration
import Messages
import Metrics
import ModelFile
import Panel
import Reporting
import Validation
import Variables

extension MonitorRun {
  /// Watches the rows of a ready-made table, with their outcome where its column is named.
  func content(of selection: TableSelection, _ context: RunContext) throws -> MonitorContent {
    guard month == nil, listPath == nil else {
      throw RunError(
        "A ready-made table has no months and no lists for them; leave \(RunInput.month.named(else: "the month")) and the list out."
      )
    }
    let model = try LoadedModel(path: modelPath)
    let configuration = try model.configuration(for: input)
    let now = try model.document.score(selection, label: selection.label, configuration, context)
    var files = now.table.report.files
    let trained = try reference(model, selection, configuration, context, &files)
    let rules = MonitorRules(
      limits: configuration.monitor, language: configuration.language, isUnseenSeason: false, isOfTable: true)
    let drift = context.step("Watching") {
      DriftWatch(model.document, trained, rules).drifts(
        of: DriftWatch.Rows(
          probabilities: now.probabilities, variables: now.matrix, unseen: now.maker.unseenTexts),
        team: context.team)
    }
    let part = TrainedPart(model.document, now, selection, team: context.team)
    let outcome = try now.sample().map { sample in
      func evaluation(_ sample: ScoredSample) -> Evaluation {
        Evaluation(sample, bootstrap: Bootstrap(seed: configuration.training.seed, team: context.team))
      }
      return MonitorContent.Outcome(
        snapshot: nil, evaluation: evaluation(sample), trainingAUC: trained.auc, overlap: part.overlap,
        others: part.others.map { evaluation(sample.rows($0)) }, sudden: nil, list: nil)
    }
    // Rows that it was trained on would hide a fall.
    let findings = rules.findings(
      score: drift.score, variables: drift.variables, populations: [],
      outcome: outcome.map { ($0.others ?? $0.evaluation, $0.trainingAUC) })
    return MonitorContent(
      language: configuration.language, program: ProgramVersion.text, model: model.document.name, month: nil,
      customers: drift.customers, overlap: part.overlap, findings: findings, score: drift.score,
      scoreBefore: trained.score.distribution, scoreNow: drift.scoreNow, variables: drift.variables, flow: [],
      outcome: outcome, limits: configuration.monitor,
      reproduction: reproduction(model, files, seed: configuration.training.seed))
  }

  /// How the rows looked that the table is set against: those that are named, or those that the model was trained on.
  private func reference(
    _ model: LoadedModel, _ selection: TableSelection, _ configuration: BankConfiguration,
    _ context: RunContext, _ files: inout [InputFile]
  ) throws -> TrainingDistributions {
    if reference.isEmpty {
      guard let trained = model.document.trainingDistributions else {
        throw RunError(
          "The model “\(model.document.name)” does not say what its training rows looked like: it is from another tool, or "
            + "of an earlier version. Name rows to compare with, such as those that it was trained on\(RunInput.reference.given)."
        )
      }
      return trained
    }
    var earlier = selection
    earlier.patterns = reference
    let rows = try model.document.score(earlier, label: selection.label, configuration, context)
    files += rows.table.report.files
    // An AUC of rows that it was trained on would make every later one look like a fall.
    let isUnseen = TrainedPart(model.document, rows, selection, team: context.team).overlap.isNone
    return TrainingDistributions(
      rows.matrix, scores: rows.probabilities, book: model.document.recipes,
      auc: isUnseen ? try rows.sample().flatMap { Evaluation($0, detail: .main).auc } : nil,
      team: context.team)
  }
}

extension DriftWatch {
  init(_ document: ModelDocument, _ trained: TrainingDistributions, _ rules: MonitorRules) {
    self.init(
      trained: trained, book: document.recipes, importance: document.variables.map(\.importance),
      meanings: document.recipes.recipes.map { $0.meaning(in: rules.language) }, rules: rules)
  }
}
