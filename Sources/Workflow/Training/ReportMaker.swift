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
      population: figures.population.report(cleaning), split: split, variables: variables,
      modelTables: ModelTables(
        model: trained.fit.model, book: trained.book, training: configuration.training, language: language,
        coefficients: trained.fit.coefficients, scorecard: trained.fit.scorecard
      ).tables,
      evaluations: evaluations, segmentations: figures.segments.map { $0.named(in: language) },
      sudden: figures.sudden, calibration: figures.calibration, leaks: figures.leaks,
      reproduction: Reproduction(
        command: "churn \(commandLine)", seed: configuration.training.seed,
        inputs: trained.data.inputs, model: modelFile,
        kernels: configuration.training.algorithm == .logistic ? LogisticTrainer.kernels : nil))
  }

  private var subject: Subject {
    switch trained.source {
    case .panel: .panel(floor: trained.configuration.floor, loss: trained.configuration.loss)
    case .table(let table): .table(label: table.label, key: table.key)
    }
  }

  private var cleaning: CleaningReport? {
    if case .panel(let panel) = trained.source { panel.cleaning } else { nil }
  }

  private var evaluations: [EvaluatedSet] {
    let figures = trained.figures
    guard let split = trained.figures.split else {
      return [
        EvaluatedSet(role: .training, months: [], evaluation: figures.training),
        EvaluatedSet(role: .test, months: [], evaluation: figures.evaluated),
      ]
    }
    let role: EvaluatedSet.Role =
      split.caution == .customersSplitAtRandom ? .test : (split.outOfTime.isEmpty ? .validation : .outOfTime)
    return [
      EvaluatedSet(role: .training, months: split.training, evaluation: figures.training),
      EvaluatedSet(role: role, months: split.evaluated, evaluation: figures.evaluated),
    ]
  }

  private var split: SplitReport {
    let figures = trained.figures
    var parts = evaluations.map {
      SplitReport.Part(
        role: $0.role, months: $0.months, rows: $0.evaluation.customers, losses: $0.evaluation.losses)
    }
    if let split = trained.figures.split, !split.outOfTime.isEmpty {
      let months = figures.population.filter { split.validation.contains($0.month) }
      parts.insert(
        SplitReport.Part(
          role: .validation, months: split.validation,
          rows: months.reduce(0) { $0 + $1.customers - $1.suddenLosses - $1.unknown },
          losses: months.reduce(0) { $0 + $1.losses }), at: 1)
    }
    var notes: [String] = []
    switch trained.figures.split?.caution {
    case .validationAlsoEvaluates:
      notes.append(
        language.text(
          "有结果的月份只有两个：决定何时停止训练的月份同时用于评判，因此各项指标略偏乐观。",
          "Only two months have outcomes: the month that decided when to stop also evaluates, so the figures are a little too good."
        ))
    case .customersSplitAtRandom:
      notes.append(
        language.text(
          "有结果的月份只有一个：评判用的是随机留出的四分之一客户，不能说明模型在其他月份的表现。",
          "Only one month has outcomes: the figures are of a quarter of the customers, held out at random, and say nothing about other months."
        ))
    case nil: break
    }
    return SplitReport(parts: parts, notes: notes, refitted: trained.configuration.training.refit)
  }

  private var variables: VariablesReport {
    let order = trained.fit.importance.indices.sorted {
      (trained.fit.importance[$1], $0) < (trained.fit.importance[$0], $1)
    }
    let splits = trained.fit.model.splitCounts
    return VariablesReport(
      count: trained.book.recipes.count,
      top: order.prefix(VariablesReport.mostVariables).map {
        VariablesReport.Variable(
          name: trained.book.recipes[$0].name, meaning: trained.book.recipes[$0].meaning(in: language),
          importance: trained.fit.importance[$0], splits: splits?[$0],
          aucFall: trained.figures.aucFalls[trained.book.recipes[$0].name],
          stability: trained.figures.stability[trained.book.recipes[$0].name])
      },
      measure: trained.configuration.training.algorithm == .trees
        ? language.text(
          "重要性为该变量各次分裂所带来的增益之和占全部增益的比例；分裂次数为全部树中按该变量分裂的节点数。",
          "Importance is the share of a variable's splits in the gain of all splits; splits are the nodes of all trees that "
            + "split on the variable.")
        : language.text(
          "重要性为该变量标准化系数绝对值之和所占的比例。",
          "Importance is the share of a variable's standardised coefficients in the sum of all, by size."),
      profiles: trained.figures.profiles, leftOut: trained.notes.leftOut)
  }
}
