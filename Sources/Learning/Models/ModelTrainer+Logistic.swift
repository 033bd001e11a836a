import Calendar
import Configuration

/// Logistic regression on standardised numbers and on categories, with the penalty that the definition names.
extension ModelTrainer {
  private var settings: LogisticSettings { definition.logistic }

  /// - Parameters:
  ///   - times: when each row was; penalties are chosen on later rows. nil: by parts of the rows, drawn by the seed.
  ///   - penalty: the penalty where it is known from a fit before.
  func fitLogistic(_ training: TrainingSet, times: [Double]?, penalty: Double?) throws -> ModelFit {
    try checkSigns(training)
    if settings.penalty == .ridge, settings.signs.isEmpty { return try ridge(training) }
    return try observer.step(.logistic) { try path(training, times: times, penalty: penalty) }
  }

  private func checkSigns(_ training: TrainingSet) throws {
    let numbers = training.variables.filter { $0.kind == .numeric }.map(\.name)
    let wrong = settings.signs.keys.filter { !numbers.contains($0) }.sorted()
    guard wrong.isEmpty else {
      throw OptionsError(
        problems: wrong.map { name in
          let hint = Suggestion.closest(to: name, among: numbers).map { " Did you mean “\($0)”?" } ?? ""
          return "“training.logistic.signs” names “\(name)”, which is no number among the variables.\(hint)"
        })
    }
  }

  private func ridge(_ training: TrainingSet) throws -> ModelFit {
    let options = LogisticOptions(settings: settings)
    let trainer = LogisticTrainer(options: try options.validated(), team: team)
    let fit = try observer.step(.logistic) { try trainer.train(training) }
    return ModelFit(
      model: .linear(fit.model), importance: importance(fit.coefficients, of: training),
      warnings: fit.warnings, coefficients: fit.coefficients)
  }

  private func path(_ training: TrainingSet, times: [Double]?, penalty: Double?) throws -> ModelFit {
    var options = LogisticPathOptions(settings: settings)
    // A ridge's penalty is of the sum over the rows, a path's of their mean.
    if settings.penalty == .ridge { options.penalties = [settings.l2 / Double(training.rowCount)] }
    let trainer = LogisticPathTrainer(options: try options.validated(), team: team)
    if settings.penalty == .ridge { return fit(try trainer.train(training), 0, training) }
    if let penalty {
      return fit(try trainer.train(training, penalties: [penalty]), 0, training)
    }
    let folds =
      times.flatMap { LearningFolds(times: $0, count: settings.folds) }
      ?? LearningFolds(rows: training.rowCount, count: max(2, settings.folds), seed: definition.seed)
    let choice = try trainer.choose(training, folds: folds)
    var found = fit(choice.steps, choice.best, training)
    let columns = choice.step.coefficients.count - 1
    let penalty = Language.fixed(choice.step.penalty, decimals: 6)
    let isOrdered = folds.isTimeOrdered
    found.warnings.insert(
      Remark(
        chinese: "\(columns) 列中有 \(choice.step.activeColumns) 列的系数不为 0；惩罚 \(penalty) 由 \(choice.usedFolds) "
          + "\(isOrdered ? "个较晚月份" : "份留出的行")从 \(choice.steps.count) 个中选出。",
        english:
          "\(choice.step.activeColumns) of \(columns) columns have a coefficient; the penalty \(penalty) was chosen "
          + "among \(choice.steps.count) by \(choice.usedFolds) \(isOrdered ? "later months" : "parts of the rows")."
      ),
      at: 0)
    return found
  }

  private func fit(_ steps: [LogisticPathTrainer.Step], _ index: Int, _ training: TrainingSet)
    -> ModelFit
  {
    let step = steps[index]
    return ModelFit(
      model: .linear(step.model), penalty: step.penalty, importance: importance(step.terms, of: training),
      warnings: step.isConverged
        ? []
        : [
          Remark(
            chinese: "逻辑回归没有收敛，系数还不是最终结果。",
            english: "The logistic regression did not converge; its coefficients are not final.")
        ],
      coefficients: step.terms)
  }

  /// Share of each variable in the sizes of all coefficients.
  func importance(_ coefficients: [LogisticCoefficient], of training: TrainingSet) -> [Double] {
    var sizes = [Double](repeating: 0, count: training.variables.count)
    for coefficient in coefficients {
      if let variable = coefficient.variable { sizes[variable] += coefficient.estimate.magnitude }
    }
    let total = sizes.reduce(0, +)
    return sizes.map { total > 0 ? $0 / total : 0 }
  }
}
