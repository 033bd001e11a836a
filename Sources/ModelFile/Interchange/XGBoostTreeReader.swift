import Scoring

/// Reads XGBoost's trees.
///
/// XGBoost lists the codes that go right at a split of categories; all others, seen in training or not, go left. Ours go
/// where missing values go unless they are listed. So where missing values go right, the other codes are listed, up to
/// one that stands for all beyond the greatest that any tree lists (``codesWithOther``).
struct XGBoostTreeReader {
  /// Codes of all sets that may be written out; one code near the greatest possible would fill the memory with each set.
  private static let mostCodes = 1 << 24

  private let trees: [LocatedValue]
  private let variableCount: Int
  /// How many codes each variable's sets are a choice among.
  private let codeCounts: [Int]
  /// For variables whose categories the model does not list: the number of codes, of which the last stands for all others.
  let codesWithOther: [Int: Int]
  private var writtenCodes = 0

  /// - Parameter levelCounts: number of categories of the variables whose categories the model lists.
  init(trees: [LocatedValue], variableCount: Int, levelCounts: [Int: Int]) throws(InterchangeError) {
    var counts = [Int](repeating: 1, count: variableCount)
    for tree in trees { try Self.count(tree, into: &counts) }
    var withOther: [Int: Int] = [:]
    for variable in counts.indices {
      if let listed = levelCounts[variable] {
        counts[variable] = max(counts[variable] - 1, listed)
      } else {
        withOther[variable] = counts[variable]
      }
    }
    (self.trees, self.variableCount, codeCounts, codesWithOther) = (trees, variableCount, counts, withOther)
  }

  /// Counts the codes up to the greatest that a tree lists, and one more.
  private static func count(_ tree: LocatedValue, into counts: inout [Int]) throws(InterchangeError) {
    guard let nodes = try tree.optional("categories_nodes") else { return }
    let variables = try tree.at("split_indices").numbers()
    let codes = try tree.at("categories").numbers()
    let starts = try tree.at("categories_segments").numbers()
    let sizes = try tree.at("categories_sizes").numbers()
    for (index, node) in try nodes.numbers().enumerated() {
      guard index < starts.count, index < sizes.count, let node = Int(exactly: node),
        variables.indices.contains(node), let variable = Int(exactly: variables[node]),
        counts.indices.contains(variable), let start = Int(exactly: starts[index]),
        let size = Int(exactly: sizes[index]), start >= 0, size >= 0, start <= codes.count,
        size <= codes.count - start
      else {
        throw tree.fail("The categories of its splits contradict each other.")
      }
      for code in codes[start..<start + size] {
        guard code >= 0, code < Double(1 << 24) - 1 else {
          throw tree.fail("\(code) is no code of a category.")
        }
        counts[variable] = max(counts[variable], Int(code) + 2)
      }
    }
  }

  /// - Parameter weight: what its leaves' values are multiplied by.
  mutating func tree(_ number: Int, weight: Double) throws(InterchangeError) -> DecisionTree {
    let tree = trees[number]
    let parameters = try tree.at("tree_param")
    if let size = try parameters.optional("size_leaf_vector"), try size.number() > 1 {
      throw size.fail(
        "Its leaves hold several values, so it predicts several outcomes; train a model for one of them.")
    }
    let left = try tree.at("left_children").numbers()
    let right = try tree.at("right_children").numbers()
    let variables = try tree.at("split_indices").numbers()
    let conditions = try tree.at("split_conditions").numbers()
    let defaultLeft = try tree.at("default_left").numbers()
    let covers = try tree.at("sum_hessian").numbers()
    let types = try tree.optional("split_type")?.numbers() ?? []
    let count = left.count
    guard count > 0, count <= 1 << 22 else { throw tree.fail("A tree of \(count) nodes is not possible.") }
    try Self.check(
      [
        ("right_children", right.count), ("split_indices", variables.count),
        ("split_conditions", conditions.count), ("default_left", defaultLeft.count),
        ("sum_hessian", covers.count), ("split_type", types.isEmpty ? count : types.count),
      ], are: count, tree)
    let rightSets = types.contains(1) ? try Self.sets(tree, nodeCount: count) : [:]
    let variableCount = variableCount
    return try ForeignTree.assemble(root: 0, count: count, place: tree.place) {
      index throws(InterchangeError) in
      if left[index] == -1 {
        return .leaf(value: weight * Double(Float(conditions[index])), cover: covers[index])
      }
      guard let variable = Int(exactly: variables[index]), variable >= 0, variable < variableCount,
        let leftChild = Int(exactly: left[index]), let rightChild = Int(exactly: right[index])
      else {
        throw tree.fail(
          "Node \(index) splits on variable \(variables[index]) of \(variableCount) and has the children "
            + "\(left[index]) and \(right[index]).")
      }
      let missingGoesLeft = defaultLeft[index] != 0
      if !types.isEmpty, types[index] == 1 {
        guard let rightCodes = rightSets[index] else {
          throw tree.fail("Node \(index) has no set of categories.")
        }
        return .categories(
          variable: variable,
          codes: try listed(rightCodes, variable, missingGoesLeft: missingGoesLeft, node: index, of: tree),
          left: leftChild, right: rightChild, missingGoesLeft: missingGoesLeft, cover: covers[index])
      }
      // Numbers go left where they are less, not where they are equal.
      let threshold = Float(conditions[index]).nextDown
      guard threshold.isFinite else {
        throw tree.fail("Node \(index) compares with \(conditions[index]), which tells no numbers apart.")
      }
      return .split(
        variable: variable, threshold: threshold, left: leftChild, right: rightChild,
        missingGoesLeft: missingGoesLeft, cover: covers[index])
    }
  }

  /// The codes that leave the side of missing values.
  private mutating func listed(
    _ rightCodes: [UInt32], _ variable: Int, missingGoesLeft: Bool, node: Int, of tree: LocatedValue
  ) throws(InterchangeError) -> [UInt32] {
    writtenCodes += missingGoesLeft ? rightCodes.count : codeCounts[variable] - rightCodes.count
    guard writtenCodes <= Self.mostCodes else {
      throw tree.fail(
        "The sets of categories up to node \(node) hold more than \(Self.mostCodes) codes; variable \(variable) has "
          + "\(codeCounts[variable]). Number the categories from 0 and train again.")
    }
    if missingGoesLeft { return rightCodes }
    let right = Set(rightCodes)
    return (0..<UInt32(codeCounts[variable])).filter { !right.contains($0) }
  }

  /// Checks that every array of a tree has an entry for each node.
  private static func check(_ lengths: [(name: String, count: Int)], are count: Int, _ tree: LocatedValue)
    throws(InterchangeError)
  {
    for (name, other) in lengths where other != count {
      throw tree.fail("It has \(count) nodes by “left_children”, but \(other) by “\(name)”.")
    }
  }

  /// The codes that go right at each node that splits categories, ascending.
  private static func sets(_ tree: LocatedValue, nodeCount: Int) throws(InterchangeError) -> [Int: [UInt32]] {
    let nodes = try tree.at("categories_nodes").numbers()
    let starts = try tree.at("categories_segments").numbers()
    let sizes = try tree.at("categories_sizes").numbers()
    let codes = try tree.at("categories").numbers()
    // That the parts fit each other has been checked when the codes were counted.
    var sets: [Int: [UInt32]] = [:]
    for (index, node) in nodes.enumerated() {
      let start = Int(starts[index])
      sets[Int(node)] = Set(codes[start..<start + Int(sizes[index])].map { UInt32($0) }).sorted()
    }
    return sets
  }
}
