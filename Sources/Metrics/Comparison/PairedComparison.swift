/// Two models on the same rows: their figures, the differences, and how sure these are.
///
/// Customers are drawn anew for both models at once, so that what the models have in common cancels out: the interval
/// is that of the difference, and a difference is sure where 0 lies outside of it.
public struct PairedComparison: Sendable, Equatable, Codable {
  /// One figure of both.
  public struct Difference: Sendable, Equatable, Codable {
    public var champion: Double?
    public var challenger: Double?
    /// Challenger − champion.
    public var difference: Double?
    public var interval: Interval?

    /// Whether 0 lies outside of the interval.
    public var isSure: Bool { interval.map { $0.lower > 0 || $0.upper < 0 } ?? false }
  }

  /// What lists of some length catch.
  public struct List: Sendable, Equatable, Codable {
    public var share: Double
    /// Share of the losses on the list by probability.
    public var recall: Difference
    public var lift: Difference
    /// Share of the lost assets on the list by expected loss; without amounts all nil.
    public var capturedLostAssets: Difference

    enum CodingKeys: String, CodingKey {
      case share, recall, lift
      case capturedLostAssets = "captured_lost_assets"
    }
  }

  public var rounds: Int
  public var auc: Difference
  public var kolmogorovSmirnov: Difference
  public var averagePrecision: Difference
  public var logLoss: Difference
  public var brier: Difference
  public var lists: [List]
  /// Who moves on and off a list of the share ``moveShare`` by expected loss (by score where there are no assets).
  public var moves: Moves

  enum CodingKeys: String, CodingKey {
    case rounds, auc, brier, lists, moves
    case kolmogorovSmirnov = "kolmogorov_smirnov"
    case averagePrecision = "average_precision"
    case logLoss = "log_loss"
  }

  /// Compares two models.
  ///
  /// Both samples hold the same rows in the same order and differ in their scores alone, and name customers.
  /// - Complexity: O(rounds · rows).
  public init(champion: ScoredSample, challenger: ScoredSample, bootstrap: Bootstrap, moveShare: Double = 0.2)
  {
    precondition(
      champion.losses == challenger.losses && champion.customers == challenger.customers
        && champion.customers != nil, "Two models are compared on the same rows of named customers.")
    let shares = ListFigures.standardShares
    let (first, second) = (Side(champion, bootstrap, shares), Side(challenger, bootstrap, shares))
    rounds = bootstrap.rounds
    func difference(_ figure: (Evaluation) -> Double?, _ drawn: (DrawnFigures) -> Double) -> Difference {
      Difference(
        figure(first.evaluation), figure(second.evaluation),
        drawn: zip(first.rounds.figures, second.rounds.figures).map { drawn($1) - drawn($0) })
    }
    auc = difference(\.auc, \.auc)
    kolmogorovSmirnov = difference({ $0.kolmogorovSmirnov?.value }, \.kolmogorovSmirnov)
    averagePrecision = difference(\.averagePrecision, \.averagePrecision)
    logLoss = difference({ $0.probabilities?.logLoss }, \.logLoss)
    brier = difference({ $0.probabilities?.brier }, \.brier)
    lists = first.evaluation.lists.indices.map { index in
      func list(
        _ figure: (ListFigures) -> Double?, _ drawn: (DrawnList) -> Double,
        _ lists: (BootstrapRounds) -> [DrawnList]
      ) -> Difference {
        let (mine, theirs) = (lists(first.rounds), lists(second.rounds))
        return Difference(
          figure(first.evaluation.lists[index]), figure(second.evaluation.lists[index]),
          drawn: stride(from: index, to: min(mine.count, theirs.count), by: shares.count).map {
            drawn(theirs[$0]) - drawn(mine[$0])
          })
      }
      return List(
        share: shares[index], recall: list({ $0.byProbability.recall }, \.recall, \.lists),
        lift: list({ $0.byProbability.lift }, \.lift, \.lists),
        capturedLostAssets: list(
          { $0.byExpectedLoss?.capturedLostAssets }, \.capturedLostAssets, \.listsByExpectedLoss))
    }
    moves = Moves(champion, challenger, share: moveShare)
  }

  /// One model's figures, as a whole and round by round.
  private struct Side {
    let evaluation: Evaluation
    let rounds: BootstrapRounds

    init(_ sample: ScoredSample, _ bootstrap: Bootstrap, _ shares: [Double]) {
      evaluation = Evaluation(sample)
      rounds = bootstrap.run(
        sample, RankedRows(sample),
        byExpectedLoss: sample.expectedLosses.map { RankedRows(sample, by: $0) },
        areProbabilities: evaluation.probabilities != nil, shares: shares)
    }
  }
}

extension PairedComparison.Difference {
  fileprivate init(_ champion: Double?, _ challenger: Double?, drawn: [Double]) {
    self.champion = champion
    self.challenger = challenger
    difference = champion.flatMap { champion in challenger.map { $0 - champion } }
    interval = Interval.middle(of: drawn.filter { !$0.isNaN })
  }
}
