import Calendar
import Configuration
import Metrics

/// Gives lights to what a month shows against the months that a model was trained on.
public struct MonitorRules: Sendable {
  public let limits: MonitorDefinition
  public let language: Language
  /// Whether none of the training months was this month of the year.
  public let isUnseenSeason: Bool
  /// Whether rows of a ready-made table are watched, which has no months.
  public let isOfTable: Bool
  /// How the event is called that the model predicts.
  public let words: QuestionWords

  public init(
    limits: MonitorDefinition, language: Language, isUnseenSeason: Bool, isOfTable: Bool = false,
    words: QuestionWords = .loss
  ) {
    (self.limits, self.language, self.words) = (limits, language, words)
    (self.isUnseenSeason, self.isOfTable) = (isUnseenSeason, isOfTable)
  }

  /// What is to be compared: the same bins, then and now.
  public struct Comparison: Sendable {
    public var name: String
    public var meaning: String?
    public var importance: Double?
    /// Rows of the training months.
    public var before: Distribution
    /// The greatest stability index of a single training month against all.
    public var usualStability: Double?
    public var now: Distribution
    /// Share of the customers with a text that the model has never seen, and the commonest of these texts.
    public var newTexts: (share: Double, names: [String])?

    public init(
      name: String, meaning: String?, importance: Double?, before: Distribution, usualStability: Double?,
      now: Distribution, newTexts: (share: Double, names: [String])? = nil
    ) {
      (self.name, self.meaning, self.importance) = (name, meaning, importance)
      (self.before, self.usualStability, self.now, self.newTexts) = (before, usualStability, now, newTexts)
    }
  }

  /// The drift of the score.
  public func scoreDrift(before: Distribution, usualStability: Double?, now: Distribution) -> VariableDrift {
    drift(
      Comparison(
        name: language.text("概率", "probability"), meaning: nil, importance: nil, before: before,
        usualStability: usualStability, now: now), limits.stability)
  }

  /// The drift of the variables, those that ask for most attention first.
  public func variableDrifts(_ comparisons: [Comparison], score: VariableDrift) -> [VariableDrift] {
    let drifts = comparisons.map { drift($0, variableLimits(score)) }
    return drifts.indices.sorted {
      (drifts[$1].light, drifts[$1].stability ?? 0, $0) < (drifts[$0].light, drifts[$0].stability ?? 0, $1)
    }.map { drifts[$0] }
  }

  /// What a season does to variables without moving the score asks for a look, not for action.
  func isSeason(_ score: VariableDrift) -> Bool { isUnseenSeason && score.light == .green }

  func variableLimits(_ score: VariableDrift) -> MonitorDefinition.Limits {
    isSeason(score) ? limits.unseenSeason : limits.stability
  }

  private func drift(_ comparison: Comparison, _ stabilityLimits: MonitorDefinition.Limits) -> VariableDrift {
    let (before, now) = (comparison.before, comparison.now)
    let stability = now.stability(against: before)
    var light = Light((stability ?? 0) - (comparison.usualStability ?? 0), stabilityLimits)
    if let missing = now.missingShare, let was = before.missingShare {
      light = max(light, Light(missing - was, limits.share))
    }
    if let texts = comparison.newTexts { light = max(light, Light(texts.share, limits.share)) }
    return VariableDrift(
      name: comparison.name, meaning: comparison.meaning, importance: comparison.importance, light: light,
      stability: stability, usualStability: comparison.usualStability, missingBefore: before.missingShare,
      missingNow: now.missingShare, newShare: comparison.newTexts?.share,
      newTexts: comparison.newTexts?.names ?? [])
  }
}
