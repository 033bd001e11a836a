import Numerics

/// Scores a forest by letting sixteen rows walk through each tree side by side.
///
/// One row's walk is a chain of loads that each wait for the one before; sixteen walks wait at the same time.
/// Rows are taken in tiles that fit the nearest cache together with a tree, and each row's leaf values are
/// added in the order of the trees, so the bits are those of the reference.
struct WalkingForestEngine: ScoringEngine {
  /// Rows that walk side by side.
  static let lanes = 16
  /// Groups of rows that pass through a tree before the next tree is fetched.
  private static let groupsPerTile = 4

  private let packed: PackedForest

  init(_ forest: Forest) { packed = PackedForest(forest, lanes: Self.lanes) }

  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>) {
    let lanes = Self.lanes
    let groupKeys = packed.variables.count * lanes
    let tileRows = lanes * Self.groupsPerTile
    let keyOwner = AlignedArray<Int32>(count: groupKeys * Self.groupsPerTile)
    let positionOwner = AlignedArray<Int32>(count: lanes)
    let sumOwner = AlignedArray<Double>(count: tileRows)
    let keys = keyOwner.view.base
    let positions = positionOwner.view.base
    let sums = sumOwner.view.base

    for start in stride(from: 0, to: block.rowCount, by: tileRows) {
      let rowCount = min(tileRows, block.rowCount - start)
      let groups = (rowCount + lanes - 1) / lanes
      for group in 0..<groups {
        let firstRow = start + group * lanes
        packed.loadKeys(
          of: block, rows: firstRow..<min(firstRow + lanes, start + rowCount), into: keys + group * groupKeys)
      }
      for row in 0..<tileRows { sums[row] = packed.baseMargin }
      packed.withTrees { tree in
        for group in 0..<groups {
          let groupSums = sums + group * lanes
          tree.walk(keys: keys + group * groupKeys, lanes: lanes, positions: positions)
          for lane in 0..<lanes { groupSums[lane] += tree.values[Int(positions[lane])] }
        }
      }
      for row in 0..<rowCount { margins[start + row] = sums[row] }
    }
    withExtendedLifetime((keyOwner, positionOwner, sumOwner)) {}
  }
}
