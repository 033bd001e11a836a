import Configuration
import Parallel

/// Searches the few settings of trees that matter: drawn at random (Bergstra and Bengio, "Random Search for
/// Hyper-Parameter Optimization", 2012), thinned out by successive halving (Jamieson and Talwalkar, "Non-stochastic
/// Best Arm Identification", 2016).
///
/// All trials learn some trees on every fold; the better third goes on with three times as many, until few are left
/// with as many trees as the options allow. Trials are compared when their steps together reach as far, not at the same
/// number of trees, which would favour large steps.
public struct TreeTuner: Sendable {
  /// Told before each training: the stage, the number of trainings of the stage before it, and how many it has.
  public typealias Report = @Sendable (_ stage: Int, _ done: Int, _ total: Int) -> Void

  /// Of so many trials one goes on to the next stage.
  private static let thinning = 3
  /// Trials that are drawn at a time while there is time: few at first, so that something is known early.
  private static let firstBracket = 3
  private static let laterBrackets = 9

  private let settings: TreeSettings
  private let seed: UInt64
  private let team: ThreadTeam

  /// - Parameters:
  ///   - options: the first trial, and what others share with it.
  ///   - team: threads; their number changes nothing.
  public init(options: ValidTreeOptions, team: ThreadTeam) {
    settings = options.settings
    seed = options.seed
    self.team = team
  }

  /// Searches within a budget.
  ///
  /// - Parameters:
  ///   - set: the rows.
  ///   - folds: which rows each trial trains on and is evaluated on.
  ///   - budget: how many trials, or how many minutes.
  ///   - seconds: the time since the search began; the clock's by default.
  ///   - report: called after each training.
  public func search(
    _ set: TrainingSet, folds: LearningFolds, budget: TuningBudget, seconds: (@Sendable () -> Double)? = nil,
    report: Report? = nil
  ) throws(TrainingError) -> TuningResult {
    let clock = ContinuousClock()
    let start = clock.now
    let seconds = seconds ?? { (clock.now - start) / .seconds(1) }
    var isOver: @Sendable () -> Bool = { false }
    if case .minutes(let minutes) = budget { isOver = { seconds() >= minutes * 60 } }
    var random = RandomStream(seed: seed, stream: 0x5455_4E45)
    var all: [TuningTrial] = []
    var best: Int?
    var mostStages = 1
    var isCutShort = false
    repeat {
      let count =
        switch budget {
        case .trials(let trials): max(1, trials)
        case .minutes: all.isEmpty ? Self.firstBracket : Self.laterBrackets
        }
      let drawn = (0..<count).map {
        TuningTrial(settings: all.isEmpty && $0 == 0 ? settings : settings.drawing(&random))
      }
      let bracket = try run(drawn, on: set, folds: folds, isOver: isOver, report: report)
      mostStages = max(mostStages, bracket.stages)
      isCutShort = bracket.isCutShort
      if let winner = bracket.winner {
        let index = all.count + winner
        all += bracket.trials
        if let champion = best {
          if all[index].isBetter(than: all[champion]) { best = index }
        } else {
          best = index
        }
      } else {
        all += bracket.trials
      }
      if case .trials = budget { break }
    } while !isCutShort && !isOver()
    // Trials that time was up for before the first stage have no figure, but for the options given.
    let trained = all.indices.filter { $0 == 0 || all[$0].stage > 0 }
    return TuningResult(
      trials: trained.map { all[$0] }, best: best.flatMap { trained.firstIndex(of: $0) } ?? 0,
      stages: mostStages,
      isCutShort: isCutShort)
  }

  private struct Bracket {
    var trials: [TuningTrial]
    /// The best trial of the last stage; nil where time was up before.
    var winner: Int?
    var stages: Int
    var isCutShort = false
  }

  /// Takes trials through all stages.
  private func run(
    _ drawn: [TuningTrial], on set: TrainingSet, folds: LearningFolds, isOver: @escaping @Sendable () -> Bool,
    report: Report?
  ) throws(TrainingError) -> Bracket {
    var bracket = Bracket(trials: drawn, stages: Self.stages(of: drawn.count))
    var left = Array(drawn.indices)
    var snapshots: [[Int: TreeSnapshot]] = Array(repeating: [:], count: folds.folds.count)
    for stage in 1...bracket.stages {
      var outcomes = [Int: (figure: Double, trees: Double)]()
      let reach = settings.reach / Self.power(bracket.stages - stage)
      // Fold by fold, so that the table of one fold at a time is held.
      for (number, fold) in folds.folds.enumerated() {
        let trained = try set.taking(fold.trained)
        let evaluated = try set.taking(fold.evaluated)
        let table = try TreeTrainer(options: valid(settings), team: team).table(of: trained)
        for (index, trial) in left.enumerated() {
          report?(stage, number * left.count + index, folds.folds.count * left.count)
          let own = bracket.trials[trial].settings
          let fit = try TreeTrainer(options: valid(own), team: team).train(
            table, validation: evaluated, rounds: own.rounds(reaching: reach, learningRate: own.learningRate),
            resuming: snapshots[number][trial]
          ) { _ in !isOver() }
          if fit.end == .stopped {
            bracket.isCutShort = true
            return bracket
          }
          snapshots[number][trial] = fit.snapshot
          let last = fit.history[fit.bestRounds - 1]
          let figure = last.validationScore ?? last.validationObjective ?? .nan
          let share = 1 / Double(folds.folds.count)
          let sum = outcomes[trial] ?? (0, 0)
          outcomes[trial] = (sum.figure + figure * share, sum.trees + Double(fit.bestRounds) * share)
        }
      }
      for trial in left {
        guard let outcome = outcomes[trial] else { continue }
        let own = bracket.trials[trial].settings
        bracket.trials[trial].figure = outcome.figure
        bracket.trials[trial].trees = Int(outcome.trees.rounded())
        bracket.trials[trial].limit = own.rounds(reaching: reach, learningRate: own.learningRate)
        bracket.trials[trial].stage = stage
      }
      let ranked = left.sorted {
        let (a, b) = (bracket.trials[$0], bracket.trials[$1])
        return a.isBetter(than: b) || (!b.isBetter(than: a) && $0 < $1)
      }
      if stage == bracket.stages {
        bracket.winner = ranked.first
      } else {
        left = ranked.prefix(max(1, left.count / Self.thinning)).sorted()
        for fold in snapshots.indices { snapshots[fold] = snapshots[fold].filter { left.contains($0.key) } }
      }
    }
    return bracket
  }

  private func valid(_ settings: TreeSettings) throws(TrainingError) -> ValidTreeOptions {
    do { return try settings.validated(seed: seed) } catch { throw .unusableOptions(error) }
  }

  /// How many stages leave one of so many trials, or two.
  static func stages(of trials: Int) -> Int {
    var (stages, left) = (1, trials)
    while left >= thinning {
      left /= thinning
      stages += 1
    }
    return stages
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * Double(thinning) }
  }
}
