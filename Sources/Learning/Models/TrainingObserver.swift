/// A part of a training that takes its time.
public enum TrainingStage: Sendable, Hashable {
  case search
  /// Trees are grown, this many at most.
  case trees(most: Int)
  case logistic, binning, scorecard
}

/// Which fit of a training.
public struct TrainingPhase: Sendable, Hashable {
  enum Part: String {
    /// The one that a model with combinations of categories is compared with.
    case withoutCombinations
    /// The one that is evaluated.
    case first
    /// The one to all rows.
    case refit
  }

  let part: Part
  /// Which forest of an ensemble, from 0 on.
  let member: Int

  /// By which what was kept of it is found again.
  public var name: String { member == 0 ? part.rawValue : "\(part.rawValue)-\(member + 1)" }
}

/// Follows a training: shows how far it is, ends it early, keeps its trees meanwhile. Methods that a conformer
/// leaves out do nothing.
public protocol TrainingObserver: Sendable {
  func begin(_ stage: TrainingStage)
  /// One more training of a search begins.
  func advanceSearch()
  /// One more tree is grown.
  ///
  /// - Returns: whether to go on.
  func advance(to progress: TreeProgress) -> Bool
  /// A stage is over.
  ///
  /// - Parameters:
  ///   - stage: the one that began before.
  ///   - count: of the trees that are kept or the settings that were tried; nil for other stages.
  func end(_ stage: TrainingStage, count: Int?)
  /// Grows trees by `grow`, from a snapshot of an earlier run on where there is one.
  func grow(
    _ phase: TrainingPhase, on set: TrainingSet, _ grow: (TreeSnapshot?, TreeCheckpoints?) throws -> TreeFit
  ) throws -> TreeFit
}

extension TrainingObserver {
  public func begin(_ stage: TrainingStage) {}
  public func advanceSearch() {}
  public func advance(to progress: TreeProgress) -> Bool { true }
  public func end(_ stage: TrainingStage, count: Int?) {}
  public func grow(
    _ phase: TrainingPhase, on set: TrainingSet, _ grow: (TreeSnapshot?, TreeCheckpoints?) throws -> TreeFit
  ) throws -> TreeFit { try grow(nil, nil) }

  func step<Result>(_ stage: TrainingStage, _ body: () throws -> Result) rethrows -> Result {
    begin(stage)
    let result = try body()
    end(stage, count: nil)
    return result
  }
}

/// Follows nothing.
public struct SilentObserver: TrainingObserver {
  public init() {}
}
