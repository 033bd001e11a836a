/// Settings of the logistic regression; what each does stands in ``settings``.
public struct LogisticSettings: Hashable, SettingsSection {
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
  public struct Scorecard: Hashable, SettingsSection {
    public var baseScore = 600.0
    public var baseOdds = 20.0
    public var pointsToDouble = 20.0

    public init() {}
  }

  public var l2 = 1.0
  public var penalty = Penalty.ridge
  public var absoluteShare = 0.5
  public var penalties = 50
  public var folds = 5
  public var signs: [String: Sign] = [:]
  public var woe = false
  public var leastInformation = 0.02
  public var correlation = 0.8
  public var vif = 10.0
  public var stepwise = Stepwise.bic
  public var scorecard = Scorecard()

  public init() {}
}

extension LogisticSettings {
  static let settings: [Setting<LogisticSettings>] = [
    .init(
      "l2", \.l2, .number(.notNegative),
      "Ridge: half of it times the sum of squared coefficients is added to the summed log-loss."),
    .init(
      "penalty", \.penalty, .choice,
      "What large coefficients cost: their squares as `l2` says; their sizes, so that most become 0, or both, as much as "
        + "does best on later months."),
    .init(
      "absolute_share", \.absoluteShare, .number(.share),
      "Share of the sizes in the penalty of an elastic net; the rest is that of the squares."),
    .init(
      "penalties", \.penalties, .whole(1...1000),
      "How many penalties are tried, from the one that leaves nothing but the intercept down to a thousandth of it."),
    .init(
      "folds", \.folds, .whole(1...100),
      "Months that penalties are chosen by: on each of the last ones the models of all earlier ones are evaluated."),
    .init(
      "signs", \.signs, .mapping(.choice).unlessEmpty, "Variables whose coefficients may have one sign only."),
    .init(
      "woe", \.woe, .flag, "Whether the model is made of the variables' weights of evidence, as scorecards are."),
    .init(
      "least_iv", \.leastInformation, .number(.notNegative),
      "Least information value of a variable of a model on weights of evidence."),
    .init(
      "correlation", \.correlation, .number(.share),
      "Of variables that correlate more than this, only the one of the greatest information value stays."),
    .init(
      "vif", \.vif, .number(.atLeastOne),
      "Variables with a greater variance inflation factor are taken out, the greatest first."),
    .init(
      "stepwise", \.stepwise, .choice,
      "How variables are added to or taken out of a model on weights of evidence, one at a time."),
    .section("scorecard", \.scorecard, "How a model on weights of evidence becomes points."),
  ]

  static var keys: [String] { shortKeysFirst }

  /// A sentence for each value that is out of its range, for settings that no file was read for.
  public var problems: [String] { problems(under: "") }

  func check(_ section: ConfigurationSection) {
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
  }
}

extension LogisticSettings.Scorecard {
  static let settings: [Setting<LogisticSettings.Scorecard>] = [
    .init("base_score", \.baseScore, .number(.any), "Score at the base odds."),
    .init(
      "base_odds", \.baseOdds, .number(.positive),
      "Kept customers for each one who loses assets, at the base score."),
    .init("points_to_double", \.pointsToDouble, .number(.positive), "Points that double these odds."),
  ]
}
