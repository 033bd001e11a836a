import Configuration

extension ModelTrainer {
  /// Whether rows that are held out decide anything of a model that is fitted to all rows in the end: how many trees there
  /// are, say, or a penalty. Where they do not, the model is what fitting to all rows at once gives.
  ///
  /// - Parameters:
  ///   - set: all rows.
  ///   - fitted: how many of them are not held out.
  public func decides(byRowsHeldOutOf set: TrainingSet, fitted: Int) -> Bool {
    // Categories that are taken together stay where the rows held out are told apart better.
    let hasLevels = set.variables.contains { if case .category = $0.kind { true } else { false } }
    if tuning != nil || (hasLevels && definition.levels.lossRates) { return true }
    switch definition.algorithm {
    case .logistic: return !definition.logistic.woe && definition.logistic.penalty != .ridge
    case .trees:
      // How many forests there are is decided by the rows that the first model is fitted to.
      let forests = [fitted, set.rowCount].map {
        definition.forests(rows: $0, variables: set.variables.count, isTuned: false).count
      }
      return definition.trees.patience > 0 || forests[0] != forests[1]
    }
  }
}
