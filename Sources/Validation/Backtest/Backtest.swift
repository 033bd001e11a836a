import Calendar
import Configuration
import Metrics

/// A rolling-origin back-test: at the end of one month after the other a model is trained on what was known then, and
/// evaluated on the month after, beside simple rules that a bank would use without any model.
public struct Backtest: Sendable, Equatable, Codable {
  /// One month.
  public struct Round: Sendable, Equatable, Codable {
    /// The month at whose end we stood.
    public var snapshot: Month
    /// Snapshot months that the model was trained on.
    public var trainedOn: [Month]
    public var customers: Int
    public var losses: Int
    /// Assets that customers with a loss no longer had, in currency units.
    public var lostAssets: Double
    public var model: Score
    /// A figure for each of ``SimpleRule``; a rule whose columns are absent has none.
    public var rules: [RuleScore]

    public init(snapshot: Month, trainedOn: [Month], model: ScoredSample, rules: [SimpleRule: ScoredSample]) {
      self.snapshot = snapshot
      self.trainedOn = trainedOn
      let ranked = RankedSample(model)
      customers = ranked.count
      losses = ranked.lossCount
      lostAssets = ranked.lostAssets
      self.model = Score(ranked)
      self.rules = SimpleRule.allCases.compactMap { rule in
        rules[rule].map { RuleScore(rule: rule, score: Score(RankedSample($0))) }
      }
    }

    enum CodingKeys: String, CodingKey {
      case snapshot, customers, losses, model, rules
      case trainedOn = "learnt_from"
      case lostAssets = "lost_assets"
    }
  }

  /// How well an order of customers finds losses.
  public struct Score: Sendable, Equatable, Codable {
    public var auc: Double?
    /// DeLong's interval.
    public var aucInterval: Interval?
    /// Losses over the loss rate among the first tenth of customers.
    public var lift: Double?
    /// Share of the losses that the first tenth of customers holds.
    public var recall: Double?
    /// Share of the lost assets that the first tenth of customers holds.
    public var capturedLostAssets: Double?

    init(_ ranked: RankedSample) {
      auc = ranked.auc
      aucInterval = ranked.aucInterval
      let top = ranked.top(share: Backtest.listShare)
      lift = top?.lift
      recall = top?.recall
      capturedLostAssets = top?.capturedLostAssets
    }

    /// The means over months: the AUC's by month, shares by losses and by lost assets.
    init(meanOf rounds: [(score: Score, losses: Int, lostAssets: Double)]) {
      func mean(_ value: (Score) -> Double?, _ weight: (Int) -> Double) -> Double? {
        var (sum, total) = (0.0, 0.0)
        for (index, round) in rounds.enumerated() {
          guard let value = value(round.score) else { continue }
          sum += weight(index) * value
          total += weight(index)
        }
        return total > 0 ? sum / total : nil
      }
      auc = mean({ $0.auc }, { _ in 1 })
      lift = mean({ $0.lift }, { _ in 1 })
      recall = mean({ $0.recall }, { Double(rounds[$0].losses) })
      capturedLostAssets = mean({ $0.capturedLostAssets }, { rounds[$0].lostAssets })
    }

    enum CodingKeys: String, CodingKey {
      case auc, lift, recall
      case aucInterval = "auc_interval"
      case capturedLostAssets = "captured_lost_assets"
    }
  }

  public struct RuleScore: Sendable, Equatable, Codable {
    public var rule: SimpleRule
    public var score: Score
  }

  /// Share of the customers that lift, recall and captured assets are of.
  public static let listShare = 0.1

  /// Oldest first.
  public var rounds: [Round]
  /// Over all rounds.
  public var model: Score
  public var rules: [RuleScore]
  /// Rules whose columns the panel lacks.
  public var absentRules: [SimpleRule]

  public init(_ rounds: [Round]) {
    self.rounds = rounds
    func mean(_ score: (Round) -> Score?) -> Score {
      Score(
        meanOf: rounds.compactMap { round in
          score(round).map { ($0, round.losses, round.lostAssets) }
        })
    }
    model = mean { $0.model }
    let present = SimpleRule.allCases.filter { rule in
      rounds.contains { $0.rules.contains { $0.rule == rule } }
    }
    rules = present.map { rule in
      RuleScore(rule: rule, score: mean { $0.rules.first { $0.rule == rule }?.score })
    }
    absentRules = SimpleRule.allCases.filter { !present.contains($0) }
  }

  enum CodingKeys: String, CodingKey {
    case rounds, model, rules
    case absentRules = "absent_rules"
  }
}

/// A rule by which a bank without a model would order its customers.
public enum SimpleRule: String, Sendable, Codable, CaseIterable {
  /// Whose assets fell most, as a share, in the month that ends.
  case lastMonthsFall = "last_months_fall"
  /// Who logged in least in the month that ends, first of all those who did not.
  case fewestLogins = "fewest_logins"
  /// Of whose assets the greatest share falls due in the month to come.
  case maturingProducts = "maturing_products"

  /// Columns of the panel that the rule reads; one of them is enough.
  public var columns: [String] {
    switch self {
    case .lastMonthsFall: ["assets"]
    case .fewestLogins: ["mobile_logins"]
    case .maturingProducts: ["time_maturing", "wealth_maturing"]
    }
  }

  public func name(in language: Language) -> String {
    switch (self, language) {
    case (.lastMonthsFall, .chinese): "本月资产降幅"
    case (.lastMonthsFall, .english): "this month's fall of assets"
    case (.fewestLogins, .chinese): "本月登录最少"
    case (.fewestLogins, .english): "fewest log-ins this month"
    case (.maturingProducts, .chinese): "下月到期占比"
    case (.maturingProducts, .english): "share falling due next month"
    }
  }
}
