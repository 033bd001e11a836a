import Configuration
import Foundation
import Parallel
import Scoring
import Testing

@testable import Learning

@Suite("Trees that go on from a variable")
struct TreeStartTests {
  private let team = ThreadTeam(threadCount: 2)

  /// A table whose last column is the probability that a first model of the others gave, missing in some rows.
  private func tables() throws -> (set: TrainingSet, fresh: TrainingSet, first: [Double]) {
    var tables = RandomTables(seed: 91)
    let sets = try [6000, 3000].map { try tables.table(rows: $0, numeric: 4, categories: 1) }
    var options = TreeSettings()
    (options.rounds, options.leaves) = (10, 4)
    let fit = try TreeTrainer(options: options.validated(), team: team).train(sets[0], rounds: 10)
    let scored = try sets.map { set in
      let probabilities = try Scorer(.forest(fit.forest)).probabilities(of: set.matrix, team: team)
      let scores = probabilities.indices.map { $0 % 10 == 3 ? .nan : Float(probabilities[$0]) }
      return try TrainingSet(
        variables: set.variables + [TrainingVariable(name: "before", kind: .numeric)],
        matrix: ColumnMatrix(
          columns: set.variables.indices.map { Array(set.matrix.column($0).elements) } + [scores]),
        labels: set.labels)
    }
    return (scored[0], scored[1], Array(scored[1].matrix.column(5).elements).map(Double.init))
  }

  private func train(
    _ set: TrainingSet, validation: TrainingSet? = nil, threads: Int = 2,
    _ change: (inout TreeSettings) -> Void = { _ in }
  ) throws -> TreeFit {
    var options = TreeSettings()
    (options.rounds, options.learningRate, options.start) = (60, 0.1, "before")
    change(&options)
    return try TreeTrainer(options: options.validated(), team: ThreadTeam(threadCount: threads)).train(
      set, validation: validation)
  }

  @Test("do not split on it, know more than it, and are the same for any number of threads")
  func better() throws {
    let (set, fresh, first) = try tables()
    let fit = try train(set, validation: fresh)
    #expect(fit.splitCounts[5] == 0 && fit.forest.start?.variable == 5 && fit.forest.baseMargin == 0)
    let margins = try Scorer(.forest(fit.forest)).margins(of: fresh.matrix, team: team)
    #expect(slowAUC(margins, fresh.labels) > slowAUC(first.map { $0.isNaN ? 0.3 : $0 }, fresh.labels) + 0.01)
    #expect(try train(set, validation: fresh, threads: 5).forest == fit.forest)
    // The loss before the first tree is that of the scores themselves.
    let start = try #require(fit.forest.start)
    let given = Array(set.matrix.column(5).elements).map(start.margin)
    let loss = meanLogLoss(margins: given, set: set, team: team)
    #expect((fit.history[0].trainingObjective - loss).magnitude < 1e-6)
  }

  @Test("have the margins of scoring, bit for bit, also with losses that count more")
  func marginsAgree() throws {
    let (set, fresh, _) = try tables()
    for lossWeight in [1.0, 3] {
      var options = TreeSettings()
      (options.rounds, options.start, options.lossWeight) = (15, "before", lossWeight)
      let trainer = TreeTrainer(options: try options.validated(), team: team)
      let table = try trainer.table(of: set)
      let score = try #require(try trainer.startingScore(set, given: nil))
      let start = try StartingMargins(score, training: set, validation: fresh)
      var state = BoostingState(
        table, validation: fresh, start: start, score: score, options: try options.validated(), team: team)
      for _ in 1...15 {
        _ = state.addTree()
        _ = try state.report(rounds: 15)
      }
      let fit = state.fit(end: .allRounds)
      // All trees, also those behind the best round.
      var forest = fit.forest
      forest.trees = fit.snapshot.trees
      let scorer = try Scorer(.forest(forest))
      #expect(scorer.margins(of: fresh.matrix, team: team) == state.validationMargins)
      let shift = forest.baseMargin
      #expect(scorer.margins(of: set.matrix, team: team).map { $0 - shift } == Array(state.trainingMargins))
    }
  }

  @Test("rows without a score start from the mean of all; the mean of what rows start from is the base line")
  func means() throws {
    let (set, _, _) = try tables()
    let start = try #require(try train(set).forest.start)
    let lost = Double(set.labels.reduce(0, +)) / Double(set.rowCount)
    #expect((start.missingMargin - log(lost / (1 - lost))).magnitude < 1e-11)
    let column = Array(set.matrix.column(5).elements)
    let mean =
      column.map { $0.isNaN ? log(lost / (1 - lost)) : log(Double($0) / (1 - Double($0))) }
      .reduce(0, +) / Double(column.count)
    #expect((start.meanMargin - mean).magnitude < 1e-9)
  }

  @Test("are refused where values are no probabilities, or the variable has another task or is none")
  func refusals() throws {
    let (set, fresh, _) = try tables()
    var column = Array(set.matrix.column(5).elements)
    column[41] = 63
    let points = try TrainingSet(
      variables: set.variables,
      matrix: ColumnMatrix(columns: (0..<5).map { Array(set.matrix.column($0).elements) } + [column]),
      labels: set.labels)
    #expect(throws: TrainingError.invalidStartingScore(variable: "before", row: 41, value: 63)) {
      try train(points)
    }
    #expect(throws: TrainingError.invalidStartingScore(variable: "before", row: 41, value: 63)) {
      try train(fresh, validation: points)
    }
    func problems(_ change: (inout TreeSettings) -> Void) -> [String] {
      var options = TreeSettings()
      options.start = "before"
      change(&options)
      do throws(OptionsError) {
        _ = try options.validated(for: set.variables)
        return []
      } catch { return error.problems }
    }
    #expect(problems { _ in }.isEmpty)
    #expect(problems { $0.start = "after" } == ["`start` names after, but no variable is called that."])
    #expect(problems { $0.start = "category 0" }.count == 1)
    #expect(problems { $0.monotone = ["before": .increasing] }.count == 1)
    #expect(problems { $0.interactions = [["before", "number 0"]] }.count == 1)
    let trainer = TreeTrainer(
      options: try {
        var options = TreeSettings()
        options.start = "before"
        return try options.validated()
      }(), team: team)
    #expect(throws: TrainingError.self) {
      try trainer.train(
        trainer.table(of: set), start: StartingMargins(training: [Double](repeating: 0, count: set.rowCount)))
    }
  }
}
