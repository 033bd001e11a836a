extension RankedSample {
  /// What a group of equal scores adds to the pairs that a ranking puts in the right order, when groups are passed in
  /// turn: each of `winners` with each of the `others` of earlier groups, and half a pair with each of its own group.
  ///
  /// The area under the ROC curve is the sum over all groups against all pairs (Mann and Whitney 1947).
  @inlinable
  public static func pairs(winners: Double, others: Double, othersBefore: Double) -> Double {
    winners * (othersBefore + others / 2)
  }

  /// Area under the ROC curve: the chance that a customer with a loss scores higher than one without, equal scores
  /// counting half. Nil unless both kinds are there.
  ///
  /// Exact: sums of whole and half pairs; see ``pairs(winners:others:othersBefore:)``.
  /// - Complexity: O(different scores).
  public var auc: Double? {
    let losses = total.losses
    let others = total.weight - losses
    guard losses > 0, others > 0 else { return nil }
    var pairs = 0.0
    var before = Sums()
    for end in groups {
      let groupLosses = end.losses - before.losses
      let groupOthers = (end.weight - end.losses) - (before.weight - before.losses)
      pairs += Self.pairs(winners: groupOthers, others: groupLosses, othersBefore: before.losses)
      before = end
    }
    return pairs / (losses * others)
  }

  /// Standard error of ``auc`` by DeLong, DeLong and Clarke-Pearson (1988); nil for weighted rows and for fewer
  /// than two customers of either kind.
  ///
  /// `sqrt(S₁/m + S₀/n)`, where `S₁` is the variance over the `m` losses of the share of other customers that score
  /// lower, and `S₀` the variance over the `n` others of the share of losses that score higher.
  public var aucStandardError: Double? {
    let losses = total.losses
    let others = total.weight - losses
    guard !isWeighted, losses > 1, others > 1, let auc else { return nil }
    var lossDistribution = 0.0
    var otherDistribution = 0.0
    var before = Sums()
    for end in groups {
      let groupLosses = end.losses - before.losses
      let othersBefore = before.weight - before.losses
      let groupOthers = (end.weight - end.losses) - othersBefore
      let othersBelow = (others - othersBefore - groupOthers / 2) / others
      let lossesAbove = (before.losses + groupLosses / 2) / losses
      lossDistribution += groupLosses * (othersBelow - auc) * (othersBelow - auc)
      otherDistribution += groupOthers * (lossesAbove - auc) * (lossesAbove - auc)
      before = end
    }
    return (lossDistribution / (losses - 1) / losses + otherDistribution / (others - 1) / others).squareRoot()
  }

  /// The interval that holds the true AUC in 95 of 100 samples: ``auc`` ± 1.96 standard errors, within 0 to 1.
  public var aucInterval: Interval? {
    guard let auc, let error = aucStandardError else { return nil }
    return Interval(
      lower: max(0, auc - Interval.normalQuantile * error),
      upper: min(1, auc + Interval.normalQuantile * error))
  }

  /// The widest gap between the share of losses and the share of other customers that a score cuts off.
  public struct KolmogorovSmirnov: Sendable, Equatable, Codable {
    /// The gap, 0 to 1.
    public var value: Double
    /// The highest score at which the gap opens: customers at or above it are cut off.
    public var threshold: Double
    /// Share of all customers, of the losses and of the others that the threshold cuts off.
    public var customersShare: Double
    public var lossesShare: Double
    public var othersShare: Double

    enum CodingKeys: String, CodingKey {
      case value, threshold
      case customersShare = "customers_share"
      case lossesShare = "losses_share"
      case othersShare = "others_share"
    }
  }

  /// The KS figure; nil unless there are losses and others. Zero where no cut is better than chance.
  public var kolmogorovSmirnov: KolmogorovSmirnov? {
    let losses = total.losses
    let others = total.weight - losses
    guard losses > 0, others > 0 else { return nil }
    var best = KolmogorovSmirnov(
      value: 0, threshold: total.score, customersShare: 1, lossesShare: 1, othersShare: 1)
    for end in groups {
      let (lossesShare, othersShare) = (end.losses / losses, (end.weight - end.losses) / others)
      if lossesShare - othersShare > best.value {
        best = KolmogorovSmirnov(
          value: lossesShare - othersShare, threshold: end.score, customersShare: end.weight / total.weight,
          lossesShare: lossesShare, othersShare: othersShare)
      }
    }
    return best
  }

  /// Average precision: `Σ (Rᵢ − Rᵢ₋₁) · Pᵢ` over the different scores, without interpolation; nil without losses.
  public var averagePrecision: Double? {
    guard total.losses > 0 else { return nil }
    var sum = 0.0
    var before = 0.0
    for end in groups where end.losses > before {
      sum += (end.losses - before) * (end.losses / end.weight)
      before = end.losses
    }
    return sum / total.losses
  }
}
