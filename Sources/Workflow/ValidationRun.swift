import Configuration
import Learning
import ModelFile
import Panel
import Scoring
import SystemIO
import Validation
import Variables

/// `churn validate`.
public struct ValidationRun: Sendable {
  public let modelPath: String
  public let input: InputSelection
  /// The performance month to judge; nil: all.
  public let month: Month?
  /// Where to write the figures as JSON; nil: nowhere.
  public let outputPath: String?

  public init(modelPath: String, input: InputSelection, month: Month?, outputPath: String?) {
    self.modelPath = modelPath
    self.input = input
    self.month = month
    self.outputPath = outputPath
  }

  /// What is judged, as JSON.
  struct Output: Codable {
    var model: String
    var judged: Judgement
    var months: [MonthFigures]
    var sudden: SuddenLossFigures?
    /// Judged months that the model was learnt from: their figures are too good.
    var learntFrom: [Month]
  }

  /// Judges the model and returns what came of it.
  public func run(_ context: RunContext) throws -> String {
    let model = try LoadedModel(path: modelPath)
    let output = try input.table == nil ? judgePanel(model, context) : judgeTable(model, context)
    if let outputPath { try AtomicFile.write(DeterministicJSON.encode(output), to: outputPath) }
    return text(of: output)
  }

  private func judgePanel(_ model: LoadedModel, _ context: RunContext) throws -> Output {
    let configuration = try model.configuration(for: input)
    let request = PanelRequest(
      snapshots: .labelled(until: month), columns: model.document.panelColumns,
      optionalTexts: [])
    let panel = try context.step("Reading", unit: .bytes) {
      try PanelReader(configuration: configuration, request: request)
        .read(team: context.team, progress: context.readingProgress)
    }
    let months = month.map { wanted in panel.snapshots.filter { $0 + 1 == wanted } } ?? panel.snapshots
    guard !months.isEmpty, let last = panel.snapshots.last else {
      throw RunError(
        "The panel cannot judge losses of \(month.map(\.description) ?? "any month"): it needs that month and the one "
          + "before.")
    }
    let maker = try VariableMaker(book: model.document.recipes, panel: panel)
    let judge = Judge(scorer: try Scorer(model.document.scoring), maker: maker, team: context.team)
    var everything = OutcomeTable()
    for month in months where month <= last {
      everything.append(panel.snapshot(of: month, configuration: configuration, team: context.team))
    }
    return try context.step("Judging") {
      Output(
        model: model.document.name, judged: try judge.judgement(of: everything.judged),
        months: try months.map { month in
          MonthFigures(month: month, judgement: try judge.judgement(of: everything.judged.rows(in: month)))
        }, sudden: try judge.sudden(in: everything),
        learntFrom: months.filter { model.document.trainedMonths.contains($0) })
    }
  }

  private func judgeTable(_ model: LoadedModel, _ context: RunContext) throws -> Output {
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
    let scorer = try Scorer(model.document.scoring)
    let scores = scorer.margins(of: matrix, team: context.team).map { Scorer.probability(ofMargin: $0) }
    let sample = try ScoredSample(scores: scores, losses: labels.map { $0 == 1 })
    return Output(
      model: model.document.name, judged: Judgement(sample), months: [], sudden: nil, learntFrom: [])
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
