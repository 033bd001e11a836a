import Calendar
import Configuration
import Learning
import ModelFile
import Panel
import Reporting
import Scoring
import SystemIO
import Validation
import Variables

/// `churn validate`.
public struct ValidationRun: Sendable {
  public let modelPath: String
  public let input: InputSelection
  /// The performance month to judge; nil: all that the model was not learnt from, or all where there is none.
  public let month: Month?
  /// Where to write the figures as JSON; nil: nowhere.
  public let outputPath: String?
  /// Where to write the report as HTML; nil: nowhere.
  public let reportPath: String?
  /// Where to write what the report says as JSON; nil: nowhere.
  public let reportContentPath: String?
  /// At how many of the last months to learn anew and judge on the next; nil: at none.
  public let backtest: Int?
  /// The command as given, for the report.
  public let commandLine: String

  public init(
    modelPath: String, input: InputSelection, month: Month?, outputPath: String?, reportPath: String? = nil,
    reportContentPath: String? = nil, backtest: Int? = nil, commandLine: String = ""
  ) {
    self.modelPath = modelPath
    self.input = input
    self.month = month
    self.outputPath = outputPath
    self.reportPath = reportPath
    self.reportContentPath = reportContentPath
    self.backtest = backtest
    self.commandLine = commandLine
  }

  /// What is judged, as JSON.
  struct Output: Codable {
    var model: String
    var judged: Judgement
    var months: [MonthFigures]
    /// The judged rows by month, tier, branch and other groups of customers.
    var segments: [Segmentation] = []
    var sudden: SuddenLossFigures?
    /// Population and outcomes of the judged months.
    var population: [PopulationFigures] = []
    /// Judged months that the model was learnt from: their figures are too good.
    var learntFrom: [Month]
    /// Models learnt anew at the end of each of the last months; nil where it was not asked for.
    var backtest: Backtest?
  }

  /// What was judged and what was read for it.
  struct Judged {
    var output: Output
    var configuration: BankConfiguration
    var data: DataTables
    var cleaning: CleaningReport?
  }

  /// Judges the model and returns what came of it.
  public func run(_ context: RunContext) throws -> String {
    let model = try LoadedModel(path: modelPath)
    guard backtest == nil || input.table == nil else {
      throw RunError("A ready-made table has no months to go back to; --backtest is for models of a panel.")
    }
    var judged = try input.table == nil ? judgePanel(model, context) : judgeTable(model, context)
    if let backtest {
      judged.output.backtest = try Backtester(
        configuration: judged.configuration, month: month, rounds: backtest, context: context
      ).backtest()
    }
    if let outputPath { try AtomicFile.write(DeterministicJSON.encode(judged.output), to: outputPath) }
    if reportPath != nil || reportContentPath != nil {
      let content = ValidationReport(model: model, judged: judged, commandLine: commandLine).content
      if let reportPath { try AtomicFile.write(Array(ReportPage.html(of: content).utf8), to: reportPath) }
      if let reportContentPath { try AtomicFile.write(content.json(), to: reportContentPath) }
    }
    return text(of: judged.output) + (judged.output.backtest.map { BacktestText(backtest: $0).text } ?? "")
  }

  private func judgePanel(_ model: LoadedModel, _ context: RunContext) throws -> Judged {
    let configuration = try model.configuration(for: input)
    let request = PanelRequest(
      snapshots: .labelled(until: month), columns: model.document.panelColumns,
      optionalTexts: ["branch", "gender", "occupation"])
    let panel = try context.step("Reading", unit: .bytes) {
      try PanelReader(configuration: configuration, request: request)
        .read(team: context.team, progress: context.readingProgress)
    }
    let months = panel.judgedMonths(month, of: [model.document])
    guard !months.isEmpty else {
      throw RunError(
        "The panel cannot judge losses of \(month.map(\.description) ?? "any month"): it needs that month and the one "
          + "before.")
    }
    let maker = try VariableMaker(book: model.document.recipes, panel: panel)
    let judge = Judge(scorer: try model.document.scorer(), maker: maker, team: context.team)
    let snapshots = months.map { panel.snapshot(of: $0, configuration: configuration, team: context.team) }
    var everything = OutcomeTable()
    for snapshot in snapshots { everything.append(snapshot) }
    let output = try context.step("Judging") {
      let headline = try judge.scored(everything.judged)
      return Output(
        model: model.document.name,
        judged: headline.judgement(seed: configuration.training.seed, team: context.team),
        months: months.map { MonthFigures(month: $0, judgement: headline.judgement(in: $0)) },
        segments: headline.segmentations(panel, configuration),
        sudden: try judge.sudden(in: everything, against: headline),
        population: snapshots.map(PopulationFigures.init),
        learntFrom: months.filter { model.document.trainedMonths.contains($0) })
    }
    return Judged(
      output: output, configuration: configuration,
      data: DataTables(
        files: panel.report.files, cleaning: panel.report, columns: panel.report.columns,
        language: configuration.language), cleaning: panel.report)
  }

  private func judgeTable(_ model: LoadedModel, _ context: RunContext) throws -> Judged {
    let configuration = try model.configuration(for: input)
    guard let selection = input.table, let label = selection.label ?? model.document.label else {
      throw RunError("A table is judged with its outcome; name the column with --label.")
    }
    let table = try context.step("Reading", unit: .bytes) {
      try ReadyTableReader(
        patterns: selection.patterns, key: selection.key ?? model.document.key, label: label,
        positive: selection.positive ?? model.document.positive, timeColumn: nil,
        wanted: model.document.panelColumns, ignoring: [], unreadable: configuration.unreadable,
        missing: configuration.missing
      ).read(team: context.team, progress: context.readingProgress)
    }
    guard let labels = table.labels else { throw RunError("The table has no column “\(label)”.") }
    let matrix = try TableVariableMaker(book: model.document.recipes, table: table).matrix(team: context.team)
    let scorer = try model.document.scorer()
    try StartingScoreCheck(model.document.scoring, book: model.document.recipes)?
      .check(matrix) { table.keys[$0] }
    let scores = scorer.probabilities(of: matrix, team: context.team)
    let judgement = try context.step("Judging") {
      Judgement(
        try ScoredSample(scores: scores, losses: labels.map { $0 == 1 }),
        bootstrap: Bootstrap(seed: configuration.training.seed, team: context.team))
    }
    return Judged(
      output: Output(model: model.document.name, judged: judgement, months: [], sudden: nil, learntFrom: []),
      configuration: configuration,
      data: DataTables(
        files: table.report.files, cleaning: nil, columns: table.report.columns,
        language: configuration.language), cleaning: nil)
  }

  private func text(of output: Output) -> String {
    var table = TextTable([
      ("month", .left), ("customers", .right), ("losses", .right), ("AUC", .right), ("KS", .right),
      ("lift in the top decile", .right), ("log-loss", .right),
    ])
    for month in output.months {
      table.add(JudgementText.cells("losses of \(month.month + 1)", month.judgement))
    }
    if output.months.count != 1 { table.add(JudgementText.cells("all", output.judged)) }
    var text = table.text
    if let sudden = output.sudden {
      text += "  Sudden losses, not counted above: \(NumberText.count(sudden.customers))"
      if let caught = sudden.caught {
        text += ", of which \(NumberText.count(caught)) score in the top tenth"
      }
      text += ".\n"
    }
    if !output.learntFrom.isEmpty {
      text +=
        "  The model was learnt from \(output.learntFrom.map(\.description).joined(separator: ", ")): these figures are too good.\n"
    }
    return text
  }
}

/// Figures as cells of a text table.
enum JudgementText {
  static func cells(_ title: String, _ judgement: Judgement) -> [String] {
    let show = { (value: Double?, places: Int) in value.map { NumberText.decimal($0, places: places) } ?? "–"
    }
    return [
      title, NumberText.count(judgement.customers), NumberText.count(judgement.losses),
      show(judgement.auc, 4),
      show(judgement.kolmogorovSmirnov?.value, 4), show(judgement.topDecile?.lift, 2),
      show(judgement.probabilities?.logLoss, 4),
    ]
  }
}
