import Configuration
import Foundation
import Parallel
import Scoring
import Testing

@testable import Learning

@Suite("Paths of elastic nets")
struct LogisticPathTests {
  private func lasso(penalties: Int) -> LogisticSettings {
    var settings = LogisticSettings()
    (settings.penalty, settings.penalties) = (.lasso, penalties)
    return settings
  }

  private func path(
    _ set: TrainingSet, threads: Int = 2, _ change: (inout LogisticPathOptions) -> Void = { _ in }
  ) throws -> [LogisticPathTrainer.Step] {
    var options = LogisticPathOptions(settings: lasso(penalties: 12))
    change(&options)
    return try LogisticPathTrainer(options: options.validated(), team: ThreadTeam(threadCount: threads))
      .train(set)
  }

  @Test(
    "meet the conditions of a minimum at every penalty, by plain loops", arguments: [1.0, 0.5], [false, true])
  func conditions(share: Double, weighted: Bool) throws {
    var tables = RandomTables(seed: 71)
    let set = try tables.table(rows: 2500, numeric: 5, categories: 2, weighted: weighted)
    let design = LogisticDesign(set, options: LogisticOptions(), team: ThreadTeam(threadCount: 1))
    let block = AlignedArray<Double>(count: set.rowCount * design.columnCount)
    design.write(rows: 0..<set.rowCount, into: block.view, stride: set.rowCount)
    let steps = try path(set) {
      $0.preparation.settings.penalty = .elasticNet
      $0.preparation.settings.absoluteShare = share
    }
    #expect(steps.count == 12 && steps[0].activeColumns == 0)
    for step in steps {
      var gradient = [Double](repeating: 0, count: design.columnCount)
      var (loss, sum) = (0.0, 0.0)
      for row in 0..<set.rowCount {
        let values = (0..<design.columnCount).map { block.view[$0 * set.rowCount + row] }
        let margin = zip(values, step.coefficients).reduce(0) { $0 + $1.0 * $1.1 }
        let weight = set.weights.map { Double($0[row]) } ?? 1
        let probability = 1 / (1 + exp(-margin))
        sum += weight
        loss -= weight * (set.labels[row] == 1 ? log(probability) : log(1 - probability))
        for column in values.indices {
          gradient[column] += weight * (probability - Double(set.labels[row])) * values[column]
        }
      }
      #expect(step.isConverged && (step.trainingObjective - loss / sum).magnitude < 1e-9)
      #expect((gradient[0] / sum).magnitude < 2e-7)
      for column in 1..<gradient.count {
        let beta = step.coefficients[column]
        let slope = gradient[column] / sum + step.penalty * (1 - share) * beta
        if beta == 0 {
          #expect(slope.magnitude <= step.penalty * share + 2e-7)
        } else {
          #expect((slope + (beta > 0 ? 1 : -1) * step.penalty * share).magnitude < 2e-7)
        }
      }
    }
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.trainingObjective >= $1.trainingObjective - 1e-9 })
  }

  @Test("a penalty is chosen on later rows: the sums by hand, and a later month that contradicts shrinks all")
  func choice() throws {
    var tables = RandomTables(seed: 75)
    let set = try tables.table(rows: 3000, numeric: 6, categories: 1)
    let times = (0..<3000).map { Double($0 % 5) }
    let folds = try #require(LearningFolds(times: times, count: 3))
    #expect(folds.isTimeOrdered && folds.folds.count == 3)
    for (index, fold) in folds.folds.enumerated() {
      #expect(fold.evaluated.allSatisfy { times[$0] == Double(index + 2) } && fold.evaluated.count == 600)
      #expect(
        fold.trained.allSatisfy { times[$0] < Double(index + 2) } && fold.trained.count == 600 * (index + 2))
    }
    let options = LogisticPathOptions(settings: lasso(penalties: 8))
    let team = ThreadTeam(threadCount: 2)
    let trainer = LogisticPathTrainer(options: try options.validated(), team: team)
    let choice = try trainer.choose(set, folds: folds)
    #expect(choice.usedFolds == 3 && choice.objectives[choice.best] == choice.objectives.min())
    let penalties = choice.steps.map(\.penalty)
    for index in [0, choice.best] {
      var sum = 0.0
      for fold in folds.folds {
        let step = try trainer.train(set.taking(fold.trained), penalties: penalties)[index]
        let evaluated = try set.taking(fold.evaluated)
        let margins = try Scorer(.linear(step.model)).margins(of: evaluated.matrix, team: team)
        for (margin, label) in zip(margins, evaluated.labels) {
          sum += log(1 + exp(label == 1 ? -margin : margin))
        }
      }
      #expect((choice.objectives[index] - sum / 1800).magnitude < 1e-9)
    }
    // Where the evaluated time has the opposite rule, nothing trained is of use.
    let turned = try TrainingSet(
      variables: set.variables, matrix: set.matrix,
      labels: set.labels.indices.map { times[$0] == 4 ? 1 - set.labels[$0] : set.labels[$0] })
    let last = try #require(LearningFolds(times: times, count: 1))
    #expect(try trainer.choose(turned, folds: last).step.activeColumns == 0)
  }

  @Test("folds without time deal every row once; times of their own become spans; one time is none")
  func folds() throws {
    let dealt = LearningFolds(rows: 1000, count: 4, seed: 3)
    #expect(dealt.folds.flatMap(\.evaluated).sorted() == Array(0..<1000) && !dealt.isTimeOrdered)
    #expect(
      dealt.folds.allSatisfy { Set($0.evaluated).isDisjoint(with: $0.trained) && $0.evaluated.count > 180 })
    #expect(LearningFolds(times: [1, 1, 1], count: 3) == nil)
    let spans = try #require(LearningFolds(times: (0..<1000).map { Double($0 * 7 % 1000) }, count: 4))
    #expect(spans.folds.map(\.evaluated.count) == [200, 200, 200, 200])
    #expect(spans.folds.map(\.trained.count) == [200, 400, 600, 800])
  }

  @Test("are the same bytes for any number of threads")
  func threads() throws {
    var tables = RandomTables(seed: 72)
    let set = try tables.table(rows: 30_000, numeric: 6, categories: 1)
    let paths = try [1, 2, 5].map { try path(set, threads: $0).map { $0.coefficients.map(\.bitPattern) } }
    #expect(paths[0] == paths[1] && paths[0] == paths[2])
  }

  @Test("keep to the signs asked for, and without a penalty meet Newton's method")
  func signs() throws {
    var tables = RandomTables(seed: 73)
    let set = try tables.table(rows: 4000, numeric: 4)
    let free = try path(set) { $0.penalties = [0.01, 0] }
    var options = LogisticOptions()
    options.settings.l2 = 0
    let newton = try LogisticTrainer(options: options.validated(), team: ThreadTeam(threadCount: 1)).train(
      set)
    let apart = zip(free[1].coefficients, newton.coefficients).map { ($0 - $1.estimate).magnitude }.max() ?? 1
    #expect(apart < 1e-5)
    let bound = try path(set) {
      $0.penalties = [0.01, 0]
      $0.preparation.settings.signs = ["number 0": .negative, "number 1": .positive]
    }
    let design = LogisticDesign(set, options: LogisticOptions(), team: ThreadTeam(threadCount: 1))
    #expect(free[1].coefficients[design.starts[0]] > 0)
    for step in bound {
      #expect(step.isConverged && step.coefficients[design.starts[0]] == 0)
      #expect(step.coefficients[design.starts[1]] > 0)
    }
  }

  @Test("options that contradict themselves are reported together")
  func contradictions() throws {
    var settings = LogisticSettings()
    (settings.penalty, settings.absoluteShare, settings.penalties) = (.elasticNet, 2, 0)
    var options = LogisticPathOptions(settings: settings)
    options.penalties = [1, 2]
    #expect {
      _ = try options.validated()
    } throws: {
      ($0 as? OptionsError)?.problems.count == 3
    }
  }
}

@Suite("Choosing variables one at a time")
struct LogisticStepwiseTests {
  @Test("takes what matters, leaves noise and copies, and keeps to positive coefficients")
  func choice() throws {
    var random = RandomStream(seed: 75)
    var columns = [[Float]](repeating: [], count: 6)
    var labels: [Float] = []
    for _ in 0..<6000 {
      let (a, b, noise) = (random.normal(), random.normal(), random.normal())
      labels.append(random.uniform() < 1 / (1 + exp(1 - a - 0.6 * b)) ? 1 : 0)
      for (index, value) in [a, b, noise, a + 1e-4 * noise, -a + 0.3 * noise, 0.9 * b + 0.4 * noise]
        .enumerated()
      {
        columns[index].append(Float(value))
      }
    }
    let set = try TrainingSet(
      variables: (0..<6).map { TrainingVariable(name: "v\($0)", kind: .numeric) },
      matrix: ColumnMatrix(columns: columns), labels: labels)
    var options = LogisticOptions()
    (options.clippedShare, options.transformsLongTails) = (0, false)
    let valid = try options.validated()
    for threads in [1, 3] {
      let chosen = try LogisticStepwise(
        threshold: log(6000), mustBePositive: true, options: valid, team: ThreadTeam(threadCount: threads)
      ).choose(set)
      #expect(chosen == [0, 1] || chosen == [1, 3])
    }
    let none = try LogisticStepwise(
      threshold: 1e9, mustBePositive: true, options: valid, team: ThreadTeam(threadCount: 1)
    ).choose(set)
    #expect(none.isEmpty)
  }

  @Test("the tail of χ² is that of tables")
  func chiSquared() {
    // Values of tables for one, two and ten degrees of freedom; e^(−x/2) for two.
    #expect((ChiSquared.upperTail(3.841_458_820_694_124, degreesOfFreedom: 1) - 0.05).magnitude < 1e-12)
    #expect((ChiSquared.upperTail(18.307_038_053_275_14, degreesOfFreedom: 10) - 0.05).magnitude < 1e-12)
    for x in [0.1, 1, 5, 50, 300] {
      #expect((ChiSquared.upperTail(x, degreesOfFreedom: 2) / exp(-x / 2) - 1).magnitude < 1e-12)
    }
    #expect(ChiSquared.upperTail(0, degreesOfFreedom: 3) == 1)
  }
}
