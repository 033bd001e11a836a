import Calendar
import Configuration
import Learning
import Messages
import Metrics
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
  /// The performance month to evaluate; nil: all that the model was not trained on, or all where there is none.
  public let month: Month?
  /// Where to write the figures as JSON; nil: nowhere.
  public let outputPath: String?
  /// Where to write the report as HTML; nil: nowhere.
  public let reportPath: String?
  /// Where to write what the report says as JSON; nil: nowhere.
  public let reportContentPath: String?
  /// At how many of the last months to train anew and evaluate on the next; nil: at none.
  public let backtest: Int?
  /// The command as given, for the report.
  public let commandLine: String

  public init(
    modelPath: String, input: InputSelection, month: Month?, outputPath: String?, reportPath: String? = nil,
    reportContentPath: String? = nil, backtest: Int? = nil, commandLine: String = ""
  ) {
    (self.modelPath, self.input, self.month, self.outputPath) = (modelPath, input, month, outputPath)
    (self.reportPath, self.reportContentPath, self.backtest, self.commandLine) = (
      reportPath, reportContentPath, backtest, commandLine
    )
  }

  /// What was evaluated and what was read for it.
  struct Evaluated {
    var output: ValidationOutcome
    var configuration: BankConfiguration
    var data: DataTables
    var cleaning: CleaningReport?
  }

  /// Evaluates the model and writes what is asked for.
  public func run(_ context: RunContext) throws -> ValidationOutcome {
    try RunFiles(reading: input, models: [modelPath]).check(writing: [
      outputPath, reportPath, reportContentPath,
    ])
    let model = try LoadedModel(path: modelPath)
    guard backtest == nil || input.table == nil else {
      throw RunError(
        "A ready-made table has no months to go back to; \(RunInput.backtest.named(else: "a back-test")) is for models of a panel."
      )
    }
    var evaluated = try input.table.map { try evaluate($0, model, context) } ?? evaluatePanel(model, context)
    evaluated.output.language = evaluated.configuration.language
    evaluated.output.words = evaluated.configuration.asked.words
    if let backtest {
      evaluated.output.backtest = try Backtester(
        configuration: evaluated.configuration, month: month, rounds: backtest, context: context
      ).backtest()
    }
    let report = ValidationReport(model: model, evaluated: evaluated, commandLine: commandLine)
    try AtomicFile.write(
      (outputPath, { try DeterministicJSON.encode(evaluated.output) }),
      (reportPath, { Array(ReportPage.html(of: report.content).utf8) }),
      (reportContentPath, { try report.content.json() }))
    return evaluated.output
  }

  private func evaluatePanel(_ model: LoadedModel, _ context: RunContext) throws -> Evaluated {
    let configuration = try model.configuration(for: input)
    let request = PanelRequest(
      snapshots: .labelled(until: month), columns: model.document.panelColumns,
      optionalTexts: ["branch", "gender", "occupation"])
    let panel = try context.read(request, configuration)
    let months = panel.evaluatedMonths(month, of: [model.document])
    guard !months.isEmpty else {
      throw RunError(
        "The panel cannot evaluate losses of \(month.map(\.description) ?? "any month"): it needs that month and the one "
          + "before.")
    }
    let maker = try VariableMaker(book: model.document.recipes, panel: panel)
    let evaluator = Evaluator(
      scorer: try model.document.scorer(), maker: maker, money: model.document.eventMoney, team: context.team)
    let snapshots = months.map { panel.snapshot(of: $0, configuration: configuration, team: context.team) }
    let everything = OutcomeTable(snapshots)
    var output = try context.step("Evaluating") {
      let headline = try evaluator.scored(everything.evaluated)
      return ValidationOutcome(
        model: model.document.name,
        evaluated: headline.evaluation(seed: configuration.training.seed, team: context.team),
        months: months.map { MonthFigures(month: $0, evaluation: headline.evaluation(in: $0)) },
        segments: headline.segmentations(panel, configuration),
        sudden: try evaluator.sudden(in: everything, against: headline),
        population: snapshots.map(PopulationFigures.init),
        overlap: model.document.overlap(headline.table.counts(of: months)))
    }
    output.unseenTexts = maker.unseenTexts(of: everything.evaluated.rows)
    return Evaluated(
      output: output, configuration: configuration,
      data: DataTables(panel.report, language: configuration.language), cleaning: panel.report)
  }

  private func evaluate(
    _ selection: TableSelection, _ model: LoadedModel, _ context: RunContext
  ) throws -> Evaluated {
    let configuration = try model.configuration(for: input)
    let rows = try model.document.score(
      selection, label: model.document.label(of: selection), configuration, context)
    let part = TrainedPart(model.document, rows, selection, team: context.team)
    let output = try context.step("Evaluating") {
      let sample = try rows.sample() ?? ScoredSample(scores: [], losses: [])
      func evaluation(_ sample: ScoredSample) -> Evaluation {
        Evaluation(sample, bootstrap: Bootstrap(seed: configuration.training.seed, team: context.team))
      }
      let others = part.others.map { others in
        let isOther = Set(others)
        return ValidationOutcome.Apart(
          trained: evaluation(sample.rows(sample.scores.indices.filter { !isOther.contains($0) })),
          others: evaluation(sample.rows(others)))
      }
      return ValidationOutcome(
        model: model.document.name, evaluated: evaluation(sample), months: [], sudden: nil,
        overlap: part.overlap, apart: others, unseenTexts: rows.maker.unseenTexts)
    }
    return Evaluated(
      output: output,
      configuration: configuration,
      data: DataTables(rows.table.report, language: configuration.language), cleaning: nil)
  }
}
