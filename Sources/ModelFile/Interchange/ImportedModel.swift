import Scoring
import Variables

/// A model of another tool, ready to score.
public struct ImportedModel: Sendable, Equatable {
  /// The tools whose models are read.
  ///
  /// Here and in ``read(_:allTrees:)`` of a tool they are listed, and nowhere else.
  public enum Tool: String, Sendable, CaseIterable {
    case lightGBM = "LightGBM"
    case xgBoost = "XGBoost"
    case catBoost = "CatBoost"

    /// What a file holds, before it is known whose it is.
    fileprivate enum Content {
      case text([UInt8])
      /// JSON or UBJSON.
      case values(LocatedValue)
    }

    /// Reads a model of the tool; nil where the content is none of its.
    fileprivate func read(_ content: Content, allTrees: Bool) throws -> ImportedModel? {
      switch (self, content) {
      case (.lightGBM, .text(let bytes)): try LightGBMReader.read(bytes)
      case (.xgBoost, .values(let root)):
        try root.optional("learner") == nil ? nil : XGBoostReader.read(root, allTrees: allTrees)
      case (.catBoost, .values(let root)):
        try root.optional("oblivious_trees") == nil && root.optional("trees") == nil
          ? nil : CatBoostReader.read(root)
      case (.lightGBM, .values), (.xgBoost, .text), (.catBoost, .text): nil
      }
    }
  }

  public let tool: Tool
  public let forest: Forest
  /// How the table's columns become the variables, in the order that the tool knows them in.
  public let recipes: [Recipe]
  /// What is used of a model that knows its best round; nil where there is nothing to choose.
  public let rounds: Rounds?

  /// The rounds of a model whose training went on beyond the best one.
  public struct Rounds: Sendable, Equatable {
    public let used: Int
    public let all: Int
  }

  init(tool: Tool, forest: Forest, columns: Columns, rounds: Rounds? = nil) throws(InterchangeError) {
    self.tool = tool
    self.forest = forest
    self.rounds = rounds
    recipes = try Self.recipes(columns, forest: forest)
  }

  /// Names of the variables as the tool knows them.
  public var variables: [String] { recipes.map(\.name) }

  /// Variables that the trees split on as categories.
  static func categories(of forest: Forest) -> Set<Int> {
    var found: Set<Int> = []
    for tree in forest.trees {
      for node in tree.nodes where !node.isLeaf && node.categorySet >= 0 { found.insert(Int(node.variable)) }
    }
    return found
  }

  /// Reads a LightGBM text model, or an XGBoost or CatBoost model as JSON or UBJSON; the content says which it is.
  ///
  /// - Parameter allTrees: whether all trees are used where the model knows which round of its training was the best.
  /// - Throws: ``InterchangeError`` with the place and the reason, for what is broken and for what cannot be
  ///   represented; ``ScoringModelError`` for trees that no model may have.
  public static func read(_ bytes: [UInt8], allTrees: Bool = false) throws -> ImportedModel {
    // A byte-order mark says nothing here.
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    if let kind = ForeignFileKind(bytes) { throw InterchangeError(place: "", problem: kind.problem) }
    let content = try content(of: bytes)
    for tool in Tool.allCases {
      guard let model = try tool.read(content, allTrees: allTrees) else { continue }
      try ScoringModel.forest(model.forest).validate()
      return model
    }
    throw InterchangeError(
      place: "",
      problem:
        "It is neither a model of XGBoost (no key “learner”) nor one of CatBoost (no key “oblivious_trees”).")
  }

  private static func content(of bytes: [UInt8]) throws -> Tool.Content {
    let isBlank = { (byte: UInt8) in byte == 32 || byte == 10 || byte == 13 || byte == 9 }
    let visible = bytes.drop(while: isBlank)
    guard visible.first == UInt8(ascii: "{") else { return .text(bytes) }
    // In UBJSON a length follows, in JSON a quote.
    let second = visible.dropFirst().first { !isBlank($0) }
    let isJSON = second == UInt8(ascii: "\"") || second == UInt8(ascii: "}")
    return .values(isJSON ? try JSONReader.read(bytes) : try UBJSONReader.read(bytes))
  }
}

/// Puts nodes that another tool wrote in any order into ours, parents before their children.
struct ForeignTree {
  /// An inner node, or a leaf.
  enum Node {
    case leaf(value: Double, cover: Double)
    /// Indices of the tool's own nodes.
    case split(variable: Int, threshold: Float, left: Int, right: Int, missingGoesLeft: Bool, cover: Double)
    case categories(
      variable: Int, codes: [UInt32], left: Int, right: Int, missingGoesLeft: Bool, cover: Double)
  }

  /// - Parameters:
  ///   - count: Number of the tool's nodes.
  ///   - node: The node with an index; its error names the place.
  static func assemble(
    root: Int, count: Int, place: String, node: (Int) throws(InterchangeError) -> Node
  ) throws(InterchangeError) -> DecisionTree {
    var nodes: [DecisionTree.Node] = []
    var sets: [[UInt32]] = []
    var isSeen = [Bool](repeating: false, count: count)
    // The tool's index, and which side of which of our nodes leads to it.
    var stack: [(index: Int, parent: Int, isLeft: Bool)] = [(root, -1, false)]
    while let (index, parent, isLeft) = stack.popLast() {
      guard index >= 0, index < count else {
        throw InterchangeError(
          place: place, problem: "A node leads to node \(index), but there are nodes 0 to \(count - 1).")
      }
      guard !isSeen[index] else {
        throw InterchangeError(
          place: place, problem: "Two nodes lead to node \(index), or it leads to itself.")
      }
      isSeen[index] = true
      let mine = nodes.count
      if parent >= 0 {
        if isLeft { nodes[parent].left = Int32(mine) } else { nodes[parent].right = Int32(mine) }
      }
      switch try node(index) {
      case .leaf(let value, let cover): nodes.append(.leaf(value: value, cover: cover))
      case .split(let variable, let threshold, let left, let right, let missingGoesLeft, let cover):
        nodes.append(
          .split(
            variable: variable, threshold: threshold, left: 0, right: 0, missingGoesLeft: missingGoesLeft,
            cover: cover))
        stack += [(right, mine, false), (left, mine, true)]
      case .categories(let variable, let codes, let left, let right, let missingGoesLeft, let cover):
        nodes.append(
          .categorySplit(
            variable: variable, set: sets.count, left: 0, right: 0, missingGoesLeft: missingGoesLeft,
            cover: cover))
        sets.append(codes)
        stack += [(right, mine, false), (left, mine, true)]
      }
    }
    return DecisionTree(nodes: nodes, categorySets: sets)
  }

  /// The largest Float32 that is not above a number: Float32 values compare with it as with the number itself.
  static func threshold(notAbove number: Double, place: String) throws(InterchangeError) -> Float {
    guard !number.isNaN, number >= -Double(Float.greatestFiniteMagnitude) else {
      throw InterchangeError(
        place: place, problem: "\(number) is no threshold that a Float32 can be compared with.")
    }
    let nearest = Float(number)
    if nearest == .infinity { return .greatestFiniteMagnitude }
    return Double(nearest) > number ? nearest.nextDown : nearest
  }
}
