import Foundation

/// Customers with similar probabilities: what was predicted, and the outcome.
public struct CalibrationBin: Sendable, Equatable, Codable {
  public var customers: Double
  /// Mean probability of the bin's customers.
  public var predicted: Double
  /// Share of the bin's customers with a loss.
  public var lossRate: Double
  /// The interval of the loss rate (Wilson); nil for weighted rows.
  public var lossRateInterval: Interval?

  enum CodingKeys: String, CodingKey {
    case customers
    case predicted = "foretold"
    case lossRate = "loss_rate"
    case lossRateInterval = "loss_rate_interval"
  }
}

/// Figures that ask whether scores are true probabilities, not only whether they are in the right order.
public struct ProbabilityFigures: Sendable, Equatable, Codable {
  /// Mean of `−ln p` for losses and `−ln(1 − p)` for others, `p` kept at least 2⁻⁵² from 0 and 1.
  public var logLoss: Double
  /// Mean of `(p − y)²`, `y` being 1 for a loss and 0 for others (Brier 1950).
  public var brier: Double
  /// Sum of the probabilities: as many losses were predicted.
  public var expectedLosses: Double
  /// Up to ten bins of equally many customers, lowest probabilities first.
  public var calibration: [CalibrationBin]
  public var brierParts: BrierParts
  /// Mean distance between the loss rates predicted and actual over the bins, by customers (expected calibration error).
  public var calibrationError: Double
  /// How the probabilities are distributed: bands without customers at either end are left out.
  public var bands: [ProbabilityBand]

  enum CodingKeys: String, CodingKey {
    case brier, calibration, bands
    case logLoss = "log_loss"
    case expectedLosses = "expected_losses"
    case brierParts = "brier_parts"
    case calibrationError = "calibration_error"
  }

  /// Computes the figures; nil where a score is no probability, and without rows or weight.
  ///
  /// - Complexity: O(n).
  public init?(_ sample: ScoredSample) {
    self.init(sample, RankedSample(sample))
  }

  /// Computes the figures of a sample that is ranked by its scores already.
  init?(_ sample: ScoredSample, _ ranked: RankedSample) {
    guard sample.count > 0, sample.scores.allSatisfy({ (0...1).contains($0) }) else { return nil }
    // In order of probability, so that the sums are the same for any order of rows.
    let groups = Self.groups(ranked)
    let weight = groups.reduce(0) { $0 + $1.weight }
    guard weight > 0 else { return nil }
    var logSum = 0.0
    var squareSum = 0.0
    var predicted = 0.0
    for group in groups {
      let kept = min(max(group.probability, 0x1p-52), 1 - 0x1p-52)
      let others = group.weight - group.losses
      logSum -= group.losses * log(kept) + others * log(1 - kept)
      squareSum +=
        group.losses * (1 - group.probability) * (1 - group.probability)
        + others * group.probability * group.probability
      predicted += group.weight * group.probability
    }
    logLoss = logSum / weight
    brier = squareSum / weight
    expectedLosses = predicted
    calibration = Self.bins(groups, weight: weight, most: 10, areWeighted: ranked.isWeighted)
    brierParts = BrierParts(calibration, brier: brier)
    calibrationError =
      calibration.reduce(0) { $0 + $1.customers * ($1.predicted - $1.lossRate).magnitude } / weight
    bands = Self.bands(groups)
  }

  private struct Group {
    var probability: Double
    var weight: Double
    var losses: Double
  }

  private static func groups(_ ranked: RankedSample) -> [Group] {
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
  private static func bins(_ groups: [Group], weight: Double, most: Int, areWeighted: Bool)
    -> [CalibrationBin]
  {
    var bins: [CalibrationBin] = []
    var bin = (weight: 0.0, losses: 0.0, predicted: 0.0)
    var left = weight
    for (index, group) in groups.enumerated() {
      bin.weight += group.weight
      bin.losses += group.losses
      bin.predicted += group.weight * group.probability
      let isLast = index + 1 == groups.count
      let binsLeft = Double(most - bins.count)
      guard bin.weight > 0, isLast || (binsLeft > 1 && bin.weight >= left / binsLeft) else { continue }
      bins.append(
        CalibrationBin(
          customers: bin.weight, predicted: bin.predicted / bin.weight, lossRate: bin.losses / bin.weight,
          lossRateInterval: areWeighted ? nil : Interval.wilson(successes: bin.losses, of: bin.weight)))
      left -= bin.weight
      bin = (0, 0, 0)
    }
    return bins
  }

  private static func bands(_ groups: [Group]) -> [ProbabilityBand] {
    let edges = ProbabilityBand.edges
    var bands = zip(edges, edges.dropFirst()).map { from, to in
      ProbabilityBand(from: from, to: to, customers: 0, losses: 0, predicted: nil, lossRate: nil)
    }
    var index = 0
    for group in groups {
      while index + 1 < bands.count, group.probability >= bands[index].to { index += 1 }
      bands[index].customers += group.weight
      bands[index].losses += group.losses
      bands[index].predicted = (bands[index].predicted ?? 0) + group.weight * group.probability
    }
    for index in bands.indices where bands[index].customers > 0 {
      bands[index].predicted = bands[index].predicted.map { $0 / bands[index].customers }
      bands[index].lossRate = bands[index].losses / bands[index].customers
    }
    guard let first = bands.firstIndex(where: { $0.customers > 0 }),
      let last = bands.lastIndex(where: { $0.customers > 0 })
    else { return [] }
    return Array(bands[first...last])
  }
}
