import Variables

extension Situation {
  /// The cause that a variable tells of for this customer: the recipe's cause, unless the numbers say otherwise.
  func cause(of index: Int) -> Cause {
    let recipe = reasoner.recipes[index]
    let cause = reasoner.causes[index]
    if case .column = cause { return cause }
    if variables[index].isNaN, historyIsShort, recipe.function.looksBack { return .newCustomer }
    switch cause {
    case .ownTransfer: return ownTransfers > 0 ? .ownTransfer : ownColumn(index)
    case .maturity: return (series(ofRecipe: index)?.now ?? 0) > 0 ? .maturity : ownColumn(index)
    case .balanceFalling: return balanceCause(index)
    case .unsteadyBalance: return unsteadyCause(index)
    case .activityFading, .fewProducts: return activityCause(index)
    case .nearFloor: return nearness.floor != nil || nearness.tier != nil ? .nearFloor : .composition
    case .newCustomer: return isNew(index) ? .newCustomer : .profile
    case .profile:
      let isOccupation = recipe.function == .category && recipe.columns.first == "occupation"
      return isOccupation && isFarming ? .season : .profile
    default: return cause
    }
  }

  private func ownColumn(_ index: Int) -> Cause {
    let recipe = reasoner.recipes[index]
    return .column(recipe.columns.first ?? recipe.name)
  }

  private func balanceCause(_ index: Int) -> Cause {
    let recipe = reasoner.recipes[index]
    let column = recipe.columns.first ?? recipe.name
    if recipe.function == .netFlowAgainstAssets || column == "transfer_in" || column == "transfer_out" {
      return flowCause(index)
    }
    if recipe.function == .monthsSinceLargeOutflow {
      return variables[index].isNaN ? .composition : .balanceFalling
    }
    guard let movement = movement(ofRecipe: index) else { return .balanceFalling }
    if recipe.function == .drawdown || recipe.function == .monthsSincePeak {
      let isBelowPeak = (series(ofRecipe: index)?.peak?.value).map { movement.to < $0 } ?? false
      if isBelowPeak { return .balanceFalling }
    }
    if movement.to < movement.from { return .balanceFalling }
    if !movement.isRise(ofAtLeast: Self.noticeable) { return .composition }
    return isFarming ? .season : .recentInflow
  }

  private func flowCause(_ index: Int) -> Cause {
    guard let flows = flows(ofRecipe: index) else { return .balanceFalling }
    if flows.inward == 0, flows.outward == 0 { return ownColumn(index) }
    if flows.inward > flows.outward { return isFarming ? .season : .recentInflow }
    let own = facts.series("own_transfer_out")?.sum(ofLast: flows.months)?.amount ?? 0
    return own >= flows.outward / 2 ? .ownTransfer : .balanceFalling
  }

  private func unsteadyCause(_ index: Int) -> Cause {
    guard let series = series(ofRecipe: index), let movement = series.longestMovement else {
      return .unsteadyBalance
    }
    if movement.isFall(ofAtLeast: Self.noticeable) { return .balanceFalling }
    if movement.isRise(ofAtLeast: 2 * Self.noticeable) { return isFarming ? .season : .recentInflow }
    return .unsteadyBalance
  }

  private func activityCause(_ index: Int) -> Cause {
    let recipe = reasoner.recipes[index]
    let movement = movement(ofRecipe: index)
    if recipe.columns.first == "product_count" {
      if recipe.function != .level, let movement, movement.to < movement.from { return .activityFading }
      let isFew = (series(ofRecipe: index)?.now).map { $0 <= 2 } ?? false
      return isFew ? .fewProducts : ownColumn(index)
    }
    if let movement, movement.to > movement.from { return .activityRising }
    return .activityFading
  }

  private func isNew(_ index: Int) -> Bool {
    let value = variables[index]
    switch reasoner.recipes[index].function {
    case .tenure: return value < 12
    case .firstHundredDays: return value == 1
    default: return historyIsShort
    }
  }
}

extension Recipe.Function {
  /// Whether months before the snapshot month are needed.
  fileprivate var looksBack: Bool {
    switch self {
    case .change, .ratio, .slope, .volatility, .drawdown, .monthsSincePeak, .zeroMonths, .sum,
      .sumAgainstAssets,
      .netFlowAgainstAssets, .regularity, .recentAgainstUsual:
      true
    default: false
    }
  }
}
