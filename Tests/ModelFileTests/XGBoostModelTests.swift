import Parallel
import Scoring
import Testing
import Variables

@testable import ModelFile

@Suite("XGBoost's models")
struct XGBoostModelTests {
  private typealias Tree = ForeignModels.XGBoostTree

  private func model(_ text: String, allTrees: Bool = false) throws -> ImportedModel {
    try ImportedModel.read(Array(text.utf8), allTrees: allTrees)
  }

  private func margins(_ forest: Forest, _ values: [Float]) throws -> [Double] {
    try Scorer(.forest(forest)).margins(of: ColumnMatrix(columns: [values]), team: ThreadTeam(threadCount: 1))
  }

  @Test(
    "send every code but the listed ones left, on whichever side missing values go", arguments: [true, false])
  func codes(missingGoesLeft: Bool) throws {
    let read = try model(ForeignModels.xgBoost([Tree(right: [1, 3], missingGoesLeft: missingGoesLeft)]))
    // Codes 0 to 3 are asked for; 4 stands for all others.
    #expect(read.recipes[0] == Recipe(name: "x0", function: .codeOrOther, columns: ["x0"], figures: [5]))
    #expect(
      try margins(read.forest, [0, 1, 2, 3, 4, .nan]) == [-1, 1, -1, 1, -1, missingGoesLeft ? -1 : 1])
  }

  @Test("written anew say the same of all codes, seen or not", arguments: [true, false])
  func writtenAnew(missingGoesLeft: Bool) throws {
    let first = try model(
      ForeignModels.xgBoost([
        Tree(right: [1, 3], missingGoesLeft: missingGoesLeft),
        Tree(value: 0.25, right: [0], missingGoesLeft: !missingGoesLeft), Tree(value: 0.0625, right: []),
      ]))
    let written = try ExportFormat.xgboost.bytes(
      .forest(first.forest), variables: ["x0"], otherCodes: [0: 4], producer: "")
    let second = try ImportedModel.read(written)
    #expect(second.recipes == first.recipes)
    let values: [Float] = [0, 1, 2, 3, 4, .nan]
    #expect(try margins(second.forest, values) == margins(first.forest, values))
  }

  @Test("written from own sets keep unseen codes with missing values")
  func ownSets() throws {
    for missingGoesLeft in [true, false] {
      let tree = DecisionTree(
        nodes: [
          .categorySplit(variable: 0, set: 0, left: 1, right: 2, missingGoesLeft: missingGoesLeft, cover: 2),
          .leaf(value: 1, cover: 1), .leaf(value: -1, cover: 1),
        ], categorySets: [[0, 2]])
      let forest = Forest(variableCount: 1, baseMargin: 0, trees: [tree])
      let read = try ImportedModel.read(XGBoostWriter.bytes(.forest(forest), variables: ["x0"]))
      // Code 3 stands for all others, 1000 and more among them.
      let values: [Float] = [0, 1, 2, 3, .nan]
      #expect(try margins(read.forest, values) == margins(forest, values))
    }
  }

  @Test("take categories as the table had them")
  func cats() throws {
    let cats = #"""
      ,"cats":{"enc":[{"offsets":[0,1,3],"values":[97,-61,-92]},{"type":15,"values":[10,20]}],"feature_segments":[0,2,4]}
      """#
    let read = try model(
      ForeignModels.xgBoost([Tree(right: [1]), Tree(right: [0], variable: 1)], variables: 2, further: cats))
    #expect(
      read.recipes == [
        Recipe(name: "x0", function: .category, columns: ["x0"], levels: ["a", "ä"]),
        Recipe(name: "x1", function: .numberCategory, columns: ["x1"], levels: ["10", "20"]),
      ])
    // Missing values go right; of the levels, those that are not listed leave them.
    #expect(read.forest.trees[0].categorySets == [[0]])
    let cut = ForeignModels.xgBoost(
      [Tree(right: [1])],
      further: cats.replacing("[0,1,3]", with: "[0,2,3]").replacing(
        ",{\"type\":15,\"values\":[10,20]}", with: ""))
    #expect(throws: InterchangeError.self) { try model(cut) }
  }

  @Test("are used up to their best round, or whole where that is asked for")
  func bestRound() throws {
    let trees = (0..<6).map { Tree(value: Double(1 << $0)) }
    let best = #"{"best_iteration":"1"}"#
    let text = ForeignModels.xgBoost(trees, attributes: best)
    #expect(try model(text).rounds == .init(used: 2, all: 6))
    #expect(try margins(model(text).forest, [1]) == [3])
    #expect(try model(text, allTrees: true).rounds == .init(used: 6, all: 6))
    #expect(try margins(model(text, allTrees: true).forest, [1]) == [63])
    // Two or three trees a round.
    let pairs = ForeignModels.xgBoost(
      trees, attributes: best, further: #","gbtree_model_param":{"num_parallel_tree":"2"}"#)
    #expect(try margins(model(pairs).forest, [1]) == [15])
    #expect(try model(pairs).rounds == .init(used: 2, all: 3))
    let listed = ForeignModels.xgBoost(trees, attributes: best, further: #","iteration_indptr":[0,3,5,6]"#)
    #expect(try margins(model(listed).forest, [1]) == [31])
    // The last round is the best, or there is none.
    #expect(try model(ForeignModels.xgBoost(trees, attributes: #"{"best_iteration":"5"}"#)).rounds == nil)
    #expect(try model(ForeignModels.xgBoost(trees)).rounds == nil)
    #expect(throws: InterchangeError.self) {
      try model(ForeignModels.xgBoost(trees, further: #","iteration_indptr":[0,3,5,9]"#))
    }
  }

  @Test("of DART count each tree by its weight")
  func dart() throws {
    let read = try model(ForeignModels.xgBoost([Tree(), Tree(value: 2)], weights: [0.5, 0.25]))
    #expect(try margins(read.forest, [1, -1]) == [1, -1])
    #expect(throws: InterchangeError.self) {
      try model(ForeignModels.xgBoost([Tree(), Tree()], weights: [1]))
    }
  }

  @Test("of several outcomes and configurations are told by what they are")
  func refusals() throws {
    let problem = { (text: String) in try #require(throws: InterchangeError.self) { try model(text) }.problem
    }
    #expect(try problem(ForeignModels.xgBoost([Tree()], targets: 2)).contains("2 outcomes"))
    let configuration = #"""
      {"learner":{"gradient_booster":{"name":"gbtree","gbtree_train_param":{}},"learner_model_param":{"base_score":"5E-1",
      "num_feature":"1"},"objective":{"name":"binary:logistic"}}}
      """#
    #expect(try problem(configuration).contains("save_config"))
  }
}
