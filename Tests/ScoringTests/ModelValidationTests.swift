import Foundation
import Testing

@testable import Scoring

@Suite("Models from files")
struct ModelValidationTests {
  private let tree = DecisionTree(
    nodes: [
      .split(variable: 0, threshold: 1, left: 1, right: 2, missingGoesLeft: true, cover: 10),
      .categorySplit(variable: 1, set: 0, left: 3, right: 4, missingGoesLeft: false, cover: 6),
      .leaf(value: 1, cover: 4), .leaf(value: 2, cover: 3), .leaf(value: 3, cover: 3),
    ], categorySets: [[1, 3]])

  private func problem(_ change: (inout DecisionTree) -> Void) -> ScoringModelError? {
    var broken = tree
    change(&broken)
    let forest = Forest(variableCount: 2, baseMargin: 0, trees: [tree, tree, tree, broken])
    do {
      try ScoringModel.forest(forest).validate()
      return nil
    } catch { return error }
  }

  @Test("a sound tree passes")
  func soundTree() { #expect(problem { _ in } == nil) }

  @Test("hostile trees are refused, and the sentence says where")
  func hostileTrees() {
    let attacks: [(String, (inout DecisionTree) -> Void)] = [
      ("tree 3", { $0.nodes = [] }),
      ("tree 3, node 0", { $0.nodes[0].left = 0 }),
      ("tree 3, node 1", { $0.nodes[1].left = 0 }),
      ("tree 3, node 1", { $0.nodes[1].right = 5 }),
      ("tree 3, node 1", { $0.nodes[1].right = .max }),
      ("tree 3, node 1", { $0.nodes[1].right = -4 }),
      ("tree 3, node 1", { $0.nodes[1].right = 2 }),
      ("tree 3, node 1", { $0.nodes[1].right = 3 }),
      ("tree 3, node 5", { $0.nodes.append(.leaf(value: 0, cover: 0)) }),
      ("tree 3, node 1", { $0.nodes[1].variable = 2 }),
      ("tree 3, node 1", { $0.nodes[1].variable = -2 }),
      ("tree 3, node 3", { $0.nodes[1].variable = -1 }),
      ("tree 3, node 0", { $0.nodes[0].threshold = .nan }),
      ("tree 3, node 0", { $0.nodes[0].threshold = .infinity }),
      ("tree 3, node 2", { $0.nodes[2].value = .nan }),
      ("tree 3, node 2", { $0.nodes[2].value = -.infinity }),
      ("tree 3, node 2", { $0.nodes[2].value = 1e300 }),
      ("tree 3, node 2", { $0.nodes[2].cover = .nan }),
      ("tree 3, node 2", { $0.nodes[2].cover = -1 }),
      ("tree 3, node 1", { $0.nodes[1].categorySet = 1 }),
      ("tree 3, node 1", { $0.nodes[1].categorySet = -2 }),
      ("tree 3, category set 0", { $0.categorySets[0] = [3, 1] }),
      ("tree 3, category set 0", { $0.categorySets[0] = [1, 1] }),
      ("tree 3, category set 0", { $0.categorySets[0] = [.max] }),
      ("tree 3", { $0.categorySets += [[UInt32]](repeating: [1 << 24 - 1], count: 100) }),
    ]
    for (index, attack) in attacks.enumerated() {
      let found = problem(attack.1)
      #expect(found?.place == attack.0, "attack \(index): \(found?.description ?? "passed")")
    }
  }

  @Test("a chain of nodes that is deeper than any trained tree is refused")
  func deepChain() {
    var nodes: [DecisionTree.Node] = []
    for level in 0..<5000 {
      nodes.append(
        .split(
          variable: 0, threshold: 0, left: 2 * level + 1, right: 2 * level + 2, missingGoesLeft: false,
          cover: 1))
      nodes.append(.leaf(value: 0, cover: 1))
    }
    nodes.append(.leaf(value: 0, cover: 1))
    // Node 2k splits, node 2k + 1 is its left leaf.
    let chain = DecisionTree(nodes: nodes)
    let found = problem { $0 = chain }
    #expect(found?.problem.contains("deeper") == true)
  }

  @Test("forests with impossible sizes or margins are refused")
  func hostileForests() {
    for forest in [
      Forest(variableCount: -1, baseMargin: 0, trees: []),
      Forest(variableCount: 1 << 40, baseMargin: 0, trees: []),
      Forest(variableCount: 1, baseMargin: .nan, trees: []),
      Forest(variableCount: 1, baseMargin: .infinity, trees: []),
      Forest(variableCount: 1, baseMargin: 0, trees: [tree]),
    ] {
      #expect(throws: ScoringModelError.self) { try ScoringModel.forest(forest).validate() }
    }
  }

  @Test("hostile linear models are refused, and the sentence says where")
  func hostileLinearModels() throws {
    let sound = NumericTerm(variable: 0, lowest: 0, highest: 9, imputation: 1, mean: 4, scale: 2, weight: 3)
    let category = CategoryTerm(variable: 1, weights: [1, 2], otherWeight: 0, meanWeight: 0)
    func check(_ numeric: NumericTerm, _ category: CategoryTerm) throws {
      let terms = [LinearTerm.numeric(numeric), .category(category)]
      try ScoringModel.linear(LinearModel(variableCount: 2, intercept: 0, terms: terms)).validate()
    }
    try check(sound, category)
    let attacks: [(inout NumericTerm) -> Void] = [
      { $0.variable = 2 }, { $0.variable = -1 }, { $0.lowest = 10 }, { $0.lowest = -.infinity },
      { $0.highest = .infinity }, { $0.imputation = .nan }, { $0.mean = .nan }, { $0.scale = 0 },
      { $0.scale = -1 }, { $0.scale = .nan }, { $0.scale = 1e-300 }, { $0.weight = .infinity },
      { $0.missingWeight = .nan }, { $0.missingShare = 1.5 }, { $0.missingShare = -0.1 },
      {
        $0.highest = 1e90
        $0.weight = 1e90
      },
    ]
    for (index, attack) in attacks.enumerated() {
      var broken = sound
      attack(&broken)
      let error = #expect(throws: ScoringModelError.self, "attack \(index)") { try check(broken, category) }
      #expect(error?.place == "term 0")
    }
    for attack: (inout CategoryTerm) -> Void in [
      { $0.variable = 9 }, { $0.weights[1] = .nan }, { $0.otherWeight = .infinity }, { $0.meanWeight = .nan },
    ] {
      var broken = category
      attack(&broken)
      let error = #expect(throws: ScoringModelError.self) { try check(sound, broken) }
      #expect(error?.place == "term 1")
    }
  }

  @Test("what is written is read back the same")
  func roundTrip() throws {
    var models = RandomModels(seed: 20)
    for _ in 0..<50 {
      let forest = ScoringModel.forest(
        models.forest(trees: 3, largestTree: 9, variables: 4, categoryCount: models.random.below(3)))
      let linear = ScoringModel.linear(models.linearModel(variables: 3))
      for model in [forest, linear] {
        let data = try JSONEncoder().encode(model)
        #expect(try JSONDecoder().decode(ScoringModel.self, from: data) == model)
      }
    }
  }

  @Test("a tree whose arrays differ in length is refused while reading")
  func unequalArrays() throws {
    let text = """
      {"variable": [-1], "threshold": [0, 0], "left": [0], "right": [0], "missing_goes_left": [0],
       "value": [1], "cover": [1]}
      """
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(DecisionTree.self, from: Data(text.utf8))
    }
  }
}
