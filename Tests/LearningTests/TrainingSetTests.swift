import Configuration
import Parallel
import Testing

@testable import Learning

@Suite("Tables to train on")
struct TrainingSetTests {
  private func make(
    _ columns: [[Float]], labels: [Float], weights: [Float]? = nil, kinds: [TrainingVariable.Kind]? = nil,
    names: [String]? = nil
  ) throws -> TrainingSet {
    let variables = columns.indices.map {
      TrainingVariable(name: names?[$0] ?? "v\($0)", kind: kinds?[$0] ?? .numeric)
    }
    return try TrainingSet(
      variables: variables, matrix: ColumnMatrix(columns: columns), labels: labels, weights: weights)
  }

  @Test("what cannot be trained on is refused with where it stands")
  func refusals() {
    #expect(throws: TrainingError.noRows) { try make([[]], labels: []) }
    #expect(throws: TrainingError.unequalSizes(what: "labels", found: 1, expected: 2)) {
      try make([[1, 2]], labels: [1])
    }
    #expect(throws: TrainingError.unequalSizes(what: "weights", found: 3, expected: 2)) {
      try make([[1, 2]], labels: [1, 0], weights: [1, 1, 1])
    }
    #expect(throws: TrainingError.unequalSizes(what: "names of variables", found: 1, expected: 2)) {
      try TrainingSet(
        variables: [TrainingVariable(name: "a", kind: .numeric)], matrix: ColumnMatrix(columns: [[1], [2]]),
        labels: [1])
    }
    #expect(throws: TrainingError.invalidLabel(row: 1, value: 2)) { try make([[1, 2]], labels: [1, 2]) }
    #expect(throws: (any Error).self) { try make([[1, 2]], labels: [1, .nan]) }
    #expect(throws: TrainingError.invalidWeight(row: 0, value: -1)) {
      try make([[1, 2]], labels: [1, 0], weights: [-1, 1])
    }
    #expect(throws: (any Error).self) { try make([[1, 2]], labels: [1, 0], weights: [1, .infinity]) }
    #expect(throws: TrainingError.repeatedVariable(name: "a")) {
      try make([[1], [2]], labels: [1], names: ["a", "a"])
    }
    for value: Float in [3, -1, 0.5, .infinity] {
      #expect(throws: TrainingError.invalidCategory(variable: "v0", row: 1, value: value, levels: 3)) {
        try make([[1, value]], labels: [1, 0], kinds: [.category(levels: 3)])
      }
    }
  }

  @Test("rows of one class are refused by every trainer, in a sentence with the count")
  func oneClass() throws {
    let set = try make([[Float](repeating: 1, count: 1234)], labels: [Float](repeating: 0, count: 1234))
    let team = ThreadTeam(threadCount: 1)
    let trees = TreeTrainer(options: try TreeSettings().validated(), team: team)
    let logistic = LogisticTrainer(options: try LogisticOptions().validated(), team: team)
    let error = TrainingError.oneClass(rows: 1234, label: 0)
    #expect(throws: error) { try trees.train(set) }
    #expect(throws: error) { try logistic.train(set) }
    #expect(error.description.contains("All 1,234 customers to train on kept their assets"))
    let unweighted = try make([[1, 2]], labels: [0, 1], weights: [1, 0])
    #expect(throws: TrainingError.noWeight(label: 1)) { try trees.train(unweighted) }
  }

  @Test("validation with other variables is refused")
  func differentVariables() throws {
    let training = try make([[1, 2]], labels: [0, 1], names: ["a"])
    let validation = try make([[1, 2]], labels: [0, 1], names: ["b"])
    let trees = TreeTrainer(options: try TreeSettings().validated(), team: ThreadTeam(threadCount: 1))
    #expect(
      throws: TrainingError.differentVariables(position: 0, training: "a (number)", validation: "b (number)")
    ) { try trees.train(training, validation: validation) }
  }

  @Test("options report all their problems together")
  func options() throws {
    var trees = TreeSettings()
    (trees.rounds, trees.learningRate, trees.leaves, trees.bins) = (0, .nan, 1, 256)
    (trees.columnShare, trees.rowShare, trees.l2, trees.maximumDepth) = (0, 1.5, -1, 513)
    let error = #expect(throws: OptionsError.self) { try trees.validated() }
    for name in [
      "rounds", "learning_rate", "leaves", "bins", "column_share", "row_share", "l2", "maximum_depth",
    ] {
      #expect(error?.problems.count { $0.contains("`\(name)`") } ?? 0 >= 1, "\(name)")
    }
    #expect(error?.description.contains("`bins` is 256; it must be a whole number from 2 to 255.") == true)

    var neither = TreeSettings()
    (neither.l2, neither.minimumHessian) = (0, 0)
    #expect(throws: OptionsError.self) { try neither.validated() }

    var logistic = LogisticOptions()
    (logistic.settings.l2, logistic.tolerance, logistic.iterations, logistic.clippedShare) = (
      -.infinity, 0, 0, 0.5
    )
    let second = #expect(throws: OptionsError.self) { try logistic.validated() }
    #expect(second?.problems.count == 4)
  }
}
