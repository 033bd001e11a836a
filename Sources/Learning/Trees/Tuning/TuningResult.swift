import Configuration

/// Settings that were tried.
public struct TuningTrial: Sendable, Hashable {
  public let settings: TreeSettings
  /// Number of trees at which ``figure`` was best, the mean of the folds; of the last stage that the trial reached.
  public internal(set) var trees = 0
  /// Most trees that it was given.
  public internal(set) var limit = 0
  /// The figure that training stops by on the rows evaluated, the mean of the folds: log-loss, which is better when small,
  /// or AUC or lift.
  public internal(set) var figure = Double.nan
  /// Stages that it was left in for, from 1.
  public internal(set) var stage = 0

  /// Whether the figure is better than another's.
  func isBetter(than other: TuningTrial) -> Bool {
    // Of equals the first stays; NaN is never better.
    settings.stopBy == .logLoss ? figure < other.figure : figure > other.figure
  }
}

/// What a search for settings has found.
public struct TuningResult: Sendable {
  /// Every trial with a figure, in the order in which they were drawn; the first has the options given.
  public let trials: [TuningTrial]
  /// Which trial is best among those that reached the last stage; 0 where time was up before any did.
  public let best: Int
  /// Stages of the search.
  public let stages: Int
  /// Whether time was up before the trials were over.
  public let isCutShort: Bool
}
