import Foundation

/// Customers with similar probabilities: what was foretold, and what came.
public struct CalibrationBin: Sendable, Equatable, Codable {
  public var customers: Double
  /// Mean probability of the bin's customers.
  public var foretold: Double
  /// Share of the bin's customers with a loss.
  public var lossRate: Double

  enum CodingKeys: String, CodingKey {
    case customers, foretold
    case lossRate = "loss_rate"
  }
}

/// Figures that ask whether scores are true probabilities, not only whether they are in the right order.
public struct ProbabilityFigures: Sendable, Equatable, Codable {
  /// Mean of `−ln p` for losses and `−ln(1 − p)` for others, `p` kept at least 2⁻⁵² from 0 and 1.
  public var logLoss: Double
  /// Mean of `(p − y)²`, `y` being 1 for a loss and 0 for others (Brier 1950).
  public var brier: Double
  /// Sum of the probabilities: as many losses were foretold.
  public var expectedLosses: Double
  /// Up to ten bins of equally many customers, lowest probabilities first.
  public var calibration: [CalibrationBin]

  enum CodingKeys: String, CodingKey {
    case brier, calibration
    case logLoss = "log_loss"
    case expectedLosses = "expected_losses"
  }

  /// Computes the figures; nil where a score is no probability, and without rows or weight.
  ///
  /// - Complexity: O(n log n) for the bins.
  public init?(_ sample: ScoredSample) {
    guard sample.count > 0, sample.scores.allSatisfy({ (0...1).contains($0) }) else { return nil }
    // In order of probability, so that the sums are the same for any order of rows.
    let groups = Self.groups(sample)
    let weight = groups.reduce(0) { $0 + $1.weight }
    guard weight > 0 else { return nil }
    var logSum = 0.0
    var squareSum = 0.0
    var foretold = 0.0
    for group in groups {
      let kept = min(max(group.probability, 0x1p-52), 1 - 0x1p-52)
      let others = group.weight - group.losses
      logSum -= group.losses * log(kept) + others * log(1 - kept)
      squareSum +=
        group.losses * (1 - group.probability) * (1 - group.probability)
        + others * group.probability * group.probability
      foretold += group.weight * group.probability
    }
    logLoss = logSum / weight
    brier = squareSum / weight
    expectedLosses = foretold
    calibration = Self.bins(groups, weight: weight, most: 10)
  }

  private struct Group {
    var probability: Double
    var weight: Double
    var losses: Double
  }

  private static func groups(_ sample: ScoredSample) -> [Group] {
    let ranked = RankedSample(sample)
    var groups: [Group] = []
    var before = RankedSample.Sums()
    for end in ranked.groups {
      groups.append(
        Group(probability: end.score, weight: end.weight - before.weight, losses: end.losses - before.losses))
      before = end
    }
    return groups.reversed()
  }

  /// Fills bins one after another with at least an equal share of what is left; equal probabilities stay together.
  private static func bins(_ groups: [Group], weight: Double, most: Int) -> [CalibrationBin] {
    var bins: [CalibrationBin] = []
    var bin = (weight: 0.0, losses: 0.0, foretold: 0.0)
    var left = weight
    for (index, group) in groups.enumerated() {
      bin.weight += group.weight
      bin.losses += group.losses
      bin.foretold += group.weight * group.probability
      let isLast = index + 1 == groups.count
      let binsLeft = Double(most - bins.count)
      guard bin.weight > 0, isLast || (binsLeft > 1 && bin.weight >= left / binsLeft) else { continue }
      bins.append(
        CalibrationBin(
          customers: bin.weight, foretold: bin.foretold / bin.weight, lossRate: bin.losses / bin.weight))
      left -= bin.weight
      bin = (0, 0, 0)
    }
    return bins
  }
}
