import Configuration
import Scoring
import Variables

/// Categories of many levels, and categories taken together, as loss rates and frequencies.
extension ModelTrainer {
  /// A fit with the rows as it was fitted to.
  typealias FittedRows = (fit: ModelFit, rows: TrainingSet)

  /// Fits to the variables and to what is made of the levels of categories.
  ///
  /// Combinations of categories stay where a model with them does better on the validation rows than one without.
  func fitted(
    _ training: TrainingSet, validation: TrainingSet?, times: [Double]?, as before: ModelFit?
  ) throws -> FittedRows {
    let encoder = LevelEncoder(settings: definition.levels, book: book, seed: definition.seed, team: team)
    guard definition.levels.lossRates else {
      return (try fitVariables(training, validation: validation, times: times, as: before), training)
    }
    func fit(_ groups: [[Int]], _ phase: TrainingPhase, tuned: TreeTuning? = nil) throws -> FittedRows {
      guard !groups.isEmpty else {
        return (
          try fitVariables(training, validation: validation, times: times, as: before, tuned: tuned, phase),
          training
        )
      }
      let (encoding, rows) = try encoder.encode(training, groups: groups)
      var found = try fitting(book: encoding.book).fitVariables(
        rows, validation: validation.map { try encoding.variables(of: $0, team: team) }, times: times,
        as: before, tuned: tuned, phase)
      found.levels = encoding
      return (found, rows)
    }
    if let before { return try fit(before.levels?.groups ?? [], .refit) }
    let found = try CombinationSearch(encoder: encoder, team: team).combinations(of: training)
    guard !found.isEmpty else { return try fit(encoder.singles, .first) }
    let alone = try fit(encoder.singles, .withoutCombinations)
    let together = try fit(encoder.singles + found, .first, tuned: alone.fit.tuning)
    guard let validation else { return together }
    return try objective(of: together.fit, on: validation) < objective(of: alone.fit, on: validation)
      ? together : alone
  }

  /// A table as a model without combinations of categories is fitted to it, with the recipes of its variables.
  public func variables(of set: TrainingSet) throws -> (book: RecipeBook, rows: TrainingSet) {
    let encoder = LevelEncoder(settings: definition.levels, book: book, seed: definition.seed, team: team)
    guard definition.levels.lossRates, !encoder.singles.isEmpty else { return (book, set) }
    let (encoding, rows) = try encoder.encode(set, groups: encoder.singles)
    return (encoding.book, rows)
  }

  /// The same for other variables.
  private func fitting(book: RecipeBook) -> ModelTrainer {
    ModelTrainer(
      definition: definition, binning: binning, book: book, team: team, observer: observer, tuning: tuning)
  }

  private func objective(of fit: ModelFit, on set: TrainingSet) throws -> Double {
    let variables = try fit.variables(of: set, team: team)
    return meanLogLoss(
      margins: try Scorer(fit.model).margins(of: variables.matrix, team: team), set: variables, team: team)
  }
}
