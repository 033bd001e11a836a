import Foundation
import Parallel

/// The figures computed pair by pair and cut by cut, straight from their definitions.
enum SlowFigures {
  static func auc(_ sample: ScoredSample) -> Double? {
    var won = 0.0
    var pairs = 0.0
    for loss in 0..<sample.count where sample.losses[loss] {
      for other in 0..<sample.count where !sample.losses[other] {
        let weight = (sample.weights?[loss] ?? 1) * (sample.weights?[other] ?? 1)
        pairs += weight
        if sample.scores[loss] > sample.scores[other] {
          won += weight
        } else if sample.scores[loss] == sample.scores[other] {
          won += weight / 2
        }
      }
    }
    return pairs > 0 ? won / pairs : nil
  }

  /// Variance of the AUC from its placement values.
  static func aucStandardError(_ sample: ScoredSample) -> Double? {
    func placement(_ row: Int, against others: [Int]) -> Double {
      others.reduce(0.0) { sum, other in
        let (mine, theirs) = (sample.scores[row], sample.scores[other])
        return sum + (mine == theirs ? 0.5 : mine > theirs ? 1 : 0)
      } / Double(others.count)
    }
    func variance(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }
    let losses = (0..<sample.count).filter { sample.losses[$0] }
    let others = (0..<sample.count).filter { !sample.losses[$0] }
    guard losses.count > 1, others.count > 1 else { return nil }
    return
      (variance(losses.map { placement($0, against: others) }) / Double(losses.count)
      + variance(others.map { placement($0, against: losses) }) / Double(others.count)).squareRoot()
  }

  static func weights(_ sample: ScoredSample, where isCounted: (Int) -> Bool) -> Double {
    (0..<sample.count).filter(isCounted).reduce(0) { $0 + (sample.weights?[$1] ?? 1) }
  }

  static func ks(_ sample: ScoredSample) -> (value: Double, threshold: Double)? {
    let losses = weights(sample) { sample.losses[$0] }
    let others = weights(sample) { !sample.losses[$0] }
    guard losses > 0, others > 0 else { return nil }
    var best = (value: 0.0, threshold: sample.scores.min() ?? 0)
    for cut in Set(sample.scores).sorted(by: >) {
      let gap =
        weights(sample) { sample.losses[$0] && sample.scores[$0] >= cut } / losses
        - weights(sample) { !sample.losses[$0] && sample.scores[$0] >= cut } / others
      if gap > best.value + 1e-12 { best = (gap, cut) }
    }
    return best
  }

  static func averagePrecision(_ sample: ScoredSample) -> Double? {
    let losses = weights(sample) { sample.losses[$0] }
    guard losses > 0 else { return nil }
    var sum = 0.0
    var recallBefore = 0.0
    for cut in Set(sample.scores).sorted(by: >) {
      let flagged = weights(sample) { sample.scores[$0] >= cut }
      let caught = weights(sample) { sample.losses[$0] && sample.scores[$0] >= cut }
      if flagged > 0 { sum += (caught / losses - recallBefore) * (caught / flagged) }
      recallBefore = caught / losses
    }
    return sum
  }

  /// Losses and lost assets among the first `rows` customers: each row's chance to be among them, row by row.
  static func top(_ sample: ScoredSample, rows: Double) -> (losses: Double, lostAssets: Double) {
    var sums = (losses: 0.0, lostAssets: 0.0)
    for row in 0..<sample.count {
      let above = Double(sample.scores.count { $0 > sample.scores[row] })
      let equal = Double(sample.scores.count { $0 == sample.scores[row] })
      let chance = min(1, max(0, (rows - above) / equal))
      if sample.losses[row] {
        sums.losses += chance
        sums.lostAssets += chance * (sample.lostAssets?[row] ?? 0)
      }
    }
    return sums
  }
}

/// A random sample; few different scores make many ties.
func randomSample(_ random: inout RandomStream, weighted: Bool = false) throws -> ScoredSample {
  let count = random.below(40)
  let levels = 1 + random.below(60)
  let share = random.uniform()
  let scores = (0..<count).map { _ in Double(random.below(levels)) / Double(levels) }
  let losses = scores.map { random.chance(0.5 * share + 0.5 * $0) }
  let assets = scores.map { _ in Double(200_000 + random.below(5_000_000)) }
  let lost = assets.map { ($0 * random.uniform()).rounded() }
  return try ScoredSample(
    scores: scores, losses: losses, weights: weighted ? scores.map { _ in Double(random.below(9)) / 4 } : nil,
    assets: assets, lostAssets: lost)
}

func nearlyEqual(_ left: Double?, _ right: Double?, within tolerance: Double = 1e-12) -> Bool {
  switch (left, right) {
  case (nil, nil): true
  case (let left?, let right?): abs(left - right) <= tolerance * max(1, abs(left), abs(right))
  default: false
  }
}
