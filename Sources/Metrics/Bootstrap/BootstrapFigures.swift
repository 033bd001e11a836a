/// Intervals of figures by drawing customers anew; see ``Bootstrap``.
///
/// Each is the middle 95% of the rounds in which the figure can be had; nil where it never can.
public struct BootstrapFigures: Sendable, Equatable, Codable {
  public var rounds: Int
  public var seed: UInt64
  public var customers: Int
  public var auc: Interval?
  public var kolmogorovSmirnov: Interval?
  public var averagePrecision: Interval?
  public var logLoss: Interval?
  public var brier: Interval?
  public var lists: [ListIntervals]

  enum CodingKeys: String, CodingKey {
    case rounds, seed, customers, auc, brier, lists
    case kolmogorovSmirnov = "kolmogorov_smirnov"
    case averagePrecision = "average_precision"
    case logLoss = "log_loss"
  }

  init(_ rounds: BootstrapRounds, of bootstrap: Bootstrap) {
    self.rounds = bootstrap.rounds
    seed = bootstrap.seed
    customers = rounds.customers
    auc = rounds.interval(\.auc)
    kolmogorovSmirnov = rounds.interval(\.kolmogorovSmirnov)
    averagePrecision = rounds.interval(\.averagePrecision)
    logLoss = rounds.interval(\.logLoss)
    brier = rounds.interval(\.brier)
    lists = rounds.shares.indices.map { index in
      ListIntervals(
        share: rounds.shares[index],
        byProbability: rounds.intervals(rounds.lists, length: index) ?? TopIntervals(),
        byExpectedLoss: rounds.intervals(rounds.listsByExpectedLoss, length: index))
    }
  }
}

/// Intervals of what a list of some length catches.
public struct ListIntervals: Sendable, Equatable, Codable {
  public var share: Double
  public var byProbability: TopIntervals
  public var byExpectedLoss: TopIntervals?

  enum CodingKeys: String, CodingKey {
    case share
    case byProbability = "by_probability"
    case byExpectedLoss = "by_expected_loss"
  }
}

/// Intervals of the figures of ``TopShare``.
public struct TopIntervals: Sendable, Equatable, Codable {
  public var precision: Interval?
  public var recall: Interval?
  public var lift: Interval?
  public var capturedLostAssets: Interval?

  enum CodingKeys: String, CodingKey {
    case precision, recall, lift
    case capturedLostAssets = "captured_lost_assets"
  }
}
