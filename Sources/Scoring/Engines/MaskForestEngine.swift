import Parallel

/// Scores a forest whose trees have at most 256 leaves by asking every node of 128 rows at once.
///
/// Nothing is walked, so nothing is waited for; see `masks.c`. Leaf values are added in the order of the trees, so
/// the bits are those of the reference.
struct MaskForestEngine: ScoringEngine {
  /// Blocks with fewer rows are scored row by row.
  private static let fewRows = 12

  private let baseMargin: Double
  private let layout: MaskLayout
  private let rowWalk: RowWalk

  /// Nil where a tree has too many leaves or the trees have too many splits.
  init?(_ forest: Forest) {
    guard let layout = MaskLayout(forest) else { return nil }
    self.layout = layout
    baseMargin = forest.baseMargin
    rowWalk = RowWalk(forest)
  }

  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>) {
    if block.rowCount < Self.fewRows {
      for row in 0..<block.rowCount {
        margins[row] = rowWalk.margin(block.row(row))
      }
      return
    }
    let together = ScoringKernels.forestRows
    let sums = AlignedArray<Double>(count: together)
    let codes = AlignedArray<Int8>(count: together * layout.codes.columns.count)
    for first in stride(from: 0, to: block.rowCount, by: together) {
      let count = min(together, block.rowCount - first)
      sums.view.fill(with: baseMargin)
      layout.codes.writeCodes(of: block, first: first, count: count, into: codes.view)
      ScoringKernels.addLeaves(layout, codes: codes.view, to: sums.view)
      for row in 0..<count { margins[first + row] = sums.view[row] }
    }
    withExtendedLifetime((sums, codes)) {}
  }

  func margin(of row: RowView) -> Double { rowWalk.margin(row) }
}
