import Calendar
import Configuration
import Messages
import Metrics
import ModelFile
import Panel
import Reporting
import Scoring
import SystemIO
import Validation
import Variables

/// `churn compare`.
public struct ComparisonRun: Sendable {
  public let championPath: String
  public let challengerPath: String
  public let input: InputSelection
  /// The performance month to evaluate; nil: all that neither model was trained on, or all where there is none.
  public let month: Month?
  /// Where to write the comparison as JSON and as HTML; nil: nowhere.
  public let outputPath: String?
  public let reportPath: String?
  public let commandLine: String

  public init(
    championPath: String, challengerPath: String, input: InputSelection, month: Month?, outputPath: String?,
    reportPath: String?, commandLine: String
  ) {
    self.championPath = championPath
    self.challengerPath = challengerPath
    self.input = input
    self.month = month
    self.outputPath = outputPath
    self.reportPath = reportPath
    self.commandLine = commandLine
  }

  /// Compares the models and writes what is asked for.
  public func run(_ context: RunContext) throws -> ComparisonContent {
    try RunFiles(reading: input, models: [championPath, challengerPath]).check(writing: [
      outputPath, reportPath,
    ])
    let content = try content(context)
    try AtomicFile.write(
      (outputPath, { try content.json() }), (reportPath, { Array(ComparisonPage.html(of: content).utf8) }))
    return content
  }

  private func content(_ context: RunContext) throws -> ComparisonContent {
    let (champion, challenger) = (try LoadedModel(path: championPath), try LoadedModel(path: challengerPath))
    if let table = input.table { return try content(of: table, champion, challenger, context) }
    let configuration = try champion.configuration(for: input)
    let other = try challenger.configuration(for: input)
    guard configuration.assets == other.assets, configuration.floor == other.floor,
      configuration.loss == other.loss, configuration.window == other.window,
      configuration.asked == other.asked
    else {
      throw RunError(
        "“\(champion.document.name)” and “\(challenger.document.name)” were trained with other assets, floor, loss, question or "
          + "window: they do not predict the same thing. Train both with one configuration.")
    }
    let panels = try read([champion.document, challenger.document], configuration, context)
    let panel = panels[0]
    let evaluated = panel.evaluatedMonths(month, of: [champion.document, challenger.document])
    guard !evaluated.isEmpty else {
      throw RunError(
        "The panel cannot evaluate losses of \(month.map(\.description) ?? "any month"): it needs that month and the one "
          + "before.")
    }
    let rows = OutcomeTable(
      evaluated.map { panel.snapshot(of: $0, configuration: configuration, team: context.team) }
    ).evaluated
    guard rows.count > 0 else { throw RunError("There are no customers with known outcomes to compare on.") }
    let makers = try zip([champion, challenger], panels).map { model, panel in
      try VariableMaker(book: model.document.recipes, panel: panel)
    }
    let comparison = try context.step("Comparing") {
      let samples = try zip([champion, challenger], makers).map { model, maker in
        let evaluator = Evaluator(
          scorer: try model.document.scorer(), maker: maker, money: model.document.eventMoney,
          team: context.team)
        return try evaluator.scored(rows).sample
      }
      return PairedComparison(
        champion: samples[0], challenger: samples[1],
        bootstrap: Bootstrap(seed: configuration.training.seed, team: context.team))
    }
    return content(
      champion, challenger, months: evaluated, losses: rows.outcomes.map { $0 == .loss },
      overlaps: [champion, challenger].map { $0.document.overlap(rows.counts(of: evaluated)) },
      unseen: makers.map { $0.unseenTexts(of: rows.rows) }, comparison, files: panel.report.files,
      configuration)
  }

  /// What is said of a comparison.
  ///
  /// - Parameters:
  ///   - overlaps: whether the champion and the challenger were trained on the rows.
  ///   - others: the same on rows that neither was trained on.
  ///   - unseen: texts that training never saw, of the champion and of the challenger.
  func content(
    _ champion: LoadedModel, _ challenger: LoadedModel, months: [Month], losses: [Bool],
    overlaps: [TrainingOverlap], others: ComparisonContent.Others? = nil, unseen: [[UnseenTexts]],
    _ comparison: PairedComparison, files: [InputFile], _ configuration: BankConfiguration
  ) -> ComparisonContent {
    let (language, models) = (configuration.language, [champion, challenger])
    var content = ComparisonContent(
      language: configuration.language, program: ProgramVersion.text, champion: champion.document.name,
      challenger: challenger.document.name, months: months, customers: losses.count,
      losses: losses.count { $0 },
      overlaps: ComparisonContent.Overlaps(champion: overlaps[0], challenger: overlaps[1]), others: others,
      notes: zip(models, overlaps).compactMap { $1.advantage(of: $0.document.name, in: language) }
        + zip(models, unseen).flatMap { model, texts in
          texts.map { "\(model.document.name): \($0.remark.text(in: language))" }
        },
      comparison: comparison,
      reproduction: Reproduction(
        command: "churn \(commandLine)", seed: configuration.training.seed, inputs: files.map(\.stamp),
        model: FileStamp(
          path: ModelFolder.modelName, bytes: challenger.bytes, crc32: challenger.checksum)))
    content.question = .unlessLoss(configuration)
    return content
  }

  /// Reads the columns that the models need: once, unless they read a column in different ways.
  private func read(
    _ models: [ModelDocument], _ configuration: BankConfiguration, _ context: RunContext
  ) throws -> [CustomerPanel] {
    let columns = models.map(\.panelColumns)
    func panel(_ columns: [PanelColumn]) throws -> CustomerPanel {
      try context.read(PanelRequest(snapshots: .labelled(until: month), columns: columns), configuration)
    }
    var together: [PanelColumn] = []
    for column in columns.joined() where !together.contains(column) { together.append(column) }
    if Set(together.map(\.name)).count < together.count { return try columns.map(panel) }
    return try Array(repeating: panel(together), count: models.count)
  }
}
