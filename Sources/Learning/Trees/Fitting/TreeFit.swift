import Scoring

/// How far training has come after a round.
public struct TreeProgress: Sendable, Hashable, Codable {
  /// Number of trees so far.
  public let round: Int
  /// Most trees that there will be.
  public let rounds: Int
  /// Mean log-loss on the training rows before this round's tree.
  public let trainingObjective: Double
  /// Mean log-loss on the validation rows with this round's tree; nil without validation.
  public let validationObjective: Double?
  /// The figure that training stops by, where that is not the log-loss.
  public let validationScore: Double?
  /// The round with the best validation figure so far; without validation this round.
  public let bestRound: Int

  // Checkpoints keep the names that they were first written with.
  private enum CodingKeys: String, CodingKey {
    case round, rounds, validationScore, bestRound
    case trainingObjective = "trainingLoss"
    case validationObjective = "validationLoss"
  }
}

/// What training of trees gives.
public struct TreeFit: Sendable {
  /// Why no further tree was grown.
  public enum End: Sendable, Hashable {
    case allRounds
    /// No improvement on the validation table for as many rounds as patience allows.
    case patience
    /// No split gained anything any more.
    case nothingToGain
    /// The progress callback said so.
    case stopped
  }

  /// The trees up to the best round.
  public let forest: Forest
  /// Number of trees that ``forest`` keeps.
  public let bestRounds: Int
  /// Per variable the sum of the gains of its splits in the trees that are kept.
  public let gains: [Double]
  /// One entry per round that was trained.
  public let history: [TreeProgress]
  public let end: End
  /// All trees, also those behind the best round, to go on from.
  public let snapshot: TreeSnapshot

  /// Per variable the number of its splits in the trees that are kept.
  public var splitCounts: [Int] { forest.splitCounts }
}
