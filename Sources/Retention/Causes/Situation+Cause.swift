import Variables

extension Situation {
  /// The cause that a variable tells of for this customer: the recipe's cause, unless the numbers say otherwise.
  func cause(of index: Int) -> Cause {
    let plan = reasoner.plans[index]
    let cause = plan.cause
    if case .column = cause { return cause }
    if plan.missing == .history, facts.arrival != nil, variables[index].isNaN { return .newCustomer }
    switch cause {
    case .ownTransfer: return ownTransfers > 0 ? ownTransferCause : plan.ownColumn
    case .maturity:
      guard (series(ofRecipe: index)?.now ?? 0) > 0 else { return plan.ownColumn }
      return isInFirstHundredDays ? .newCustomer : .maturity
    case .balanceFalling: return balanceCause(index)
    case .unsteadyBalance: return unsteadyCause(index)
    case .activityFading, .fewProducts: return activityCause(index)
    case .nearFloor: return isNearEdge ? .nearFloor : .composition
    case .composition: return compositionCause(plan.source)
    case .newCustomer: return isNew(index) ? .newCustomer : .profile
    case .profile:
      return plan.source == .occupation && (season?.kind == .harvest || season?.kind == .newYear)
        ? .season : .profile
    case .recentInflow, .lifeEvent, .activityRising, .season, .salary, .loans, .unclear, .column: return cause
    }
  }

  /// Small sums to own accounts before a large one falls due are a trial of the way: the money that leaves is the
  /// maturing one, and that is what the manager should speak of.
  var isTrialBeforeMaturity: Bool {
    guard let assets = assetsNow, !isInFirstHundredDays else { return false }
    return maturing >= 0.2 * assets && ownTransfers > 0 && ownTransfers <= 0.2 * maturing
  }

  private var ownTransferCause: Cause { isTrialBeforeMaturity ? .maturity : .ownTransfer }

  /// Seasonal money and money that is gathered both lie on demand; products are broken open for the latter.
  private func compositionCause(_ source: RecipePlan.Source) -> Cause {
    guard source == .demand || source == .asset else { return .composition }
    if gathering != nil { return .lifeEvent }
    return source == .demand && season?.isHere == true ? .season : .composition
  }

  private func balanceCause(_ index: Int) -> Cause {
    let plan = reasoner.plans[index]
    if plan.source == .flows { return flowCause(index) }
    if plan.statement == .outflow {
      return variables[index].isNaN ? .composition : fallCause(of: plan.source, by: .infinity)
    }
    guard let movement = movement(ofRecipe: index) else { return .balanceFalling }
    if plan.statement == .peak, let peak = series(ofRecipe: index)?.peak?.value, movement.to < peak {
      return fallCause(of: plan.source, by: peak - movement.to)
    }
    if movement.to < movement.from { return fallCause(of: plan.source, by: movement.from - movement.to) }
    if plan.source == .demand, gathering != nil { return .lifeEvent }
    guard movement.isRise(ofAtLeast: Self.noticeable), isNewMoney(movement, index) else {
      return .composition
    }
    return inflowCause
  }

  private var inflowCause: Cause { season?.isHere == true ? .season : .recentInflow }

  /// Products that shrink while money is gathered on demand are where it comes from, and what is missing of the
  /// whole, if it is little against what was gathered, is the first of the expense.
  private func fallCause(of source: RecipePlan.Source, by amount: Double) -> Cause {
    guard let gathering else { return .balanceFalling }
    if source == .asset { return .lifeEvent }
    return amount <= (gathering.to - gathering.from) / 2 ? .lifeEvent : .balanceFalling
  }

  private func flowCause(_ index: Int) -> Cause {
    guard let flows = flows(ofRecipe: index) else { return .balanceFalling }
    if flows.inward == 0, flows.outward == 0 { return reasoner.plans[index].ownColumn }
    if flows.inward > flows.outward {
      let isNoticeable = assetsNow.map { flows.inward - flows.outward >= Self.noticeable * $0 } ?? true
      guard isNoticeable else { return reasoner.plans[index].ownColumn }
      return inflowCause
    }
    let own = series(.ownTransferOut)?.sum(ofLast: flows.months)?.amount ?? 0
    return own >= flows.outward / 2
      ? ownTransferCause : fallCause(of: .flows, by: flows.outward - flows.inward)
  }

  private func unsteadyCause(_ index: Int) -> Cause {
    guard let movement = series(ofRecipe: index)?.longestMovement else { return .unsteadyBalance }
    let source = reasoner.plans[index].source
    if movement.isFall(ofAtLeast: Self.noticeable) {
      return fallCause(of: source, by: movement.from - movement.to)
    }
    if source == .demand, gathering != nil { return .lifeEvent }
    if movement.isRise(ofAtLeast: 2 * Self.noticeable), isNewMoney(movement, index) { return inflowCause }
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
      if plan.statement != .level, let movement, movement.to < movement.from { return .activityFading }
      let isFew = (series(ofRecipe: index)?.now).map { $0 <= 2 } ?? false
      return isFew ? .fewProducts : plan.ownColumn
    }
    if let movement, movement.to > movement.from { return .activityRising }
    return .activityFading
  }

  private func isNew(_ index: Int) -> Bool {
    guard hasColumn(index) else { return facts.arrival != nil }
    switch reasoner.plans[index].statement {
    case .tenure: return variables[index] < 12
    case .firstHundredDays: return variables[index] == 1
    case .level, .share, .movement, .unsteadiness, .usual, .peak, .outflow, .monthsAtZero, .monthsAboveZero,
      .sum, .netFlow, .floor, .tier, .age, .season, .category:
      return facts.arrival != nil
    }
  }
}
