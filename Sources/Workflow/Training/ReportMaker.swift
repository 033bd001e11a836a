import Calendar
import Configuration
import Learning
import Panel
import Reporting
import Retention
import SystemIO
import Variables

/// Gathers what a model's report says.
struct ReportMaker {
  let trained: TrainedModel
  let name: String
  let commandLine: String

  private var language: Language { trained.configuration.language }

  func content(modelFile: FileStamp) -> ReportContent {
    let (configuration, figures) = (trained.configuration, trained.figures)
    return ReportContent(
      language: language, program: ProgramVersion.text, model: name,
      algorithm: configuration.training.algorithm, subject: subject, data: trained.data.tables,
      population: figures.population.report(cleaning),
      split: figures.splitReport(refitted: configuration.training.refit, in: language), variables: variables,
      modelTables: ModelTables(
        model: trained.fit.model, book: trained.book, training: configuration.training, language: language,
        words: configuration.asked.words, parts: trained.fit.parts, coefficients: trained.fit.coefficients,
        scorecard: trained.fit.scorecard
      ).tables,
      evaluations: figures.evaluatedSets, segmentations: figures.segments.map { $0.named(in: language) },
      sudden: figures.sudden, crossValidation: figures.crossValidation, calibration: figures.calibration,
      leaks: figures.leaks,
      reproduction: Reproduction(
        command: "churn \(commandLine)", seed: configuration.training.seed,
        inputs: trained.data.inputs, model: modelFile,
        kernels: configuration.training.algorithm == .logistic ? LogisticTrainer.kernels : nil))
  }

  private var subject: Subject {
    switch trained.source {
    case .panel: Subject(trained.configuration)
    case .table(let table): .table(label: table.label, key: table.key)
    }
  }

  private var cleaning: CleaningReport? {
    if case .panel(let panel) = trained.source { panel.cleaning } else { nil }
  }

  private var variables: VariablesReport {
    VariablesReport(
      book: trained.book, importance: trained.fit.importance, splits: trained.fit.model.splitCounts,
      figures: trained.figures,
      measure: VariablesReport.measure(of: trained.configuration.training.algorithm, in: language),
      leftOut: trained.notes.leftOut, language: language)
  }
}
