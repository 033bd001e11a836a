import Variables

extension Situation {
  /// The cause that a variable tells of for this customer: the recipe's cause, unless the numbers say otherwise.
  func cause(of index: Int) -> Cause {
    let plan = reasoner.plans[index]
    let cause = plan.cause
    if case .column = cause { return cause }
    if plan.looksBack, historyIsShort, variables[index].isNaN { return .newCustomer }
    switch cause {
    case .ownTransfer: return ownTransfers > 0 ? .ownTransfer : plan.ownColumn
    case .maturity: return (series(ofRecipe: index)?.now ?? 0) > 0 ? .maturity : plan.ownColumn
    case .balanceFalling: return balanceCause(index)
    case .unsteadyBalance: return unsteadyCause(index)
    case .activityFading, .fewProducts: return activityCause(index)
    case .nearFloor: return isNearEdge ? .nearFloor : .composition
    case .composition: return plan.source == .demand && gathering != nil ? .lifeEvent : .composition
    case .newCustomer: return isNew(index) ? .newCustomer : .profile
    case .profile:
      return plan.source == .occupation && (season == .harvest || season == .newYear) ? .season : .profile
    default: return cause
    }
  }

  private func balanceCause(_ index: Int) -> Cause {
    let plan = reasoner.plans[index]
    if plan.source == .flows { return flowCause(index) }
    if plan.function == .monthsSinceLargeOutflow {
      return variables[index].isNaN ? .composition : .balanceFalling
    }
    guard let movement = movement(ofRecipe: index) else { return .balanceFalling }
    if plan.function == .drawdown || plan.function == .monthsSincePeak {
      let isBelowPeak = (series(ofRecipe: index)?.peak?.value).map { movement.to < $0 } ?? false
      if isBelowPeak { return .balanceFalling }
    }
    if movement.to < movement.from { return .balanceFalling }
    if plan.source == .demand, gathering != nil { return .lifeEvent }
    guard movement.isRise(ofAtLeast: Self.noticeable), isNewMoney(movement, index) else {
      return .composition
    }
    return season != nil ? .season : .recentInflow
  }

  private func flowCause(_ index: Int) -> Cause {
    guard let flows = flows(ofRecipe: index) else { return .balanceFalling }
    if flows.inward == 0, flows.outward == 0 { return reasoner.plans[index].ownColumn }
    if flows.inward > flows.outward {
      let isNoticeable = assetsNow.map { flows.inward - flows.outward >= Self.noticeable * $0 } ?? true
      guard isNoticeable else { return reasoner.plans[index].ownColumn }
      return season != nil ? .season : .recentInflow
    }
    let own = series(.ownTransferOut)?.sum(ofLast: flows.months)?.amount ?? 0
    return own >= flows.outward / 2 ? .ownTransfer : .balanceFalling
  }

  private func unsteadyCause(_ index: Int) -> Cause {
    guard let movement = series(ofRecipe: index)?.longestMovement else { return .unsteadyBalance }
    if movement.isFall(ofAtLeast: Self.noticeable) { return .balanceFalling }
    if reasoner.plans[index].source == .demand, gathering != nil { return .lifeEvent }
    if movement.isRise(ofAtLeast: 2 * Self.noticeable), isNewMoney(movement, index) {
      return season != nil ? .season : .recentInflow
    }
    return .unsteadyBalance
  }

  /// Whether a rise is one of assets as a whole: a part that grows while the whole does not is no new money.
  private func isNewMoney(_ movement: Movement, _ index: Int) -> Bool {
    let plan = reasoner.plans[index]
    guard plan.source == .asset || plan.source == .demand else { return true }
    return series(.assets)?.movement(over: movement.months)?.isRise(ofAtLeast: Self.noticeable) == true
  }

  private func activityCause(_ index: Int) -> Cause {
    let plan = reasoner.plans[index]
    let movement = movement(ofRecipe: index)
    if plan.source == .productCount {
      if plan.function != .level, let movement, movement.to < movement.from { return .activityFading }
      let isFew = (series(ofRecipe: index)?.now).map { $0 <= 2 } ?? false
      return isFew ? .fewProducts : plan.ownColumn
    }
    if let movement, movement.to > movement.from { return .activityRising }
    return .activityFading
  }

  private func isNew(_ index: Int) -> Bool {
    let value = variables[index]
    switch reasoner.plans[index].function {
    case .tenure: return value < 12
    case .firstHundredDays: return value == 1
    default: return historyIsShort
    }
  }
}
