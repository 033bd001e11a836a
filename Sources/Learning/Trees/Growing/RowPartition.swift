import Parallel

/// The rows of a tree's nodes: each node holds a range of one list of rows, in ascending order.
final class RowPartition: Sendable {
  /// A node that is to be divided.
  struct Division: Sendable {
    var rows: Range<Int>
    var variable: Int
    /// Whether rows with each code go left: 256 bytes of 0 or 1.
    var table: [UInt8]
  }

  private struct Block: Sendable {
    var division: Int
    var rows: Range<Int>
  }

  private static let blockRows = 8192

  private let rows: AlignedArray<UInt32>
  private let leftScratch: AlignedArray<UInt32>
  private let rightScratch: AlignedArray<UInt32>

  /// Makes room for `capacity` rows.
  init(capacity: Int) {
    rows = AlignedArray(count: capacity)
    leftScratch = AlignedArray(count: capacity)
    rightScratch = AlignedArray(count: capacity)
  }

  /// Starts with the rows 0 ..< count.
  func reset(count: Int, team: ThreadTeam) {
    let view = rows.view
    team.forEachRange(count, grain: 65536) { range, _ in
      for row in range { view[row] = UInt32(row) }
    }
  }

  /// The list that the nodes' ranges lie in.
  var list: SharedBuffer<UInt32> { rows.view }

  /// The rows of a node.
  func rows(_ range: Range<Int>) -> SharedBuffer<UInt32> { rows.view[range] }

  /// Moves the rows of each node that go left to the start of its range, keeping the order on both sides.
  ///
  /// - Returns: for each node the number of rows that go left.
  func divide(_ divisions: [Division], rows treeRows: TreeRows, team: ThreadTeam) -> [Int] {
    var blocks: [Block] = []
    var firstBlocks: [Int] = []
    for (index, division) in divisions.enumerated() {
      firstBlocks.append(blocks.count)
      for start in stride(from: division.rows.lowerBound, to: division.rows.upperBound, by: Self.blockRows) {
        blocks.append(
          Block(division: index, rows: start..<min(division.rows.upperBound, start + Self.blockRows)))
      }
    }
    firstBlocks.append(blocks.count)
    let list = rows.view
    let lefts = leftScratch.view
    let rights = rightScratch.view
    let counts = AlignedArray<Int>(count: blocks.count)
    let leftCounts = counts.view
    let dealt = blocks
    team.forEach(dealt.count) { index, _ in
      let block = dealt[index]
      let division = divisions[block.division]
      leftCounts[index] = treeRows.divide(
        list[block.rows], by: division.variable, goesLeft: division.table, left: lefts[block.rows],
        right: rights[block.rows])
    }
    // Where the block's rows go to on either side.
    var positions: [(left: Int, right: Int)] = []
    var totals: [Int] = []
    for (index, division) in divisions.enumerated() {
      let own = firstBlocks[index]..<firstBlocks[index + 1]
      let total = own.reduce(0) { $0 + leftCounts[$1] }
      totals.append(total)
      var left = division.rows.lowerBound
      var right = left + total
      for block in own {
        positions.append((left, right))
        left += leftCounts[block]
        right += dealt[block].rows.count - leftCounts[block]
      }
    }
    let goals = positions
    team.forEach(dealt.count) { index, _ in
      let block = dealt[index]
      let (leftCount, rightCount) = (leftCounts[index], block.rows.count - leftCounts[index])
      list[goals[index].left...][0..<leftCount].copy(from: lefts[block.rows][0..<leftCount])
      list[goals[index].right...][0..<rightCount].copy(from: rights[block.rows][0..<rightCount])
    }
    return totals
  }
}
