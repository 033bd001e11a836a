import Numerics

/// The rows of a tree's nodes: each node holds a range of one list of rows, in ascending order.
final class RowPartition: Sendable {
  private static let blockRows = 16384

  private let rows: AlignedArray<UInt32>
  private let leftScratch: AlignedArray<UInt32>
  private let rightScratch: AlignedArray<UInt32>
  private let leftCounts: AlignedArray<Int>

  /// Makes room for `capacity` rows.
  init(capacity: Int) {
    rows = AlignedArray(count: capacity)
    leftScratch = AlignedArray(count: capacity)
    rightScratch = AlignedArray(count: capacity)
    leftCounts = AlignedArray(count: (capacity + Self.blockRows - 1) / Self.blockRows)
  }

  /// Starts with the rows 0 ..< count, or those of them for which `keep` is true.
  ///
  /// - Returns: the number of rows kept.
  func reset(count: Int, keep: ((Int) -> Bool)?) -> Int {
    let view = rows.view
    guard let keep else {
      for row in 0..<count { view[row] = UInt32(row) }
      return count
    }
    var kept = 0
    for row in 0..<count where keep(row) {
      view[kept] = UInt32(row)
      kept += 1
    }
    return kept
  }

  /// The rows of a node.
  func rows(_ range: Range<Int>) -> SharedBuffer<UInt32> { rows.view[range] }

  /// Moves the rows of `range` that go left to its start, keeping the order on both sides.
  ///
  /// A row goes left where `table` (256 entries) holds 1 for its code, which stands at `codes[row * stride]`.
  ///
  /// - Returns: the number of rows that go left.
  func split(
    _ range: Range<Int>, codes: SharedBuffer<UInt8>, stride: Int, table: [UInt8], team: ThreadTeam
  ) -> Int {
    let source = SharedBuffer(base: rows.view.base + range.lowerBound, count: range.count)
    let lefts = leftScratch.view
    let rights = rightScratch.view
    let counts = leftCounts.view
    team.forEachRange(range.count, grain: Self.blockRows) { block, _ in
      let left = lefts.base + block.lowerBound
      let right = rights.base + block.lowerBound
      let leftCount = table.withUnsafeBufferPointer { table in
        var leftCount = 0
        var rightCount = 0
        for place in block {
          let row = source.base[place]
          let goesLeft = Int(table[Int(codes.base[Int(row) * stride])])
          // Both are written; the next row overwrites the one that did not count.
          left[leftCount] = row
          right[rightCount] = row
          leftCount += goesLeft
          rightCount += 1 - goesLeft
        }
        return leftCount
      }
      counts[block.lowerBound / Self.blockRows] = leftCount
    }
    let blocks = (range.count + Self.blockRows - 1) / Self.blockRows
    let leftTotal = counts.elements.prefix(blocks).reduce(0, +)
    team.forEachRange(range.count, grain: Self.blockRows) { block, _ in
      let index = block.lowerBound / Self.blockRows
      let leftBefore = counts.elements.prefix(index).reduce(0, +)
      let leftCount = counts[index]
      (source.base + leftBefore).update(from: lefts.base + block.lowerBound, count: leftCount)
      (source.base + (leftTotal + block.lowerBound - leftBefore))
        .update(from: rights.base + block.lowerBound, count: block.count - leftCount)
    }
    return leftTotal
  }
}
