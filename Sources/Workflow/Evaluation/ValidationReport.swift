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
        ? Subject(evaluated.configuration)
        : .table(label: document.label ?? "", key: document.key),
      data: evaluated.data.tables, population: output.population.report(evaluated.cleaning),
      split: output.split(trained: document.trainedMonths, in: language),
      variables: VariablesReport(
        book: document.recipes, importance: document.variables.map(\.importance),
        measure: language.text("重要性为学习时所得。", "Importance is as it was when the model was trained."),
        language: language),
      modelTables: ModelTables(
        model: document.scoring, book: document.recipes, training: document.configuration.training,
        language: language, words: output.words, parts: document.parts, scorecard: document.scorecard
      ).tables,
      evaluations: output.evaluatedSets(trained: document.trainedMonths),
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
}
