import Configuration
import Scoring
import Variables

/// Categories of many levels, and categories taken together, as loss rates and frequencies.
extension ModelTrainer {
  /// A fit with the rows as it was fitted to.
  typealias FittedRows = (fit: ModelFit, rows: TrainingSet)

  /// Fits to the variables and to what is made of the levels of categories.
  ///
  /// Combinations of categories are looked for in what a model without them leaves unexplained, and stay where a model with
  /// them does better on the validation rows.
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
    let settings = definition.levels
    let mayCombine = settings.columns > 1 && settings.combinations > 0 && encoder.categories.count > 1
    let alone = try fit(encoder.singles, mayCombine ? .withoutCombinations : .first)
    guard mayCombine else { return alone }
    let found = try CombinationSearch(encoder: encoder, team: team).combinations(
      of: training, margins: Scorer(alone.fit.model).margins(of: alone.rows.matrix, team: team))
    guard !found.isEmpty else { return alone }
    let together = try fit(encoder.singles + found, .first, tuned: alone.fit.tuning)
    guard let validation else { return together }
    return try objective(of: together.fit, on: validation) < objective(of: alone.fit, on: validation)
      ? together : alone
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
