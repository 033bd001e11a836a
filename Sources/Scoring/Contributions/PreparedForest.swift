import CKernels
import Parallel

/// All that the contributions of a forest need: a table for each tree that has few splits, a walk for the others.
///
/// Values of tables are rounded to a unit in which their sums are exact, as those of leaves are (``Forest/unit``), and come
/// before the walks: then it does not matter how they are looked up.
struct PreparedForest: Sendable {

  /// Rows that pass through a tree before the next tree is fetched.
  private static let tileRows = Int(CHURN_CONTRIBUTION_ROWS)
  /// From one variable's values and sums to the next: no powers of two, so that they do not push each other out of
  /// the cache.
  private static let valueStride = tileRows + 16
  private static let shareStride = tileRows + 8

  /// The variables that the trees split on; a variable's index here is its slot among the sums.
  private let variables: [Int32]
  /// Trees that have so few splits that ``planes`` can look them up.
  private let smallTables: [ContributionTable]
  private let largeTables: [ContributionTable]
  /// The small tables once more, for machines that can.
  private let planes: ContributionPlanes?
  private let walks: [ContributionWalk]

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
    var small: [(tree: DecisionTree, table: ContributionTable)] = []
    var large: [ContributionTable] = []
    var walks: [ContributionWalk] = []
    // A tree of one leaf gives no variable anything.
    for tree in forest.trees where tree.nodes.count > 1 {
      guard tabling,
        let table = ContributionTable(tree, slots: slots, spareSlot: Int32(variables.count), rules: &rules)
      else {
        walks.append(ContributionWalk(tree, slots: slots, rules: &rules))
        continue
      }
      if table.conditionCount <= PlaneSplits.most {
        small.append((tree, table))
      } else {
        large.append(table)
      }
    }
    (smallTables, largeTables, self.walks) = (small.map(\.table), large, walks)
    let magnitudes = (smallTables + large).map(\.greatestMagnitude)
    guard let unit = Forest.unit(sum: magnitudes.reduce(0, +), largest: magnitudes.max() ?? 0) else {
      planes = nil
      return
    }
    for table in smallTables + large { table.round(to: unit) }
    planes = ContributionPlanes(
      small, variableCount: forest.variableCount, slotCount: variables.count, unit: unit)
  }

  /// Number of trees whose contributions are looked up.
  var tableCount: Int { smallTables.count + largeTables.count }

  /// Calls `body` for each tile of rows with the variables that the forest splits on, the rows, and their shares:
  /// row r's of variable s at `shareStride * s + r`.
  func forEachTile(
    of block: ColumnBlock,
    _ body: (
      _ variables: [Int32], _ rows: Range<Int>, _ shares: SharedBuffer<Double>, _ shareStride: Int
    ) -> Void
  ) {
    let values = AlignedArray<Float>(count: Self.valueStride * variables.count)
    let sums = AlignedArray<Double>(count: Self.shareStride * (variables.count + 1))
    let scratch = ContributionScratch(for: walks)
    let planes = planes.map { ($0, scratch: $0.scratch) }
    let needsValues = !largeTables.isEmpty || !walks.isEmpty
    for start in stride(from: 0, to: block.rowCount, by: Self.tileRows) {
      let rows = start..<min(start + Self.tileRows, block.rowCount)
      let isLookedUp =
        planes.map { planes, scratch in
          planes.writeShares(
            of: block.rows(rows), into: sums.view, shareStride: Self.shareStride, scratch: scratch)
        } ?? false
      if !isLookedUp { sums.view.fill(with: 0) }
      if !isLookedUp || needsValues {
        let tile = ContributionTile(
          values: values.view, valueStride: Self.valueStride,
          rowCount: load(block.rows(rows), into: values.view), shares: sums.view,
          shareStride: Self.shareStride)
        if !isLookedUp { for table in smallTables { table.addContributions(to: tile) } }
        for table in largeTables { table.addContributions(to: tile) }
        for walk in walks { walk.addContributions(to: tile, scratch: scratch) }
      }
      body(variables, rows, sums.view, Self.shareStride)
    }
    withExtendedLifetime((values, sums, scratch)) {}
  }

  /// Copies the values that the forest reads, filled up to whole steps with copies of the first row.
  ///
  /// - Returns: the number of rows with those that were added.
  private func load(_ block: ColumnBlock, into values: SharedBuffer<Float>) -> Int {
    let step = Int(CHURN_CONTRIBUTION_STEP)
    let whole = (block.rowCount + step - 1) / step * step
    for (slot, variable) in variables.enumerated() {
      let target = values[(slot * Self.valueStride)...]
      let source = block.column(Int(variable), 0..<block.rowCount)
      target[0..<block.rowCount].copy(from: source)
      for row in block.rowCount..<whole { target[row] = source[0] }
    }
    return whole
  }
}
