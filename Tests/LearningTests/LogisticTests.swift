import Foundation
import Parallel
import Scoring
import Testing

@testable import Learning

@Suite("Logistic regression")
struct LogisticTests {
  private func train(
    _ set: TrainingSet, threads: Int = 2, _ change: (inout LogisticOptions) -> Void = { _ in }
  ) throws -> LogisticFit {
    var options = LogisticOptions()
    change(&options)
    return try LogisticTrainer(options: options.validated(), team: ThreadTeam(threadCount: threads)).train(
      set)
  }

  private func margins(_ fit: LogisticFit, _ set: TrainingSet) throws -> [Double] {
    try Scorer(.linear(fit.model)).margins(of: set.matrix, team: ThreadTeam(threadCount: 1))
  }

  private func difference(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).map { ($0 - $1).magnitude }.max() ?? 0
  }

  @Test("finds the coefficients of Newton's method by plain loops", arguments: [false, true])
  func slowTwin(weighted: Bool) throws {
    var tables = RandomTables(seed: 1)
    let set = try tables.table(rows: 1300, numeric: 4, categories: 1, weighted: weighted)
    let fit = try train(set) { $0.settings.l2 = 2.5 }
    #expect(fit.isConverged)
    let options = LogisticOptions()
    let design = LogisticDesign(set, options: options, team: ThreadTeam(threadCount: 1))
    let block = AlignedArray<Double>(count: set.rowCount * design.columnCount)
    design.write(rows: 0..<set.rowCount, into: block.view, stride: set.rowCount)
    let rows = (0..<set.rowCount).map { row in
      (0..<design.columnCount).map { block.view[$0 * set.rowCount + row] }
    }
    let weights = set.weights?.map { Double($0) } ?? [Double](repeating: 1, count: set.rowCount)
    let expected = slowLogistic(rows: rows, labels: set.labels, weights: weights, l2: 2.5)
    #expect(difference(fit.coefficients.map(\.estimate), expected) < 1e-9)
    // The linear model says the same as the design matrix.
    let byHand = rows.map { zip($0, expected).reduce(0) { $0 + $1.0 * $1.1 } }
    #expect(difference(try margins(fit, set), byHand) < 1e-8)
  }

  @Test("ends where the gradient vanishes")
  func gradient() throws {
    var tables = RandomTables(seed: 2)
    let set = try tables.table(rows: 5000, numeric: 6, categories: 2, weighted: true)
    let fit = try train(set)
    let team = ThreadTeam(threadCount: 1)
    let design = LogisticDesign(set, options: LogisticOptions(), team: team)
    let objective = LogisticObjective(design: design, l2: 1, team: team)
    let point = objective.point(at: fit.coefficients.map(\.estimate))
    #expect(point.gradient.allSatisfy { $0.magnitude < 1e-6 })
    // And the gradient is that of the value.
    var moved = fit.coefficients.map(\.estimate)
    moved[2] += 0.1
    let there = objective.point(at: moved)
    moved[2] += 1e-6
    let slope = (objective.point(at: moved).value - there.value) / 1e-6
    #expect((slope - there.gradient[2]).magnitude < 1e-2)
  }

  @Test("is the same bytes for any number of threads")
  func threads() throws {
    var tables = RandomTables(seed: 3)
    let set = try tables.table(rows: 60_000, numeric: 8, categories: 2, weighted: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let models = try [1, 2, 5].map {
      try encoder.encode(ScoringModel.linear(try train(set, threads: $0).model))
    }
    #expect(models[0] == models[1] && models[0] == models[2])
  }

  @Test("a whole weight counts like repeated rows")
  func weights() throws {
    var tables = RandomTables(seed: 4)
    let set = try tables.table(rows: 3000, numeric: 5, categories: 1, weighted: true)
    let weights = try #require(set.weights)
    let plain = try TrainingSet(variables: set.variables, matrix: set.matrix, labels: set.labels)
    let repeated = try plain.taking((0..<3000).flatMap { [Int](repeating: $0, count: Int(weights[$0])) })
    let a = try train(set)
    let b = try train(repeated)
    #expect(difference(a.coefficients.map(\.estimate), b.coefficients.map(\.estimate)) < 1e-9)
    #expect(
      difference(a.coefficients.compactMap(\.standardError), b.coefficients.compactMap(\.standardError))
        < 1e-9)
    #expect(difference(try margins(a, plain), try margins(b, plain)) < 1e-9)
  }

  @Test("standard errors are those of the textbook")
  func standardErrors() throws {
    // Without variables the variance of the intercept is 1 / (n p (1 − p)).
    let labels = (0..<400).map { Float($0 % 4 == 0 ? 1 : 0) }
    let set = try TrainingSet(
      variables: [TrainingVariable(name: "same", kind: .numeric)],
      matrix: ColumnMatrix(columns: [[Float](repeating: 5, count: 400)]), labels: labels)
    let fit = try train(set)
    #expect(fit.constantVariables == [0] && fit.model.terms.isEmpty)
    #expect((fit.coefficients[0].estimate - Foundation.log(1.0 / 3)).magnitude < 1e-12)
    #expect(((fit.coefficients[0].standardError ?? 0) - (1 / (400 * 0.1875)).squareRoot()).magnitude < 1e-12)
    #expect(fit.warnings.isEmpty)
  }

  @Test("all-missing columns, infinities and one row per class are borne")
  func oddTables() throws {
    let set = try TrainingSet(
      variables: (0..<3).map {
        TrainingVariable(name: "v\($0)", kind: $0 == 2 ? .category(levels: 3) : .numeric)
      },
      matrix: ColumnMatrix(columns: [[.nan, .nan], [.infinity, -.infinity], [0, 1]]), labels: [0, 1])
    let fit = try train(set)
    #expect(try margins(fit, set).allSatisfy { $0.isFinite })
    try ScoringModel.linear(fit.model).validate()
    #expect(fit.constantVariables.contains(0))
  }

  @Test("equal columns are borne with and without a ridge")
  func collinear() throws {
    var tables = RandomTables(seed: 5)
    let base = try tables.table(rows: 2000, numeric: 2, missing: 0)
    let columns = [0, 1, 0].map { column in (0..<2000).map { base.matrix[$0, column] } }
    let set = try TrainingSet(
      variables: (0..<3).map { TrainingVariable(name: "v\($0)", kind: .numeric) },
      matrix: ColumnMatrix(columns: columns), labels: base.labels)
    for l2 in [0.0, 1.0] {
      let fit = try train(set) { $0.settings.l2 = l2 }
      #expect(fit.isConverged)
      #expect(fit.warnings.isEmpty == (l2 > 0))
      #expect((fit.coefficients[1].estimate - fit.coefficients[3].estimate).magnitude < 1e-3)
    }
  }

  @Test("L-BFGS, where no Hessian is made, ends where Newton's method does, on any number of threads")
  func limitedMemory() throws {
    var tables = RandomTables(seed: 15)
    let set = try tables.table(rows: 3000, numeric: 5, categories: 2, weighted: true)
    let newton = try train(set)
    let limited = try [1, 3].map { threads in try train(set, threads: threads) { $0.mostNewtonColumns = 0 } }
    #expect(limited[0].isConverged && limited[0].warnings.isEmpty)
    #expect(
      difference(limited[0].coefficients.map(\.estimate), newton.coefficients.map(\.estimate)) < 1e-6)
    #expect(limited[0].coefficients.allSatisfy { $0.standardError == nil })
    #expect(limited[0].coefficients == limited[1].coefficients)
  }

  @Test("more columns than a Hessian is made for are fitted by L-BFGS")
  func manyColumns() throws {
    let levels = 320
    let rows = levels * 4
    var random = RandomStream(seed: 16)
    let codes = (0..<rows).map { Float($0 % levels) }
    let labels = codes.map { random.chance($0 < 150 ? 0.1 : 0.4) ? Float(1) : 0 }
    let set = try TrainingSet(
      variables: [TrainingVariable(name: "branch", kind: .category(levels: levels))],
      matrix: ColumnMatrix(columns: [codes]), labels: labels)
    let fit = try train(set) { ($0.minimumLevelRows, $0.mostNewtonColumns) = (1, 300) }
    #expect(fit.coefficients.count > 300 && fit.isConverged)
    #expect(fit.coefficients.allSatisfy { $0.standardError == nil })
    // With one category alone, each level's penalised optimum is known: its residuals add up to its ridge.
    let margins = try margins(fit, set)
    var residuals = [Double](repeating: 0, count: levels)
    for row in 0..<rows { residuals[Int(codes[row])] += Double(labels[row]) - 1 / (1 + exp(-margins[row])) }
    for coefficient in fit.coefficients {
      guard case .level(let level) = coefficient.part else { continue }
      #expect((residuals[level] - coefficient.estimate).magnitude < 1e-3)
    }
  }

  @Test("separated classes are warned of, with the name of the variable")
  func separation() throws {
    let labels = (0..<600).map { Float($0 % 3 == 0 ? 1 : 0) }
    let set = try TrainingSet(
      variables: [TrainingVariable(name: "answer", kind: .numeric)],
      matrix: ColumnMatrix(columns: [labels.map { $0 * 5 + 1 }]), labels: labels)
    let fit = try train(set) { $0.settings.l2 = 1e-9 }
    #expect(fit.warnings.contains { $0.english.contains("answer") })
    #expect(try margins(fit, set).allSatisfy { $0.isFinite })
  }

  @Test("rare levels are pooled with the missing values, long tails are bent, extremes are cut")
  func preparation() throws {
    var random = RandomStream(seed: 6)
    let rows = 4000
    let amounts = (0..<rows).map { _ in Float(Foundation.exp(2.5 * random.normal())) }
    let plain = (0..<rows).map { $0 == 0 ? 1e9 : Float(random.normal()) }
    let codes = (0..<rows).map { $0 < 20 ? Float(3) : $0 < 100 ? .nan : Float($0 % 3) }
    let labels = (0..<rows).map { _ in Float(random.below(2)) }
    let set = try TrainingSet(
      variables: [
        TrainingVariable(name: "amount", kind: .numeric), TrainingVariable(name: "plain", kind: .numeric),
        TrainingVariable(name: "code", kind: .category(levels: 5)),
      ], matrix: ColumnMatrix(columns: [amounts, plain, codes]), labels: labels)
    let fit = try train(set)
    guard case .numeric(let amount) = fit.model.terms[0], case .numeric(let number) = fit.model.terms[1],
      case .category(let category) = fit.model.terms[2]
    else {
      Issue.record("terms have the kinds of their variables")
      return
    }
    #expect(amount.transform == .signedLog && number.transform == .identity)
    #expect(number.highest < 4)
    #expect(category.weights[3] == category.otherWeight && category.weights[4] == category.otherWeight)
    #expect(category.weights[0] != category.otherWeight)
    #expect(fit.coefficients.contains { $0.part == .otherLevels })
    // Contributions are measured from the mean of the training rows.
    let scorer = try Scorer(.linear(fit.model))
    let shares = scorer.contributions(of: set.matrix, team: ThreadTeam(threadCount: 1))
    for variable in 0..<3 {
      let mean = (0..<rows).reduce(0) { $0 + shares[$1 * 3 + variable] } / Double(rows)
      #expect(mean.magnitude < 1e-10)
    }
  }

  @Test("missing values have a weight of their own where there are enough of them")
  func missingIndicator() throws {
    var random = RandomStream(seed: 7)
    let values = (0..<2000).map { _ in random.chance(0.2) ? Float.nan : Float(random.normal()) }
    let labels = values.map { Float(random.chance($0.isNaN ? 0.8 : 0.2) ? 1 : 0) }
    let set = try TrainingSet(
      variables: [TrainingVariable(name: "v", kind: .numeric)], matrix: ColumnMatrix(columns: [values]),
      labels: labels)
    let fit = try train(set)
    guard case .numeric(let term) = fit.model.terms[0] else { return }
    #expect((term.missingWeight - 2 * Foundation.log(4)).magnitude < 0.4)
    #expect((term.missingShare - 0.2).magnitude < 0.05)
    #expect(slowAUC(try margins(fit, set), labels) > 0.7)
  }

  @Test("quantiles count a weight of two like two rows")
  func quantiles() {
    let matrix = ColumnMatrix(columns: [[3, 1, .nan, 2]])
    let repeated = ColumnMatrix(columns: [[3, 1, 1, 1, 2, 2, .nan]])
    let weighted = WeightedQuantiles(matrix.column(0), weights: [1, 3, 5, 2])
    let plain = WeightedQuantiles(repeated.column(0), weights: nil)
    #expect(weighted.weight == 6 && plain.weight == 6)
    for share in stride(from: 0.0, through: 1, by: 0.01) {
      #expect(weighted.quantile(share) == plain.quantile(share))
    }
  }
}
