/// From where on a verdict is keep, watch or drop.
public struct AnalysisLimits: Sendable, Hashable {
  /// Least information value of a variable that is kept.
  public var leastInformation = 0.02
  /// An information value that is hardly honest.
  public var suspiciousInformation = 0.5
  /// Correlation from which on two variables say much the same.
  public var correlation = 0.8
  /// Variance inflation from which on a coefficient can hardly be estimated.
  public var vif = 10.0
  /// PSI from which on a variable is watched.
  public var watchedShift = 0.1
  /// PSI from which on a variable is dropped, if it also ranks losses the other way round in some period.
  public var droppedShift = 0.25
  /// Share of missing values from which on a variable is dropped.
  public var mostMissing = 0.95

  public init() {}
}
