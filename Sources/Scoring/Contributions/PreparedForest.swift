import CKernels
import Numerics

/// All that the contributions of a forest need: a table for each tree that asks few questions, a walk for the others.
struct PreparedForest: Sendable {
  private enum Tree: Sendable {
    case table(ContributionTable)
    case walk(ContributionWalk)
  }

  /// Rows that pass through a tree before the next tree is fetched.
  private static let tileRows = Int(CHURN_CONTRIBUTION_ROWS)
  /// From one variable's values and sums to the next: no powers of two, so that they do not push each other out of
  /// the cache.
  private static let valueStride = tileRows + 16
  private static let shareStride = tileRows + 8

  /// The variables that the trees ask for; a variable's place here is its slot among the sums.
  private let variables: [Int32]
  /// The trees that have more than one leaf.
  private let trees: [Tree]

  /// - Parameter tabling: whether trees may be tabled; without it all are walked.
  init(_ forest: Forest, tabling: Bool = true) {
    var slots = [Int32](repeating: -1, count: forest.variableCount)
    var variables: [Int32] = []
    for tree in forest.trees {
      for node in tree.nodes where !node.isLeaf && slots[Int(node.variable)] < 0 {
        slots[Int(node.variable)] = Int32(variables.count)
        variables.append(node.variable)
      }
    }
    self.variables = variables
    var rules = QuadratureRules()
    trees = forest.trees.filter { $0.nodes.count > 1 }.map { tree in
      if tabling,
        let table = ContributionTable(tree, slots: slots, spareSlot: Int32(variables.count), rules: &rules)
      {
        return .table(table)
      }
      return .walk(ContributionWalk(tree, slots: slots, rules: &rules))
    }
  }

  /// Number of trees whose contributions are looked up.
  var tableCount: Int {
    trees.count {
      if case .table = $0 { true } else { false }
    }
  }

  /// Calls `body` for each tile of rows with the variables that the forest asks for, the rows, and their shares:
  /// row r's of variable s at `shareStride * s + r`.
  func forEachTile(
    of block: ColumnBlock,
    _ body: (
      _ variables: [Int32], _ rows: Range<Int>, _ shares: UnsafePointer<Double>, _ shareStride: Int
    ) -> Void
  ) {
    let values = AlignedArray<Float>(count: Self.valueStride * variables.count)
    let sums = AlignedArray<Double>(count: Self.shareStride * (variables.count + 1))
    let walks: [ContributionWalk] = trees.compactMap {
      if case .walk(let walk) = $0 { walk } else { nil }
    }
    let scratch = ContributionScratch(for: walks)
    for start in stride(from: 0, to: block.rowCount, by: Self.tileRows) {
      let rows = start..<min(start + Self.tileRows, block.rowCount)
      let tile = ContributionTile(
        values: values.view.base, valueStride: Self.valueStride,
        rowCount: load(block.rows(rows), into: values.view.base), shares: sums.view.base,
        shareStride: Self.shareStride)
      sums.view.base.update(repeating: 0, count: sums.count)
      for tree in trees {
        switch tree {
        case .table(let table): table.addContributions(to: tile)
        case .walk(let walk): walk.addContributions(to: tile, scratch: scratch)
        }
      }
      body(variables, rows, sums.view.base, Self.shareStride)
    }
    withExtendedLifetime((values, sums, scratch)) {}
  }

  /// Copies the values that the forest asks for, filled up to whole steps with copies of the first row.
  ///
  /// - Returns: the number of rows with those that were added.
  private func load(_ block: ColumnBlock, into values: UnsafeMutablePointer<Float>) -> Int {
    let step = Int(CHURN_CONTRIBUTION_STEP)
    let whole = (block.rowCount + step - 1) / step * step
    for (slot, variable) in variables.enumerated() {
      let target = values + slot * Self.valueStride
      let source = block.values.base + Int(variable) * block.columnStride
      target.update(from: source, count: block.rowCount)
      for row in block.rowCount..<whole { target[row] = source[0] }
    }
    return whole
  }
}
