import Scoring

/// Scores to start from, as margins (log odds); the trees learn what they leave to be explained.
public struct StartingMargins: Sendable, Hashable {
  /// One per training row.
  public var training: [Double]
  /// One per validation row; nil where there is no validation.
  public var validation: [Double]?

  public init(training: [Double], validation: [Double]? = nil) {
    self.training = training
    self.validation = validation
  }

  /// The margins of a variable's scores.
  ///
  /// - Throws: ``TrainingError/invalidStartingScore(variable:row:value:)`` where one is no probability.
  init(_ score: StartingScore, training: TrainingSet, validation: TrainingSet?) throws(TrainingError) {
    self.training = try score.margins(of: training)
    if let validation { self.validation = try score.margins(of: validation) }
  }

  /// Checks that there is a finite margin for each row.
  func check(training set: TrainingSet, validation other: TrainingSet?) throws(TrainingError) {
    guard training.count == set.rowCount else {
      throw .unequalSizes(what: "scores to start from", found: training.count, expected: set.rowCount)
    }
    guard validation?.count == other?.rowCount else {
      throw .unequalSizes(
        what: "scores to start from in validation", found: validation?.count ?? 0,
        expected: other?.rowCount ?? 0)
    }
    for margins in [training, validation ?? []] {
      if let row = margins.firstIndex(where: { !$0.isFinite }) {
        throw .invalidStart(row: row, value: margins[row])
      }
    }
  }
}

extension StartingScore {
  /// What each row of a table starts from.
  fileprivate func margins(of set: TrainingSet) throws(TrainingError) -> [Double] {
    let column = set.matrix.column(variable)
    if let row = column.elements.firstIndex(where: { $0 < 0 || $0 > 1 }) {
      throw .invalidStartingScore(variable: set.variables[variable].name, row: row, value: column[row])
    }
    return column.elements.map(margin)
  }
}

extension TreeTrainer {
  /// The variable that the options name to go on from; rows without a score start from the mean of all.
  func startingScore(_ set: TrainingSet, given margins: StartingMargins?) throws(TrainingError)
    -> StartingScore?
  {
    guard let name = options.start else { return nil }
    do {
      _ = try options.validated(for: set.variables)
    } catch { throw .unusableOptions(error) }
    guard margins == nil else {
      throw .unusableOptions(
        OptionsError(problems: [
          "`start` names \(name), but margins to start from are given too; give one of the two."
        ]))
    }
    guard let variable = set.variables.firstIndex(where: { $0.name == name }) else { return nil }
    let sums = set.weightSums()
    var score = StartingScore(
      variable: variable, missingMargin: Scorer.margin(ofProbability: sums.lost / (sums.lost + sums.kept)))
    let margins = try score.margins(of: set)
    let weights = set.weights
    var total = 0.0
    for (row, margin) in margins.enumerated() { total += margin * (weights.map { Double($0[row]) } ?? 1) }
    score.meanMargin = total / (sums.lost + sums.kept)
    return score
  }
}
