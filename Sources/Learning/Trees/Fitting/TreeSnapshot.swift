import Configuration
import Scoring

/// A split's variable and gain.
struct SplitGain: Sendable, Hashable, Codable {
  var variable: Int
  var gain: Double
}

/// A training that has been left off, with all that is needed to go on: it gives the same model, byte for byte, as one that
/// was never interrupted.
///
/// The rows themselves are not part of it; the same table must be given again.
public struct TreeSnapshot: Sendable, Hashable, Codable {
  let options: TreeSettings
  let seed: UInt64
  let rowCount: Int
  let variables: [String]
  /// Number of tables that trees are grown on in turn; nil for one.
  let views: Int?
  let trees: [DecisionTree]
  let gains: [[SplitGain]]
  let history: [TreeProgress]

  /// Number of trees so far.
  public var rounds: Int { trees.count }

  /// Checks that the snapshot was taken of a training on such a table, with the same options but for the number of rounds
  /// and the patience.
  func checkFits(
    _ set: TrainingSet, views: Int = 1, options: TreeSettings, seed: UInt64
  ) throws(TrainingError) {
    var own = self.options
    (own.rounds, own.patience) = (options.rounds, options.patience)
    guard own == options, seed == self.seed else { throw .foreignSnapshot(what: "other options") }
    guard variables == set.variables.map(\.name) else { throw .foreignSnapshot(what: "other variables") }
    guard self.views ?? 1 == views else {
      throw .foreignSnapshot(what: "another number of orders of its rows")
    }
    guard rowCount == set.rowCount else {
      throw .foreignSnapshot(what: "\(grouped(rowCount)) rows instead of \(grouped(set.rowCount))")
    }
    guard gains.count == trees.count, history.count == trees.count else {
      throw .foreignSnapshot(what: "figures of another number of trees than it holds")
    }
    for split in gains.joined() where !set.variables.indices.contains(split.variable) {
      throw .foreignSnapshot(what: "splits by a variable that is not there")
    }
  }
}

/// Where a training writes what is needed to go on after an interruption.
public struct TreeCheckpoints: Sendable {
  /// Rounds between two snapshots.
  public var every: Int
  /// Keeps a snapshot; on the calling thread.
  public var save: @Sendable (TreeSnapshot) -> Void

  public init(every: Int, save: @escaping @Sendable (TreeSnapshot) -> Void) {
    self.every = max(1, every)
    self.save = save
  }
}
