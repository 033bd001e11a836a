import CKernels
import Parallel

/// The tabled contributions of trees of at most six splits, for machines that look bytes up in vectors: for each
/// variable the tables of all trees that split on it, one after the other.
struct ContributionPlanes: Sendable {
  private let splits: PlaneSplits
  /// By the slot of a variable.
  private let tables: [PlaneTables]
  private let unit: Double

  /// Nil where the trees have too many different splits or values are no whole numbers of `unit`.
  ///
  /// - Parameters:
  ///   - trees: trees of at most six splits with their tables, whose values have been rounded to `unit`.
  ///   - slotCount: number of variables that have a slot.
  init?(
    _ trees: [(tree: DecisionTree, table: ContributionTable)], variableCount: Int, slotCount: Int,
    unit: Double
  ) {
    let forest = Forest(variableCount: variableCount, baseMargin: 0, trees: trees.map(\.tree))
    guard let splits = PlaneSplits(forest) else { return nil }
    var tables = [PlaneTables](repeating: PlaneTables(), count: slotCount)
    for (index, tree) in trees.enumerated() {
      for (position, slot) in tree.table.variableSlots.enumerated() {
        let values = (0..<PlaneSplits.answers).compactMap { answers in
          Int64(exactly: tree.table.value(right: answers, position: position) / unit)
        }
        guard values.count == PlaneSplits.answers, tables[Int(slot)].append(values, tree: index) else {
          return nil
        }
      }
    }
    self.splits = splits
    self.tables = tables
    self.unit = unit
  }

  var scratch: PlaneSplits.Scratch { PlaneSplits.Scratch(splits) }

  /// Writes the sums of all variables of the rows of `block` to `shares[shareStride * slot + row]`.
  ///
  /// - Returns: false, and nothing is written, where the machine cannot.
  func writeShares(
    of block: ColumnBlock, into shares: SharedBuffer<Double>, shareStride: Int,
    scratch: PlaneSplits.Scratch
  ) -> Bool {
    let together = Int(CHURN_FOREST_ROWS)
    for first in stride(from: 0, to: block.rowCount, by: together) {
      let count = min(together, block.rowCount - first)
      guard splits.findAnswers(of: block, first: first, count: count, in: scratch) else { return false }
      for (slot, table) in tables.enumerated() {
        table.writeSums(
          in: scratch, unit: unit, to: shares[shareStride * slot + first..<shareStride * slot + first + count]
        )
      }
    }
    return true
  }
}
