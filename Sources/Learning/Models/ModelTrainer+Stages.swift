import Scoring

/// The rows of a training by what they are for. Each set is made when it is needed and let go of afterwards.
public struct TrainingRows {
  /// What the first model is fitted to.
  public var training: () throws -> TrainingSet
  /// When each of the training rows was, in any units; nil: rows have no time.
  public var times: [Double]?
  /// What decides when trees stop, and what calibrates; nil: nothing does.
  public var validation: () throws -> TrainingSet?
  /// What the final models are fitted to: all rows for one of them, or the rows outside each fold for a model per fold.
  /// Empty: the first model is the final one.
  public var refits: [() throws -> TrainingSet]

  public init(
    training: @escaping () throws -> TrainingSet, times: [Double]? = nil,
    validation: @escaping () throws -> TrainingSet?, refits: [() throws -> TrainingSet] = []
  ) {
    self.training = training
    self.times = times
    self.validation = validation
    self.refits = refits
  }
}

/// What a training gives.
public struct TrainingResult<Evaluation> {
  /// The final models, one for each refit, or the first model.
  public let fits: [ModelFit]
  /// The rows that the last of them was fitted to, with its variables.
  public let rows: TrainingSet
  /// What was found out about the first model.
  public let evaluation: Evaluation

  /// The final model, where there is one.
  public var fit: ModelFit { fits[fits.count - 1] }
}

extension ModelTrainer {
  /// The one way from rows to a model: fits to the training rows, calibrates, evaluates, and fits once more to the rows of
  /// each refit with the settings, the number of trees and the penalty of the first.
  ///
  /// - Parameters:
  ///   - rows: what each stage takes.
  ///   - calibrate: makes a calibration from the first model's margins of the validation rows, as its variables, if it is
  ///     worth one.
  ///   - evaluate: looks at the first model, calibrated, with the rows as it was fitted to them.
  public func train<Evaluation>(
    _ rows: TrainingRows,
    calibrate: (_ first: ModelFit, _ validation: TrainingSet?) throws -> Calibration? = { _, _ in nil },
    evaluate: (_ first: ModelFit, _ training: TrainingSet) throws -> Evaluation
  ) throws -> TrainingResult<Evaluation> {
    // One set is held at a time, for it may be as large as the memory allows.
    var held = [try rows.training()]
    let first = try firstFit(&held, rows, calibrate)
    let evaluation = try evaluate(first, held[0])
    var fits = rows.refits.isEmpty ? [first] : []
    for refit in rows.refits {
      held = []
      let fitted = try fitted(refit(), validation: nil, times: nil, as: first)
      held = [fitted.rows]
      var last = fitted.fit
      last.calibration = first.calibration
      // What was found while choosing is known of the first fit only; a scorecard chooses anew each time.
      if last.scorecard == nil { last.warnings = first.warnings }
      fits.append(last)
    }
    return TrainingResult(fits: fits, rows: held[0], evaluation: evaluation)
  }

  /// The validation rows are needed no longer than this.
  private func firstFit(
    _ held: inout [TrainingSet], _ rows: TrainingRows,
    _ calibrate: (ModelFit, TrainingSet?) throws -> Calibration?
  ) throws -> ModelFit {
    let validation = try rows.validation()
    let fitted = try fitted(held[0], validation: validation, times: rows.times, as: nil)
    held = [fitted.rows]
    var first = fitted.fit
    first.calibration = try calibrate(first, validation.map { try first.variables(of: $0, team: team) })
    return first
  }
}
