import Configuration
import Scoring
import Variables

/// Categories of many levels, and categories taken together, as loss rates and frequencies.
extension ModelTrainer {
  /// A fit with the rows as it was fitted to.
  typealias FittedRows = (fit: ModelFit, rows: TrainingSet)

  /// What is fitted to: variables of the model, with how levels became some of them.
  private struct Encoded {
    var levels: LevelEncoding?
    /// The rows, and the same with loss rates of other orders.
    var views: [TrainingSet]
    var validation: TrainingSet?
    let trainer: ModelTrainer
  }

  /// Fits to the variables and to what is made of the levels of categories, as many forests as the definition asks for.
  ///
  /// Combinations of categories stay where a model with them does better on the validation rows than one without.
  func fitted(
    _ training: TrainingSet, validation: TrainingSet?, times: [Double]?, as before: ModelFit?
  ) throws -> FittedRows {
    let encoder = LevelEncoder(settings: definition.levels, book: book, seed: definition.seed, team: team)
    let forests = forests(of: training, as: before)
    func encoded(_ groups: [[Int]]) throws -> Encoded {
      guard !groups.isEmpty else {
        return Encoded(levels: nil, views: [training], validation: validation, trainer: self)
      }
      let (encoding, views) = try encoder.encode(
        training, groups: groups, orders: definition.algorithm == .trees ? definition.levels.orders : 1)
      return Encoded(
        levels: encoding, views: views,
        validation: try validation.map { try encoding.variables(of: $0, team: team) },
        trainer: fitting(book: encoding.book))
    }
    func fit(
      _ encoded: Encoded, _ part: TrainingPhase.Part, member: Int = 0, tuned: TreeTuning? = nil
    ) throws -> ModelFit {
      var found = try encoded.trainer.fitVariables(
        encoded.views, validation: encoded.validation, times: times, as: before,
        trees: forests[member], tuned: tuned,
        TrainingPhase(part: part, member: member))
      found.levels = encoded.levels
      return found
    }
    func all(_ encoded: Encoded, _ part: TrainingPhase.Part, first: ModelFit? = nil) throws -> FittedRows {
      var fits = [try first ?? fit(encoded, part)]
      for member in forests.indices.dropFirst() { fits.append(try fit(encoded, part, member: member)) }
      let mean = ModelFit.mean(of: fits)
      guard definition.takesRegression(beside: forests) else { return (mean, encoded.views[0]) }
      let blended = try encoded.trainer.blended(
        mean, encoded.views[0], validation: encoded.validation, share: before?.regressionShare)
      return (blended, encoded.views[0])
    }
    if let before { return try all(encoded(before.levels?.groups ?? []), .refit) }
    let takesLevels = definition.levels.lossRates
    let found =
      takesLevels ? try CombinationSearch(encoder: encoder, team: team).combinations(of: training) : []
    let singles = takesLevels ? encoder.singles : []
    guard !found.isEmpty else { return try all(encoded(singles), .first) }
    // The first forest alone decides.
    let (alone, together) = (try encoded(singles), try encoded(singles + found))
    let plain = try fit(alone, .withoutCombinations)
    let combined = try fit(together, .first, tuned: plain.tuning)
    if let validation, try !isBetter(combined, than: plain, on: validation) {
      return try all(alone, .withoutCombinations, first: plain)
    }
    return try all(together, .first, first: combined)
  }

  /// A table as a model without combinations of categories is fitted to it, with the recipes of its variables.
  public func variables(of set: TrainingSet) throws -> (book: RecipeBook, rows: TrainingSet) {
    let encoder = LevelEncoder(settings: definition.levels, book: book, seed: definition.seed, team: team)
    guard definition.levels.lossRates, !encoder.singles.isEmpty else { return (book, set) }
    let (encoding, views) = try encoder.encode(set, groups: encoder.singles)
    return (encoding.book, views[0])
  }

  /// The same for other variables.
  private func fitting(book: RecipeBook) -> ModelTrainer {
    ModelTrainer(
      definition: definition, binning: binning, book: book, team: team, observer: observer, tuning: tuning)
  }

  /// Whether the mean log-loss on some rows is smaller by more than the standard error of the difference: of models that do
  /// as well, the smaller one generalises better.
  private func isBetter(_ fit: ModelFit, than other: ModelFit, on set: TrainingSet) throws -> Bool {
    func losses(_ fit: ModelFit) throws -> [Double] {
      let variables = try fit.variables(of: set, team: team)
      let margins = try Scorer(fit.model).margins(of: variables.matrix, team: team)
      return zip(margins, set.labels).map { logLoss(margin: $0, label: Double($1)) }
    }
    var (weights, sum, squares) = (0.0, 0.0, 0.0)
    let gains = zip(try losses(other), try losses(fit)).enumerated().map { row, pair in
      (gain: pair.0 - pair.1, weight: set.weights.map { Double($0[row]) } ?? 1)
    }
    for (gain, weight) in gains { (weights, sum) = (weights + weight, sum + weight * gain) }
    let mean = sum / weights
    for (gain, weight) in gains { squares += weight * weight * (gain - mean) * (gain - mean) }
    return mean > squares.squareRoot() / weights
  }
}
