import Parallel

/// Scores a forest by letting eight rows walk through each tree side by side.
///
/// One row's walk is a chain of loads that each wait for the one before; eight walks wait at the same time.
/// Rows are taken in tiles that fit the nearest cache together with a tree, and each row's leaf values are
/// added in the order of the trees, so the bits are those of the reference.
struct WalkingForestEngine: ScoringEngine {
  /// Groups of rows that pass through a tree before the next tree is fetched.
  private static let groupsPerTile = 8

  private let packed: PackedForest

  private let rowWalk: RowWalk

  init(_ forest: Forest) {
    packed = PackedForest(forest)
    rowWalk = RowWalk(forest)
  }

  func margin(of row: RowView) -> Double { rowWalk.margin(row) }

  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>) {
    let lanes = PackedForest.lanes
    let groupKeys = packed.variables.count * lanes
    let tileRows = lanes * Self.groupsPerTile
    let keyOwner = AlignedArray<Int32>(count: groupKeys * Self.groupsPerTile)
    let sumOwner = AlignedArray<Double>(count: tileRows)
    let keys = keyOwner.view
    let sums = sumOwner.view

    for start in stride(from: 0, to: block.rowCount, by: tileRows) {
      let rowCount = min(tileRows, block.rowCount - start)
      let groups = (rowCount + lanes - 1) / lanes
      for group in 0..<groups {
        let firstRow = start + group * lanes
        packed.loadKeys(
          of: block, rows: firstRow..<min(firstRow + lanes, start + rowCount),
          into: keys[(group * groupKeys)...])
      }
      sums.fill(with: packed.baseMargin)
      packed.withTrees { tree in
        for group in 0..<groups {
          tree.addLeafValues(keys: keys[(group * groupKeys)...], sums: sums[(group * lanes)...])
        }
      }
      for row in 0..<rowCount { margins[start + row] = sums[row] }
    }
    withExtendedLifetime((keyOwner, sumOwner)) {}
  }
}
