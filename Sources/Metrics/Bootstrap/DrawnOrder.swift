import Foundation
import Parallel

/// A ranking laid out for walking along it once in every round of a bootstrap.
final class DrawnOrder: Sendable {
  static let lossBit: UInt8 = 1
  static let groupEndBit: UInt8 = 2

  let count: Int
  let hasWeights: Bool
  let hasLostAssets: Bool
  let hasProbabilities: Bool
  /// The customer at each rank.
  let customers: AlignedArray<UInt32>
  let flags: AlignedArray<UInt8>
  /// Empty where every row counts once.
  let weights: AlignedArray<Double>
  /// What rows with a loss lost; empty without amounts.
  let lostAssets: AlignedArray<Double>
  /// `−ln` of the probability of what came, and the probability; empty where figures of probabilities are not wanted.
  let logLosses: AlignedArray<Double>
  let probabilities: AlignedArray<Double>

  /// Whether every row is a customer of its own: as many rows are drawn as there are.
  let isOneRowEach: Bool
  /// The ranks of rows with a loss.
  let lossRanks: [UInt32]

  /// Lays out a ranking.
  ///
  /// - Parameters:
  ///   - customers: the number of each row's customer, by row.
  ///   - withProbabilities: whether scores are probabilities whose log-loss and Brier score are wanted.
  init(_ sample: ScoredSample, _ ranked: RankedRows, customers: [UInt32], withProbabilities: Bool) {
    count = sample.count
    isOneRowEach = sample.customers == nil
    lossRanks = ranked.rows.indices.filter { sample.losses[Int(ranked.rows[$0])] }.map { UInt32($0) }
    hasWeights = sample.weights != nil
    hasLostAssets = sample.lostAssets != nil
    hasProbabilities = withProbabilities
    self.customers = AlignedArray(count: count)
    flags = AlignedArray(count: count)
    weights = AlignedArray(count: hasWeights ? count : 0)
    lostAssets = AlignedArray(count: hasLostAssets ? count : 0)
    logLosses = AlignedArray(count: withProbabilities ? count : 0)
    probabilities = AlignedArray(count: withProbabilities ? count : 0)
    for (rank, row) in ranked.rows.enumerated() {
      let row = Int(row)
      let isLoss = sample.losses[row]
      self.customers.view[rank] = customers[row]
      flags.view[rank] = (isLoss ? Self.lossBit : 0) | (ranked.isGroupEnd[rank] ? Self.groupEndBit : 0)
      if let weights = sample.weights { self.weights.view[rank] = weights[row] }
      if isLoss, let lost = sample.lostAssets { lostAssets.view[rank] = lost[row] }
      if withProbabilities {
        let probability = sample.scores[row]
        let kept = min(max(probability, 0x1p-52), 1 - 0x1p-52)
        logLosses.view[rank] = -log(isLoss ? kept : 1 - kept)
        probabilities.view[rank] = probability
      }
    }
  }
}
