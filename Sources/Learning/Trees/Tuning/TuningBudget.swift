/// How much a search for settings may cost.
public enum TuningBudget: Sendable, Hashable {
  /// So many settings, the given ones among them: the same data and seed give the same choice.
  case trials(Int)
  /// As many settings as there is time for: the choice depends on the machine.
  case minutes(Double)

  /// Most settings that may be asked for.
  public static let mostTrials = 10_000
  /// Most minutes that may be asked for: a week.
  public static let mostMinutes = 10_080.0

  /// Reads `27`, so many trials, or `15m`, so many minutes; nil for anything else.
  public init?(parsing text: String) {
    if text.hasSuffix("m") {
      guard let minutes = Double(text.dropLast()), minutes > 0, minutes <= Self.mostMinutes else {
        return nil
      }
      self = .minutes(minutes)
    } else {
      guard let trials = Int(text), (2...Self.mostTrials).contains(trials) else { return nil }
      self = .trials(trials)
    }
  }
}
