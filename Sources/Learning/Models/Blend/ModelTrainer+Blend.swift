import Calendar
import Configuration
import Scoring

/// Trees and a logistic regression as one forest.
extension ModelTrainer {
  /// The mean of forests with as much of a logistic regression as the validation rows speak for.
  ///
  /// Trees take many rows to draw a straight line, and a regression sees nothing bent: where the truth is nearly linear and rows are few,
  /// both together rank better than either. The regression is told in steps of single variables, so the model is a forest as
  /// any other.
  ///
  /// - Parameters:
  ///   - share: the regression's share where it is known from a fit before; nil: it is chosen on `validation`.
  func blended(
    _ fit: ModelFit, _ training: TrainingSet, validation: TrainingSet?, share: Double?
  ) throws -> ModelFit {
    guard case .forest(let forest) = fit.model, share != nil || validation != nil else { return fit }
    if share == 0 { return fit }
    let options = try LogisticOptions().validated()
    let sizes = try training.sizes()
    let regression = try observer.step(.logistic) {
      try LogisticTrainer(options: options, team: team).train(sizes)
    }
    let steps = regression.model.steps(on: training, sizes: sizes)
    var found = share ?? 0
    if share == nil, let validation {
      func margins(_ forest: Forest) throws -> [Double] {
        try Scorer(.forest(forest)).margins(of: validation.matrix, team: team)
      }
      found = BlendShare(of: try margins(steps), besides: try margins(forest), on: validation).share
    }
    guard found > 0 else { return fit }
    let linear = ModelFit(
      model: .forest(steps), importance: importance(regression.coefficients, of: training))
    var blended = ModelFit.mean(of: [fit, linear], shares: [1 - found, found])
    blended.regressionShare = found
    let percent = Language.fixed(100 * found, decimals: 0)
    blended.warnings.append(
      Remark(
        chinese: "模型的 \(percent)% 是逻辑回归，写成单个变量的阶梯；比例由验证行选出。",
        english:
          "\(percent)% of the model is a logistic regression, told in steps of single variables; its share was chosen on "
          + "the validation rows."))
    return blended
  }
}
