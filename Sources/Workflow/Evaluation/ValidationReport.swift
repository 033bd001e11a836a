import Calendar
import Configuration
import ModelFile
import Panel
import Reporting
import Retention
import SystemIO

/// Gathers what the report of `churn validate` says.
struct ValidationReport {
  let model: LoadedModel
  let evaluated: ValidationRun.Evaluated
  let commandLine: String

  private var language: Language { evaluated.configuration.language }

  var content: ReportContent {
    let (document, output) = (model.document, evaluated.output)
    return ReportContent(
      language: language, occasion: .validation, program: ProgramVersion.text, model: document.name,
      algorithm: document.algorithm,
      subject: document.kind == .panel
        ? .panel(floor: evaluated.configuration.floor, loss: evaluated.configuration.loss)
        : .table(label: document.label ?? "", key: document.key),
      data: evaluated.data.tables, population: output.population.report(evaluated.cleaning), split: split,
      variables: variables,
      modelTables: ModelTables(
        model: document.scoring, book: document.recipes, training: document.configuration.training,
        language: language, scorecard: document.scorecard
      ).tables,
      evaluations: [EvaluatedSet(role: role, months: months, evaluation: output.evaluated)],
      segmentations: output.segments.map { $0.named(in: language) }, sudden: output.sudden,
      backtest: output.backtest, calibration: calibration,
      reproduction: Reproduction(
        command: "churn \(commandLine)", seed: evaluated.configuration.training.seed,
        inputs: evaluated.data.inputs,
        model: FileStamp(path: ModelFolder.modelName, bytes: model.bytes, crc32: model.checksum)))
  }

  /// What the model does to its probabilities; how that was found out stands in the model's own report.
  private var calibration: CalibrationReport? {
    model.document.calibration.map {
      CalibrationReport(method: .init($0.method), months: model.document.validationMonths)
    }
  }

  private var months: [Month] { evaluated.output.months.map(\.month) }

  /// Out-of-time where all months are later than those trained on.
  private var role: EvaluatedSet.Role {
    guard model.document.kind == .panel else { return .test }
    if !evaluated.output.trainedOn.isEmpty { return .training }
    guard let last = model.document.trainedMonths.last, let first = months.first else { return .test }
    return first > last ? .outOfTime : .test
  }

  private var split: SplitReport {
    let output = evaluated.output
    let part = SplitReport.Part(
      role: role, months: months, rows: output.evaluated.customers, losses: output.evaluated.losses)
    let trained = output.trainedOn.map(\.description).joined(separator: language.text("、", ", "))
    let unseen = output.unseenTexts.map { $0.remark.text(in: language) }
    return SplitReport(
      parts: [part],
      notes: output.trainedOn.isEmpty
        ? unseen
        : [
          language.text(
            "模型学习时用过 \(trained) 的结果：这些月份上的指标偏乐观，不能说明模型在新月份的表现。",
            "The model was trained on \(trained): figures of these months are too good and say nothing of new ones."
          )
        ] + unseen)
  }

  private var variables: VariablesReport {
    let facts = model.document.variables
    let order = facts.indices.sorted { (facts[$1].importance, $0) < (facts[$0].importance, $1) }
    return VariablesReport(
      count: facts.count,
      top: order.prefix(VariablesReport.mostVariables).map {
        VariablesReport.Variable(
          name: facts[$0].name, meaning: model.document.recipes.recipes[$0].meaning(in: language),
          importance: facts[$0].importance)
      }, measure: language.text("重要性为学习时所得。", "Importance is as it was when the model was trained."))
  }
}
