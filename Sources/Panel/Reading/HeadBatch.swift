import Parallel
import Tabular

/// The heads of one batch's rows, grouped by shard; its memory is used again for the next wave.
final class HeadBatch: @unchecked Sendable {
  /// Rows whose cells fit the first cache.
  static let rowsPerTile = 128

  let area = KeyArea()
  var faults = RowFaults()
  private(set) var emptyLines = 0
  var laterRows = 0
  /// The different months of the batch.
  private(set) var months: [Int32] = []

  /// Number of the usable rows met so far.
  var count = 0
  private var wholeRows = AlignedArray<UInt32>(count: 0)
  /// The usable rows as they were met.
  private var met = AlignedArray<RowHead>(count: 0)
  /// The same, shard after shard, each in the source's order.
  private var sorted = AlignedArray<RowHead>(count: 0)
  private var shardStarts: [Int] = []

  // The columns of the rows that are being read.
  let monthsOfTile = AlignedArray<Int32>(count: HeadBatch.rowsPerTile)
  let keysOfTile = AlignedArray<RowKey>(count: HeadBatch.rowsPerTile)
  /// One asset column after another.
  private(set) var assetsOfTile = AlignedArray<Double>(count: 0)

  /// The heads of a shard's rows, in the source's order.
  func heads(ofShard shard: Int) -> SharedBuffer<RowHead> {
    sorted.view[shardStarts[shard]..<shardStarts[shard + 1]]
  }

  /// The room for heads.
  var room: SharedBuffer<RowHead> { met.view }

  /// The room for a tile's cells of one asset column.
  func assets(_ index: Int) -> SharedBuffer<Double> {
    assetsOfTile.view[index * HeadBatch.rowsPerTile..<(index + 1) * HeadBatch.rowsPerTile]
  }

  /// Makes room for a batch and returns its whole rows.
  func begin(_ batch: any ColumnBatch, assetCount: Int) -> RowNumbers {
    if wholeRows.count < batch.rowCount {
      wholeRows = AlignedArray(count: batch.rowCount + batch.rowCount / 4)
      met = AlignedArray(count: wholeRows.count)
      sorted = AlignedArray(count: wholeRows.count)
    }
    if assetsOfTile.count < assetCount * HeadBatch.rowsPerTile {
      assetsOfTile = AlignedArray(count: assetCount * HeadBatch.rowsPerTile)
    }
    area.begin()
    months.removeAll(keepingCapacity: true)
    faults = RowFaults()
    (count, laterRows) = (0, 0)
    let survey = batch.survey(into: wholeRows.view)
    emptyLines = survey.emptyRows.count
    faults.add(survey.defects, of: batch)
    return wholeRows.view[0..<survey.wholeRows]
  }

  func note(month: Int32) {
    if !months.contains(month) { months.append(month) }
  }

  /// Brings heads and faults into their order, when all rows have been read.
  func finish() {
    faults.sort()
    sortByShard()
  }

  /// Sorts the heads by shard, stably (counting sort), so that each shard's thread walks through memory in order.
  private func sortByShard() {
    let (met, sorted) = (met.view, sorted.view)
    var counts = [Int](repeating: 0, count: CustomerShard.countOfShards + 1)
    for position in 0..<count { counts[CustomerShard.shard(ofHash: met[position].key.hash) + 1] += 1 }
    for shard in 1...CustomerShard.countOfShards { counts[shard] += counts[shard - 1] }
    shardStarts = counts
    counts.withUnsafeMutableBufferPointer { next in
      for position in 0..<count {
        let shard = CustomerShard.shard(ofHash: met[position].key.hash)
        sorted[next[shard]] = met[position]
        next[shard] += 1
      }
    }
  }
}
