import Parallel

/// The figures of one round; NaN where a figure cannot be had.
struct DrawnFigures {
  var auc = Double.nan
  var kolmogorovSmirnov = Double.nan
  var averagePrecision = Double.nan
  var logLoss = Double.nan
  var brier = Double.nan
}

/// What a list of some length caught in one round; NaN where a figure cannot be had.
struct DrawnList: BitwiseCopyable {
  var precision = Double.nan
  var recall = Double.nan
  var lift = Double.nan
  var capturedLostAssets = Double.nan
}

extension DrawnOrder {
  /// Sums over drawn rows.
  struct Sums {
    var weight = 0.0
    var losses = 0.0
    var lostAssets = 0.0
  }

  /// Walks along the ranks with each row counting as often as its customer was drawn.
  ///
  /// - Parameters:
  ///   - counts: how often each customer was drawn.
  ///   - drawn: scratch with an element for each rank.
  ///   - shares: lengths of lists, rising.
  ///   - lists: receives what a list of each length caught.
  /// - Complexity: O(rows).
  func walk(
    _ counts: SharedBuffer<UInt8>, drawn: SharedBuffer<UInt8>, shares: [Double],
    lists: SharedBuffer<DrawnList>
  ) -> DrawnFigures {
    let total = gather(counts, into: drawn)
    let others = total.weight - total.losses
    let (lossScale, otherScale) = (1 / total.losses, 1 / others)
    let targets = targets(shares, of: total.weight)
    let (flags, lost) = (flags.view, lostAssets.view)
    let (weights, hasWeights, hasLostAssets) = (weights.view, hasWeights, hasLostAssets)
    var before = Sums()
    var sums = Sums()
    var (pairs, gap, precisions) = (0.0, 0.0, 0.0)
    var list = 0
    var target = targets.first ?? .infinity
    for rank in 0..<count {
      let flag = flags[rank]
      var weight = Double(drawn[rank])
      if hasWeights { weight *= weights[rank] }
      sums.weight += weight
      if flag & Self.lossBit != 0 {
        sums.losses += weight
        if hasLostAssets { sums.lostAssets += weight * lost[rank] }
      }
      if flag & Self.groupEndBit == 0 { continue }
      let groupLosses = sums.losses - before.losses
      let otherSum = sums.weight - sums.losses
      let groupOthers = otherSum - (before.weight - before.losses)
      pairs += RankedSample.pairs(winners: groupOthers, others: groupLosses, othersBefore: before.losses)
      gap = max(gap, sums.losses * lossScale - otherSum * otherScale)
      if groupLosses > 0 { precisions += groupLosses * (sums.losses / sums.weight) }
      while sums.weight >= target, list < targets.count {
        lists[list] = Self.list(target, from: before, to: sums, total: total, hasLostAssets)
        list += 1
        target = list < targets.count ? targets[list] : .infinity
      }
      before = sums
    }
    while list < targets.count {
      lists[list] = Self.list(total.weight, from: before, to: before, total: total, hasLostAssets)
      list += 1
    }
    var figures = DrawnFigures()
    if total.losses > 0 { figures.averagePrecision = precisions * lossScale }
    if total.losses > 0, others > 0 {
      figures.auc = pairs * lossScale * otherScale
      figures.kolmogorovSmirnov = gap
    }
    if hasProbabilities, total.weight > 0 { addProbabilityFigures(to: &figures, drawn, total.weight) }
    return figures
  }

  /// The lengths of lists as weights of rows.
  func targets(_ shares: [Double], of weight: Double) -> [Double] {
    shares.map { hasWeights ? weight * $0 : max(1, (weight * $0).rounded()) }
  }

  /// How often the row at each rank was drawn, and the sums over all.
  private func gather(_ counts: SharedBuffer<UInt8>, into drawn: SharedBuffer<UInt8>) -> Sums {
    let (customers, flags) = (customers.view, flags.view)
    let (lost, weights) = (lostAssets.view, weights.view)
    let (hasWeights, hasLostAssets) = (hasWeights, hasLostAssets)
    var sums = Sums()
    for rank in 0..<count {
      let times = counts[Int(customers[rank])]
      drawn[rank] = times
      var weight = Double(times)
      if hasWeights { weight *= weights[rank] }
      sums.weight += weight
      if flags[rank] & Self.lossBit != 0 {
        sums.losses += weight
        if hasLostAssets { sums.lostAssets += weight * lost[rank] }
      }
    }
    return sums
  }

  private func addProbabilityFigures(
    to figures: inout DrawnFigures, _ drawn: SharedBuffer<UInt8>, _ total: Double
  ) {
    let (logLosses, probabilities) = (logLosses.view, probabilities.view)
    let (flags, weights, hasWeights) = (flags.view, weights.view, hasWeights)
    var (logSum, squares) = (0.0, 0.0)
    for rank in 0..<count {
      var weight = Double(drawn[rank])
      if hasWeights { weight *= weights[rank] }
      let distance = probabilities[rank] - Double(flags[rank] & Self.lossBit)
      logSum += weight * logLosses[rank]
      squares += weight * distance * distance
    }
    figures.logLoss = logSum / total
    figures.brier = squares / total
  }

  /// A list that ends within a group of equal scores takes a share of it.
  static func list(
    _ length: Double, from before: Sums, to end: Sums, total: Sums, _ hasLostAssets: Bool
  ) -> DrawnList {
    let group = end.weight - before.weight
    let share = group > 0 ? min(1, (length - before.weight) / group) : 1
    let losses = before.losses + share * (end.losses - before.losses)
    let lost = before.lostAssets + share * (end.lostAssets - before.lostAssets)
    var list = DrawnList()
    guard length > 0, total.weight > 0 else { return list }
    list.precision = losses / length
    if total.losses > 0 {
      list.recall = losses / total.losses
      list.lift = list.precision / (total.losses / total.weight)
    }
    if hasLostAssets, total.lostAssets > 0 { list.capturedLostAssets = lost / total.lostAssets }
    return list
  }
}
