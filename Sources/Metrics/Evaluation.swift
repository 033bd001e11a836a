import Calendar

/// The figures of one set of customers whose outcomes are known.
///
/// Its JSON holds every figure under a stable name; a figure that cannot be had (no rows, one class only, scores
/// that are no probabilities, no amounts) is left out and a note says why. No figure is ever NaN or infinite.
public struct Evaluation: Sendable, Equatable, Codable {
  public var customers: Int
  public var losses: Int
  /// Share of the customers with a loss, by weight where rows are weighted.
  public var lossRate: Double?
  public var auc: Double?
  public var aucStandardError: Double?
  /// The DeLong interval of the AUC; nil for weighted rows.
  public var aucInterval: Interval?
  public var kolmogorovSmirnov: RankedSample.KolmogorovSmirnov?
  public var averagePrecision: Double?
  public var hMeasure: Double?
  /// The tenth of the customers with the highest scores; its lift is the headline lift.
  public var topDecile: TopShare?
  public var gains: [GainRow]
  /// What loss lists of several lengths would have caught; empty where nothing but the main figures was asked for.
  public var lists: [ListFigures]
  /// The curves of the ranking; empty where nothing but the main figures was asked for.
  public var curve: [CurvePoint]
  public var probabilities: ProbabilityFigures?
  public var money: Money?
  /// Intervals by drawing customers anew; nil where they were not asked for.
  public var bootstrap: BootstrapFigures?
  public var notes: [Note]

  /// Money in currency units.
  public struct Money: Sendable, Equatable, Codable {
    /// Assets of all customers in the snapshot month.
    public var assets: Double
    /// Assets that customers with a loss no longer had in the performance month.
    public var lost: Double
    /// Share of the lost assets that belonged to the tenth of customers with the highest scores.
    public var lostInTopDecile: Double?
    /// The same for the tenth with the highest score times assets, the order of a list by expected loss.
    public var lostInTopDecileByExpectedLoss: Double?

    enum CodingKeys: String, CodingKey {
      case assets, lost
      case lostInTopDecile = "lost_in_top_decile"
      case lostInTopDecileByExpectedLoss = "lost_in_top_decile_by_expected_loss"
    }
  }

  /// Something that keeps figures away or makes them rough.
  public enum Note: String, Sendable, Codable, CaseIterable {
    case noCustomers = "no_customers"
    case noLosses = "no_losses"
    case onlyLosses = "only_losses"
    case fewLosses = "few_losses"
    case scoresAreNoProbabilities = "scores_are_no_probabilities"

    /// The note in a sentence or two.
    public func text(in language: Language) -> String {
      switch (self, language) {
      case (.noCustomers, .chinese): "没有可供检验的客户，无法计算任何指标。"
      case (.noCustomers, .english): "There are no customers to evaluate on, so there are no figures."
      case (.noLosses, .chinese): "这批客户中没有一户流失，区分能力类指标（AUC、KS、提升度）无从谈起。"
      case (.noLosses, .english):
        "None of these customers was lost, so AUC, KS and lift cannot be had."
      case (.onlyLosses, .chinese): "这批客户全部流失，区分能力类指标（AUC、KS）无从谈起。"
      case (.onlyLosses, .english): "All of these customers were lost, so AUC and KS cannot be had."
      case (.fewLosses, .chinese): "流失客户不足 30 户，各项指标只是粗略的估计。"
      case (.fewLosses, .english):
        "Fewer than 30 customers were lost: take the figures as rough estimates."
      case (.scoresAreNoProbabilities, .chinese):
        "得分不全在 0 与 1 之间，不能当作概率，因此没有对数损失、Brier 分数和校准指标。"
      case (.scoresAreNoProbabilities, .english):
        "Some scores lie outside 0 to 1 and are no probabilities, so there is no log-loss, Brier score or calibration."
      }
    }
  }

  enum CodingKeys: String, CodingKey {
    case customers, losses, auc, gains, lists, curve, probabilities, money, bootstrap, notes
    case lossRate = "loss_rate"
    case aucStandardError = "auc_standard_error"
    case aucInterval = "auc_interval"
    case kolmogorovSmirnov = "kolmogorov_smirnov"
    case averagePrecision = "average_precision"
    case hMeasure = "h_measure"
    case topDecile = "top_decile"
  }

  /// How much to compute.
  public enum Detail: Sendable {
    /// Without curves and lists of several lengths, for months and groups.
    case main
    case full
  }

  /// Evaluates a sample.
  ///
  /// - Parameter bootstrap: draws customers anew for intervals; nil: no such intervals.
  /// - Complexity: O(n), and O(rounds · n) for the bootstrap.
  public init(_ sample: ScoredSample, detail: Detail = .full, bootstrap: Bootstrap? = nil) {
    let rows = RankedRows(sample)
    let ranked = RankedSample(sample, rows)
    let rowsByExpectedLoss =
      sample.expectedLosses.map { RankedRows(sample, by: $0) }
    let byExpectedLoss = rowsByExpectedLoss.map { RankedSample(sample, $0) }
    customers = ranked.count
    losses = ranked.lossCount
    lossRate = ranked.total.weight > 0 ? ranked.total.losses / ranked.total.weight : nil
    auc = ranked.auc
    aucStandardError = ranked.aucStandardError
    aucInterval = ranked.aucInterval
    kolmogorovSmirnov = ranked.kolmogorovSmirnov
    averagePrecision = ranked.averagePrecision
    hMeasure = ranked.hMeasure
    topDecile = ranked.top(share: 0.1)
    gains = ranked.gainTable()
    (lists, curve) = ([], [])
    if detail == .full {
      lists = ListFigures.standardShares.compactMap { share in
        ranked.top(share: share).map {
          ListFigures(share: share, byProbability: $0, byExpectedLoss: byExpectedLoss?.top(share: share))
        }
      }
      curve = ranked.curve()
    }
    probabilities = ProbabilityFigures(sample, ranked)
    money = Self.money(ranked, byExpectedLoss)
    if let bootstrap, customers > 0 {
      let rounds = bootstrap.run(
        sample, rows, byExpectedLoss: rowsByExpectedLoss, areProbabilities: probabilities != nil,
        shares: ListFigures.standardShares)
      self.bootstrap = BootstrapFigures(rounds, of: bootstrap)
    }
    notes = []
    if customers == 0 {
      notes.append(.noCustomers)
    } else if losses == 0 {
      notes.append(.noLosses)
    } else if losses == customers {
      notes.append(.onlyLosses)
    } else if losses < 30 {
      notes.append(.fewLosses)
    }
    if customers > 0, !sample.scores.allSatisfy({ (0...1).contains($0) }) {
      notes.append(.scoresAreNoProbabilities)
    }
  }

  private static func money(_ ranked: RankedSample, _ byExpectedLoss: RankedSample?) -> Money? {
    guard ranked.count > 0, ranked.hasAssets, ranked.hasLostAssets else { return nil }
    return Money(
      assets: ranked.total.assets, lost: ranked.total.lostAssets,
      lostInTopDecile: ranked.top(share: 0.1)?.capturedLostAssets,
      lostInTopDecileByExpectedLoss: byExpectedLoss?.top(share: 0.1)?.capturedLostAssets)
  }
}

extension Evaluation {
  /// Where nothing was evaluated.
  public static let ofNobody = Evaluation(
    ScoredSample(
      unchecked: [], losses: [], weights: nil, assets: nil, lostAssets: nil, customers: nil))
}
