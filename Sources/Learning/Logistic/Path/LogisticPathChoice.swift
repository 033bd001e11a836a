import Scoring

/// Which penalty of a path does best on rows that it was not trained on.
public struct LogisticPathChoice: Sendable {
  /// The path on all rows.
  public let steps: [LogisticPathTrainer.Step]
  /// Mean log-loss of each penalty on the rows that the folds evaluate on.
  public let objectives: [Double]
  /// Index of the least objective; the first of equals, which has the fewest columns.
  public let best: Int
  /// Folds that could be trained on: both classes occurred.
  public let usedFolds: Int

  public var step: LogisticPathTrainer.Step { steps[best] }
}

extension LogisticPathTrainer {
  /// Fits the path to all rows and, with the same penalties, to what each fold trains on, and takes the penalty of the
  /// least mean log-loss on what the folds evaluate on, all evaluated rows together.
  ///
  /// The penalty is one per row, so that folds of different sizes can share it. Where no fold has both classes to learn
  /// from, the weakest penalty is taken.
  public func choose(_ set: TrainingSet, folds: LearningFolds) throws -> LogisticPathChoice {
    let steps = try train(set)
    var sums = [Double](repeating: 0, count: steps.count)
    var (weight, used) = (0.0, 0)
    for fold in folds.folds where !fold.evaluated.isEmpty && !fold.trained.isEmpty {
      let trained = try set.taking(fold.trained)
      guard trained.hasBothClasses else { continue }
      let evaluated = try set.taking(fold.evaluated)
      let evaluatedWeight = evaluated.weightSums().kept + evaluated.weightSums().lost
      guard evaluatedWeight > 0 else { continue }
      used += 1
      weight += evaluatedWeight
      for (index, step) in try train(trained, penalties: steps.map(\.penalty)).enumerated() {
        let margins = try Scorer(.linear(step.model)).margins(of: evaluated.matrix, team: team)
        sums[index] += evaluatedWeight * meanLogLoss(margins: margins, set: evaluated, team: team)
      }
    }
    let objectives = sums.map { weight > 0 ? $0 / weight : 0 }
    let best = used > 0 ? objectives.indices.min { objectives[$0] < objectives[$1] } ?? 0 : steps.count - 1
    return LogisticPathChoice(steps: steps, objectives: objectives, best: best, usedFolds: used)
  }
}

extension TrainingSet {
  fileprivate var hasBothClasses: Bool {
    let sums = weightSums()
    return sums.kept > 0 && sums.lost > 0
  }
}
