/// Settings of the logistic regression.
public struct LogisticSettings: Sendable, Equatable, Codable {
  /// How variables are added to or taken out of a model on weights of evidence, one at a time.
  public enum Stepwise: String, Sendable, CaseIterable, Codable {
    /// All that pass the other limits stay.
    case none
    /// By likelihood-ratio tests at five in a hundred.
    case likelihoodRatio = "likelihood_ratio"
    /// By Schwarz's criterion, which asks for more the more rows there are.
    case bic
  }

  /// What large coefficients cost.
  public enum Penalty: String, Sendable, CaseIterable, Codable {
    /// Their squares, as much as ``l2`` says.
    case ridge
    /// Their sizes, so that most become 0; how much is chosen on later months.
    case lasso
    /// Both.
    case elasticNet = "elastic_net"
  }

  /// What a coefficient may be.
  public enum Sign: String, Sendable, CaseIterable, Codable { case positive, negative }

  /// How a model on weights of evidence becomes points.
  public struct Scorecard: Sendable, Hashable, Codable {
    /// Score at the base odds.
    public var baseScore = 600.0
    /// Kept customers for each one who loses assets, at the base score.
    public var baseOdds = 20.0
    /// Points that double these odds.
    public var pointsToDouble = 20.0

    public init() {}
  }

  /// Ridge; half of it times the sum of squared coefficients is added to the log-loss.
  public var l2 = 1.0
  public var penalty = Penalty.ridge
  /// Share of the sizes in the penalty of an elastic net; the rest is that of the squares.
  public var absoluteShare = 0.5
  /// How many penalties are tried, from the one that leaves nothing but the intercept down to a thousandth of it.
  public var penalties = 50
  /// Months that penalties are chosen by: each of the last ones is judged by what is learnt from all earlier ones.
  public var folds = 5
  /// Variables whose coefficients may have one sign only, by name.
  public var signs: [String: Sign] = [:]
  /// Whether the model is made of the variables' weights of evidence, as scorecards are.
  public var woe = false
  /// Least information value of a variable of a model on weights of evidence.
  public var leastInformation = 0.02
  /// Of variables that correlate more than this, only the one of the greatest information value stays.
  public var correlation = 0.8
  /// Variables with a greater variance inflation are taken out, the greatest first.
  public var vif = 10.0
  public var stepwise = Stepwise.bic
  public var scorecard = Scorecard()

  public init() {}
}

extension LogisticSettings {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case l2, penalty, penalties, folds, signs, woe, correlation, vif, stepwise, scorecard
    case absoluteShare = "absolute_share"
    case leastInformation = "least_iv"
  }

  static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    l2 = try container.value(.l2, else: l2)
    penalty = try container.value(.penalty, else: penalty)
    absoluteShare = try container.value(.absoluteShare, else: absoluteShare)
    penalties = try container.value(.penalties, else: penalties)
    folds = try container.value(.folds, else: folds)
    signs = try container.value(.signs, else: signs)
    woe = try container.value(.woe, else: woe)
    leastInformation = try container.value(.leastInformation, else: leastInformation)
    correlation = try container.value(.correlation, else: correlation)
    vif = try container.value(.vif, else: vif)
    stepwise = try container.value(.stepwise, else: stepwise)
    scorecard = try container.value(.scorecard, else: scorecard)
  }

  mutating func read(_ section: ConfigurationSection) {
    section.number("l2", into: &l2, .notNegative)
    section.choice("penalty", into: &penalty)
    section.number("absolute_share", into: &absoluteShare, .share)
    section.whole("penalties", into: &penalties, from: 1, to: 1000)
    section.whole("folds", into: &folds, from: 1, to: 100)
    if let read: [String: Sign] = section.choices("signs") { signs = read }
    section.flag("woe", into: &woe)
    if woe, penalty != .ridge {
      section.reader.add(
        "“\(section.path("penalty"))” must be ridge where “\(section.path("woe"))” is true: a scorecard's variables are "
          + "chosen by “least_iv”, “correlation”, “vif” and “stepwise”.", at: section.keyNode("penalty"))
    }
    if woe, !signs.isEmpty {
      section.reader.add(
        "“\(section.path("signs"))” has no use where “\(section.path("woe"))” is true: the coefficients of weights of "
          + "evidence are positive anyway.", at: section.keyNode("signs"))
    }
    section.number("least_iv", into: &leastInformation, .notNegative)
    section.number("correlation", into: &correlation, .share)
    section.number("vif", into: &vif, NumberRange(words: "a number of 1 or more") { $0 >= 1 })
    section.choice("stepwise", into: &stepwise)
    let keys = Scorecard.CodingKeys.allCases.map(\.rawValue)
    guard let card = section.section("scorecard", keys: keys) else { return }
    let positive = NumberRange(words: "a number above 0") { $0 > 0 }
    card.number("base_score", into: &scorecard.baseScore, NumberRange(words: "a number") { $0.isFinite })
    card.number("base_odds", into: &scorecard.baseOdds, positive)
    card.number("points_to_double", into: &scorecard.pointsToDouble, positive)
  }

  var yamlLines: [String] {
    var lines = [
      "l2: \(YAMLText.number(l2))", "penalty: \(penalty.rawValue)",
      "absolute_share: \(YAMLText.number(absoluteShare))", "penalties: \(penalties)", "folds: \(folds)",
    ]
    if !signs.isEmpty { lines.append("signs: \(YAMLText.mapping(signs.mapValues(\.rawValue)))") }
    return lines + [
      "woe: \(woe)", "least_iv: \(YAMLText.number(leastInformation))",
      "correlation: \(YAMLText.number(correlation))", "vif: \(YAMLText.number(vif))",
      "stepwise: \(stepwise.rawValue)", "scorecard:", "  base_score: \(YAMLText.number(scorecard.baseScore))",
      "  base_odds: \(YAMLText.number(scorecard.baseOdds))",
      "  points_to_double: \(YAMLText.number(scorecard.pointsToDouble))",
    ]
  }
}

extension LogisticSettings.Scorecard {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case baseScore = "base_score"
    case baseOdds = "base_odds"
    case pointsToDouble = "points_to_double"
  }

  /// Reads what any version wrote; a key that an older version did not know has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    baseScore = try container.value(.baseScore, else: baseScore)
    baseOdds = try container.value(.baseOdds, else: baseOdds)
    pointsToDouble = try container.value(.pointsToDouble, else: pointsToDouble)
  }
}
