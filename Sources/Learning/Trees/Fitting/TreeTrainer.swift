import Configuration
import Parallel
import Scoring

/// Trains gradient-boosted trees whose objective is the log-loss.
///
/// Each tree is fitted to the first and second derivatives of the objective at the margins so far, on histograms of
/// binned values (Friedman, 2001; Chen and Guestrin, 2016; Ke et al., 2017). Derivatives are summed as whole
/// numbers, so that the same table, options and seed give the same model on any number of threads.
public struct TreeTrainer: Sendable {
  private let valid: ValidTreeOptions
  var options: TreeSettings { valid.settings }
  private let team: ThreadTeam
  /// Rounds in a row without any split after which training ends.
  private static let emptyRoundLimit = 10

  public init(options: ValidTreeOptions, team: ThreadTeam) {
    valid = options
    self.team = team
  }

  /// Trains until the validation figure that `TreeSettings/stopBy` names has not improved for `patience` rounds,
  /// and keeps the trees up to its best; without validation, trains all rounds.
  ///
  /// `progress` is called after each round on the calling thread; training stops when it returns false.
  ///
  /// - Complexity: O(rounds · rows · variables · log leaves) about.
  public func train(
    _ set: TrainingSet, validation: TrainingSet? = nil, progress: (@Sendable (TreeProgress) -> Bool)? = nil
  ) throws(TrainingError) -> TreeFit {
    try train(table(of: set), validation: validation, progress: progress)
  }

  /// Trains exactly `rounds` trees, for refits with the number that validation has shown to be best.
  public func train(
    _ set: TrainingSet, rounds: Int, progress: (@Sendable (TreeProgress) -> Bool)? = nil
  ) throws(TrainingError) -> TreeFit {
    try train(table(of: set), rounds: rounds, progress: progress)
  }

  /// Puts the values of a table into bins, for one training or several.
  ///
  /// - Parameter views: the same rows with other values of their variables; trees are grown on the table and on these in
  ///   turn.
  /// - Throws: also where options name variables that the table does not have, or of the wrong kind.
  public func table(of set: TrainingSet, views: [TrainingSet] = []) throws(TrainingError) -> BinnedTable {
    do {
      _ = try options.validated(for: set.variables)
    } catch { throw .unusableOptions(error) }
    try set.checkBothClasses()
    // Rows are numbered with 32 bits.
    guard set.rowCount <= 1 << 32 else { throw .tooManyRows(rows: set.rowCount, limit: 1 << 32) }
    var edges: [String: [Float]] = [:]
    for variable in set.variables {
      edges[variable.name] = options.edges[variable.name]?.map {
        variable.scale?.float(ofEdge: $0) ?? Float($0)
      }
    }
    let matrix = BinnedMatrix(set, binLimit: options.bins, edges: edges, team: team)
    return BinnedTable(
      set: set, matrix: matrix,
      views: views.map {
        BinnedTable(
          set: $0, matrix: BinnedMatrix($0, binLimit: options.bins, bins: matrix.bins, team: team))
      })
  }

  /// Trains on a table whose values have been put into bins before, by a trainer with the same bins.
  ///
  /// - Parameters:
  ///   - table: the rows.
  ///   - validation: rows that decide how many trees are kept; nil: all are.
  ///   - rounds: most trees; nil for `TreeSettings/rounds`.
  ///   - start: scores to start from that no variable holds, instead of `TreeSettings/start`. The forest then holds what
  ///     the trees add to them, its base margin is 0.
  ///   - snapshot: a training to go on with.
  ///   - checkpoints: where to keep snapshots meanwhile.
  ///   - progress: called after each tree; false ends the training.
  public func train(
    _ table: BinnedTable, validation: TrainingSet? = nil, rounds: Int? = nil, start: StartingMargins? = nil,
    resuming snapshot: TreeSnapshot? = nil, checkpoints: TreeCheckpoints? = nil,
    progress: (@Sendable (TreeProgress) -> Bool)? = nil
  ) throws(TrainingError) -> TreeFit {
    if let validation { try table.set.checkMatches(validation) }
    let score = try startingScore(table.set, given: start)
    var start = start
    if let score { start = try StartingMargins(score, training: table.set, validation: validation) }
    try start?.check(training: table.set, validation: validation)
    let rounds = max(1, rounds ?? options.rounds)
    let patience = max(1, options.patience)
    var state = BoostingState(
      table, validation: validation, start: start, score: score, options: valid, team: team)
    if let snapshot {
      try state.takeUp(snapshot)
      // A training that was over is not gone on with, or its trees would not be those of one that was never left off.
      if validation != nil, state.round - state.bestRound >= patience {
        return state.fit(end: .patience)
      }
    }
    var end = TreeFit.End.allRounds
    var emptyRounds = 0
    while state.round < rounds {
      let hasSplit = state.addTree()
      let report = try state.report(rounds: rounds)
      emptyRounds = hasSplit ? 0 : emptyRounds + 1
      if let checkpoints, state.round % checkpoints.every == 0 { checkpoints.save(state.snapshot) }
      if let progress, !progress(report) {
        end = .stopped
        break
      }
      if validation != nil, report.round - report.bestRound >= patience {
        end = .patience
        break
      }
      if emptyRounds >= Self.emptyRoundLimit {
        end = .nothingToGain
        break
      }
    }
    return state.fit(end: end)
  }
}

/// A table to train on whose values have been put into bins.
public struct BinnedTable: Sendable {
  let set: TrainingSet
  let matrix: BinnedMatrix
  /// The same rows with other values, in the same bins.
  var views: [BinnedTable] = []
}
