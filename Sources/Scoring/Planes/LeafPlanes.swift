import CKernels
import Parallel

/// A forest whose trees have at most six splits, for machines that look bytes up in vectors; see `planes.c`.
struct LeafPlanes: Sendable {
  private let splits: PlaneSplits
  private let tables: PlaneTables
  private let unit: Double

  /// Nil where a tree has too many splits or values are no whole numbers of units.
  ///
  /// - Parameter forest: with values in units (``Forest/inUnits()``).
  init?(_ forest: Forest) {
    // Rounding may have carried a sum to the next power of two, whose unit is twice that of the values.
    guard let unit = forest.unit, let base = Int64(exactly: forest.baseMargin / unit),
      let splits = PlaneSplits(forest)
    else { return nil }
    var tables = PlaneTables()
    tables.offset = base
    for (index, tree) in forest.trees.enumerated() {
      guard let asked = TreeConditions(tree, atMost: PlaneSplits.most) else { return nil }
      let values = (0..<PlaneSplits.answers).compactMap { answers in
        Int64(exactly: Self.value(of: tree, asked, answers: answers) / unit)
      }
      guard values.count == PlaneSplits.answers, tables.append(values, tree: index) else { return nil }
    }
    self.splits = splits
    self.tables = tables
    self.unit = unit
  }

  /// The value of the leaf that a row reaches that goes right where its answers have a bit.
  private static func value(of tree: DecisionTree, _ asked: TreeConditions, answers: Int) -> Double {
    var index = 0
    while !tree.nodes[index].isLeaf {
      let isRight = answers >> asked.ofNode[index] & 1 == 1
      index = Int(isRight ? tree.nodes[index].right : tree.nodes[index].left)
    }
    return tree.nodes[index].value
  }

  /// Writes the margin of each row of `block`; false, and nothing is written, where the machine cannot.
  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>) -> Bool {
    let together = Int(CHURN_FOREST_ROWS)
    let scratch = PlaneSplits.Scratch(splits)
    for first in stride(from: 0, to: block.rowCount, by: together) {
      let count = min(together, block.rowCount - first)
      guard splits.findAnswers(of: block, first: first, count: count, in: scratch) else { return false }
      tables.writeSums(in: scratch, unit: unit, to: margins[first..<first + count])
    }
    return true
  }
}
