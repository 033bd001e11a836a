import Configuration

/// The figures of one set of customers whose outcomes are known.
///
/// Its JSON holds every figure under a stable name; a figure that cannot be had (no rows, one class only, scores
/// that are no probabilities, no amounts) is left out and a note says why. No figure is ever NaN or infinite.
public struct Judgement: Sendable, Equatable, Codable {
  public var customers: Int
  public var losses: Int
  /// Share of the customers with a loss, by weight where rows are weighted.
  public var lossRate: Double?
  public var auc: Double?
  public var aucStandardError: Double?
  public var kolmogorovSmirnov: RankedSample.KolmogorovSmirnov?
  public var averagePrecision: Double?
  /// The tenth of the customers with the highest scores; its lift is the headline lift.
  public var topDecile: TopShare?
  public var gains: [GainRow]
  public var probabilities: ProbabilityFigures?
  public var money: Money?
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
      case (.noCustomers, .english): "There are no customers to judge by, so there are no figures."
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
    case customers, losses, auc, gains, probabilities, money, notes
    case lossRate = "loss_rate"
    case aucStandardError = "auc_standard_error"
    case kolmogorovSmirnov = "kolmogorov_smirnov"
    case averagePrecision = "average_precision"
    case topDecile = "top_decile"
  }

  /// Judges a sample.
  ///
  /// - Complexity: O(n log n).
  public init(_ sample: ScoredSample) {
    let ranked = RankedSample(sample)
    customers = ranked.count
    losses = ranked.lossCount
    lossRate = ranked.total.weight > 0 ? ranked.total.losses / ranked.total.weight : nil
    auc = ranked.auc
    aucStandardError = ranked.aucStandardError
    kolmogorovSmirnov = ranked.kolmogorovSmirnov
    averagePrecision = ranked.averagePrecision
    topDecile = ranked.top(share: 0.1)
    gains = ranked.gainTable()
    probabilities = ProbabilityFigures(sample)
    money = Self.money(sample, ranked)
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

  private static func money(_ sample: ScoredSample, _ ranked: RankedSample) -> Money? {
    guard sample.count > 0, let assets = sample.assets, ranked.hasLostAssets else { return nil }
    let byExpectedLoss = RankedSample(sample, by: zip(sample.scores, assets).map { $0 * $1 })
    return Money(
      assets: ranked.total.assets, lost: ranked.total.lostAssets,
      lostInTopDecile: ranked.top(share: 0.1)?.capturedLostAssets,
      lostInTopDecileByExpectedLoss: byExpectedLoss.top(share: 0.1)?.capturedLostAssets)
  }
}
