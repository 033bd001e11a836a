import Calendar
import Configuration
import Messages
import ModelFile
import Panel
import Reporting
import Retention
import Scoring
import SystemIO
import Validation
import Variables

/// `churn monitor`.
public struct MonitorRun: Sendable {
  public let modelPath: String
  public let input: InputSelection
  /// The month to watch; nil: the newest.
  public let month: Month?
  /// Rows that a ready-made table is set against instead of those that the model was trained on; empty: none.
  public let reference: [String]
  /// A loss list that was issued for this month; nil: none.
  public let listPath: String?
  /// Where to write the findings as JSON and as HTML; nil: nowhere.
  public let outputPath: String?
  public let reportPath: String?
  public let commandLine: String

  public init(
    modelPath: String, input: InputSelection, month: Month?, reference: [String] = [], listPath: String?,
    outputPath: String?, reportPath: String?, commandLine: String
  ) {
    self.modelPath = modelPath
    self.input = input
    self.month = month
    self.reference = reference
    self.listPath = listPath
    self.outputPath = outputPath
    self.reportPath = reportPath
    self.commandLine = commandLine
  }

  /// Watches the month and writes the outcome.
  public func run(_ context: RunContext) throws -> MonitorOutcome {
    try RunFiles(reading: input, models: [modelPath], others: [listPath], patterns: reference).check(
      writing: [outputPath, reportPath])
    let content = try input.table.map { try self.content(of: $0, context) } ?? self.content(context)
    try AtomicFile.write(
      (outputPath, { try content.json() }), (reportPath, { Array(MonitorPage.html(of: content).utf8) }))
    return MonitorOutcome(
      month: content.month, verdict: content.verdict, findings: content.findings, cautions: content.cautions,
      language: content.language)
  }

  func content(_ context: RunContext) throws -> MonitorContent {
    let model = try LoadedModel(path: modelPath)
    let document = model.document
    let configuration = try model.configuration(for: input)
    guard reference.isEmpty else {
      throw RunError(
        "A panel is set against the months that the model was trained on; rows to compare with are for tables."
      )
    }
    guard let trained = document.trainingDistributions else {
      throw RunError(
        "The model “\(document.name)” was written before models kept what their months looked like. Train it again."
      )
    }
    let panel = try context.read(request(.one(month), document), configuration)
    guard let snapshot = panel.snapshots.first else { throw RunError("The panel holds no month to watch.") }
    let scorer = try document.scorer()
    let rules = MonitorRules(
      limits: configuration.monitor, language: configuration.language,
      isUnseenSeason: !document.trainedMonths.contains { $0.monthOfYear == snapshot.monthOfYear },
      words: configuration.asked.words)
    let drift = try context.step("Watching \(snapshot)") {
      let evaluator = Evaluator(
        scorer: scorer, maker: try VariableMaker(book: document.recipes, panel: panel), team: context.team)
      return try DriftWatch(document, trained, rules).drifts(
        of: DriftWatch.Rows(panel, in: snapshot, configuration: configuration, evaluator), team: context.team)
    }
    let outcome = try outcome(before: snapshot, scorer, document, trained, configuration, context)
    // The report counts who is above the floor, which is not whom another question is about.
    let flow =
      configuration.asked.isLoss ? MonitorContent.Flow.lastMonths(of: panel.report, until: snapshot) : []
    let findings = rules.findings(
      score: drift.score, variables: drift.variables, populations: flow.map(\.population),
      outcome: outcome.map { ($0.evaluation, $0.trainingAUC) })
    var content = MonitorContent(
      language: configuration.language, program: ProgramVersion.text, model: document.name, month: snapshot,
      customers: drift.customers, overlap: document.overlap([(snapshot, drift.customers)]),
      findings: findings, score: drift.score,
      scoreBefore: trained.score.distribution,
      scoreNow: drift.scoreNow, variables: drift.variables, flow: flow, outcome: outcome,
      limits: configuration.monitor, unseenSeason: rules.isUnseenSeason,
      reproduction: reproduction(model, panel.report.files, seed: configuration.training.seed))
    content.question = .unlessLoss(configuration)
    return content
  }

  func reproduction(_ model: LoadedModel, _ files: [InputFile], seed: UInt64) -> Reproduction {
    Reproduction(
      command: "churn \(commandLine)", seed: seed, inputs: files.map(\.stamp),
      model: FileStamp(path: ModelFolder.modelName, bytes: model.bytes, crc32: model.checksum))
  }

  private func request(_ snapshots: PanelRequest.Snapshots, _ document: ModelDocument) -> PanelRequest {
    PanelRequest(snapshots: snapshots, columns: document.panelColumns, optionalTexts: [])
  }

  /// The outcome of the month before; nil where the panel does not hold it.
  private func outcome(
    before month: Month, _ scorer: Scorer, _ document: ModelDocument, _ trained: TrainingDistributions,
    _ configuration: BankConfiguration, _ context: RunContext
  ) throws -> MonitorContent.Outcome? {
    let panel = try context.read(request(.labelled(until: month), document), configuration)
    let before = month - configuration.asked.within
    guard panel.snapshots.contains(before) else {
      if let listPath {
        throw RunError(
          "What came of the list “\(listPath)” is not known: the panel lacks \(before), the month before \(month). Give "
            + "that month's rows, too, or leave the list out.")
      }
      return nil
    }
    let snapshot = panel.snapshot(of: before, configuration: configuration, team: context.team)
    var everything = OutcomeTable()
    everything.append(snapshot)
    let evaluator = Evaluator(
      scorer: scorer, maker: try VariableMaker(book: document.recipes, panel: panel),
      money: document.eventMoney,
      team: context.team)
    let headline = try evaluator.scored(everything.evaluated)
    guard headline.table.count > 0 else { return nil }
    return MonitorContent.Outcome(
      snapshot: before,
      evaluation: headline.evaluation(seed: configuration.training.seed, team: context.team),
      trainingAUC: trained.auc, overlap: document.overlap([(before, headline.table.count)]),
      sudden: try evaluator.sudden(in: everything, against: headline),
      list: try listPath.map {
        let list = try IssuedList(
          path: $0, for: month, configuration, team: context.team, progress: context.readingProgress)
        let population = Set(everything.rows.map { panel.customers[Int($0.customer)] })
        for remark in try list.remarks(on: panel, month: month, isKnown: population.contains) {
          context.warn(remark, in: configuration.language)
        }
        return MonitorContent.ListOutcome(
          of: list.customers, probabilities: list.probabilities, in: everything, panel)
      })
  }
}

/// What `monitor` found in a month, or in a ready-made table.
public struct MonitorOutcome: Sendable {
  public let month: Month?
  /// The worst light of all findings.
  public let verdict: Light
  /// All that is amber or red, the worst first.
  public let findings: [MonitorFinding]
  /// What that is worth where the model was trained on what was watched, in sentences.
  public let cautions: [String]
  public let language: Language
}
