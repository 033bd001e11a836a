import Calendar
import Metrics

/// Trains anew outside each fold of a table's rows, in the same way as the final model, and evaluates inside of it.
public struct CrossValidator {
  let trainer: ModelTrainer
  let rows: TrainingSet
  let groups: [String]
  let times: [Double]?
  let refits: Bool

  /// - Parameters:
  ///   - trainer: fits each fold's model.
  ///   - rows: all rows; those of one fold at a time are copied.
  ///   - groups: the key of each row, or what else its rows stay together by.
  ///   - times: when each row was; nil: rows have no time.
  ///   - refits: whether a model is fitted once more to the rows that decided when fitting stops.
  public init(trainer: ModelTrainer, rows: TrainingSet, groups: [String], times: [Double]?, refits: Bool) {
    (self.trainer, self.rows, self.groups, self.times, self.refits) = (
      trainer, rows, groups, times, refits
    )
  }

  /// Evaluates fold by fold.
  ///
  /// - Returns: the figures, and for each row the number of its fold from 1 on and the probability by the model that was
  ///   trained outside of it; nil for rows before the first fold in time.
  /// - Throws: ``FoldError`` where a fold cannot be trained on or evaluated.
  public func evaluate(
    _ folds: LearningFolds, by kind: CrossValidation.Kind, of column: String?
  ) throws -> (
    figures: CrossValidation, scores: [(fold: Int, probability: Double)?]
  ) {
    var scores = [(fold: Int, probability: Double)?](repeating: nil, count: rows.rowCount)
    for (index, fold) in folds.folds.enumerated() {
      for (part, isTrained) in [(fold.trained, true), (fold.evaluated, false)] {
        let losses = part.count { rows.labels[$0] == 1 }
        guard losses > 0, losses < part.count else {
          throw FoldError(number: index + 1, isTrained: isTrained, rows: part.count, losses: losses)
        }
      }
    }
    var results: [CrossValidation.FoldResult] = []
    for (index, fold) in folds.folds.enumerated() {
      let fit = try fit(outside: fold.trained, number: index + 1)
      let scorer = try fit.scorer()
      let evaluated = try fit.variables(of: rows.taking(fold.evaluated), team: trainer.team)
      let probabilities = scorer.probabilities(of: evaluated.matrix, team: trainer.team)
      for (row, probability) in zip(fold.evaluated, probabilities) { scores[row] = (index + 1, probability) }
      let sample = try ScoredSample(scores: probabilities, losses: evaluated.labels.map { $0 == 1 })
      results.append(.init(trained: fold.trained.count, evaluation: Evaluation(sample, detail: .main)))
    }
    return (CrossValidation(results, by: kind, of: column), scores)
  }

  private func fit(outside trained: [Int], number: Int) throws -> ModelFit {
    let isHeldOut = HeldOutRows.chosen(
      keys: trained.map { groups[$0] }, times: times.map { times in trained.map { times[$0] } },
      seed: trainer.definition.seed)
    let (fitted, held) = (
      trained.indices.filter { !isHeldOut[$0] }.map { trained[$0] },
      trained.indices.filter { isHeldOut[$0] }.map { trained[$0] }
    )
    guard !fitted.isEmpty, !held.isEmpty else {
      throw FoldError(
        number: number, isTrained: true, rows: trained.count, losses: trained.count { rows.labels[$0] == 1 })
    }
    return try trainer.train(
      TrainingRows(
        training: { try rows.taking(fitted) }, times: times.map { times in fitted.map { times[$0] } },
        validation: { try rows.taking(held) }, refits: refits ? [{ try rows.taking(trained) }] : []),
      evaluate: { _, _ in }
    ).fit
  }
}

/// A fold that cannot be trained on or evaluated.
public struct FoldError: Error, Sendable, Hashable, CustomStringConvertible {
  /// From 1 on.
  public let number: Int
  /// Whether it is the rows outside of the fold that are at fault.
  public let isTrained: Bool
  public let rows: Int
  public let losses: Int

  public var description: String {
    "The \(NumberText.count(rows)) rows \(isTrained ? "that fold \(number) is trained on" : "of fold \(number)") hold "
      + "\(losses == 0 ? "no loss" : losses == rows ? "nothing but losses" : "too few rows to hold some out"); take fewer "
      + "folds, or group the rows in another way."
  }
}
