import Configuration
import Parallel
import Synchronization
import Testing

@testable import Learning

@Suite("Search for settings of trees")
struct TreeTunerTests {
  private func set(rows: Int = 1200) throws -> TrainingSet {
    var tables = RandomTables(seed: 41)
    return try tables.table(rows: rows)
  }

  private func tuner(
    threads: Int = 2, _ change: (inout TreeSettings) -> Void = { _ in }
  ) throws -> TreeTuner {
    var options = TreeSettings()
    (options.rounds, options.patience) = (60, 10)
    change(&options)
    return TreeTuner(options: try options.validated(), team: ThreadTeam(threadCount: threads))
  }

  private func folds(_ set: TrainingSet) throws -> LearningFolds {
    try #require(LearningFolds(times: (0..<set.rowCount).map { Double($0 * 4 / set.rowCount) }, count: 2))
  }

  @Test("budgets are trials or minutes")
  func budgets() {
    #expect(TuningBudget(parsing: "27") == .trials(27))
    #expect(TuningBudget(parsing: "1.5m") == .minutes(1.5))
    for text in ["", "m", "1", "0", "-3", "0m", "-1m", "nanm", "infm", "3h", "10001", "1e9m"] {
      #expect(TuningBudget(parsing: text) == nil, "\(text)")
    }
  }

  @Test("a third is left at each stage, the first trial has the options given")
  func halving() throws {
    let set = try set()
    let result = try tuner().search(set, folds: folds(set), budget: .trials(9))
    #expect(result.stages == 3 && result.trials.count == 9 && !result.isCutShort)
    #expect(result.trials.count { $0.stage == 3 } == 1 && result.trials.count { $0.stage >= 2 } == 3)
    #expect(result.trials[result.best].stage == 3)
    #expect(result.trials[0].settings.learningRate == TreeSettings().learningRate)
    #expect(result.trials.allSatisfy { $0.figure.isFinite && $0.trees <= $0.limit })
    // Who goes on was not worse at the stage before than who was left behind: a figure only gets better with more trees.
    let behind = result.trials.filter { $0.stage == 1 }.map(\.figure).min() ?? .infinity
    #expect(result.trials.filter { $0.stage > 1 }.allSatisfy { $0.figure <= behind })
  }

  @Test(
    "the best has the figure of a training of its own on each fold", arguments: TreeSettings.Metric.allCases)
  func figures(metric: TreeSettings.Metric) throws {
    let set = try set()
    let folds = try folds(set)
    let result = try tuner { $0.stopBy = metric }.search(set, folds: folds, budget: .trials(4))
    let best = result.trials[result.best]
    var figures: [Double] = []
    for fold in folds.folds {
      let fit = try TreeTrainer(options: best.settings.validated(), team: ThreadTeam(threadCount: 1)).train(
        TreeTrainer(options: best.settings.validated(), team: ThreadTeam(threadCount: 1)).table(
          of: set.taking(fold.trained)), validation: set.taking(fold.evaluated), rounds: best.limit)
      let last = fit.history[fit.bestRounds - 1]
      figures.append(try #require(last.validationScore ?? last.validationObjective))
    }
    #expect((best.figure - figures.reduce(0, +) / Double(figures.count)).magnitude < 1e-12)
  }

  @Test("the same choice for any number of threads")
  func threads() throws {
    let set = try set()
    let one = try tuner(threads: 1).search(set, folds: folds(set), budget: .trials(6))
    let five = try tuner(threads: 5).search(set, folds: folds(set), budget: .trials(6))
    #expect(one.trials == five.trials && one.best == five.best)
  }

  @Test("when time is up at once, the options given stay")
  func timeIsUp() throws {
    let set = try set()
    let result = try tuner().search(set, folds: folds(set), budget: .minutes(1), seconds: { 60 })
    #expect(result.isCutShort && result.best == 0 && result.trials.count == 1)
    #expect(result.trials[0].stage == 0)
  }

  @Test("time that is up later keeps the best of what was gone through")
  func timeIsUpLater() throws {
    let set = try set()
    let calls = Mutex(0)
    let result = try tuner().search(
      set, folds: folds(set), budget: .minutes(1),
      seconds: {
        calls.withLock {
          $0 += 1
          return $0 < 1500 ? 0 : 61
        }
      })
    #expect(result.trials.count > 3)
    #expect(result.trials[result.best].stage >= 2)
    let rivals = result.trials.filter { $0.limit == $0.settings.rounds }
    #expect(rivals.count > 1)
    #expect(rivals.allSatisfy { !$0.isBetter(than: result.trials[result.best]) })
  }

  @Test("drawn settings are ones that can be trained with, and reach as far")
  func drawing() throws {
    var random = RandomStream(seed: 3)
    let options = TreeSettings()
    for _ in 0..<500 {
      let drawn = options.drawing(&random)
      _ = try drawn.validated()
      #expect(drawn.reach >= options.reach - 1e-9 && drawn.reach < options.reach + 0.2 + 1e-9)
    }
  }
}
