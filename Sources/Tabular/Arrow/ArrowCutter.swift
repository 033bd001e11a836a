import Arrow
import Parallel
import SystemIO

/// Cuts rows that come in batches of any length into batches of the same length each, so many of them a wave.
struct ArrowCutter {
  private let sizes: ArrowSizes
  private let cells: ArrowBatch.Cells
  private var firstRow: Int
  private var parts: [ArrowBatch.Part] = []
  private var rowsOfBatch = 0
  private var wave: [ArrowBatch] = []
  private var rest: (batch: ArrowRecordBatch, used: Int)?

  /// - Parameter firstRow: number of the row that comes first, with which a wave begins.
  init(sizes: ArrowSizes, cells: ArrowBatch.Cells, firstRow: Int = 0) {
    (self.sizes, self.cells, self.firstRow) = (sizes, cells, firstRow)
  }

  /// Takes the next rows; gives back a wave that is full, of all rows that were there before.
  ///
  /// Whatever is longer than a wave is given back piece after piece by ``more()``.
  mutating func add(_ batch: ArrowRecordBatch) -> [ArrowBatch]? {
    rest = (batch, 0)
    return more()
  }

  /// The next full wave of what was added last; nil where it is used up.
  mutating func more() -> [ArrowBatch]? {
    while let (batch, used) = rest {
      let count = min(sizes.batch - rowsOfBatch, batch.rowCount - used)
      if count > 0 {
        parts.append(.init(batch: batch, skipped: used, firstRow: rowsOfBatch, rowCount: count))
        rowsOfBatch += count
      }
      rest = used + count < batch.rowCount ? (batch, used + count) : nil
      if rowsOfBatch == sizes.batch { endBatch() }
      if wave.count == sizes.batchesPerWave { return takeWave() }
    }
    return nil
  }

  /// The last wave, where any rows are left.
  mutating func finish() -> [ArrowBatch]? {
    if rowsOfBatch > 0 { endBatch() }
    return wave.isEmpty ? nil : takeWave()
  }

  private mutating func endBatch() {
    wave.append(ArrowBatch(parts: parts, firstRow: firstRow, rowCount: rowsOfBatch, cells: cells))
    firstRow += rowsOfBatch
    (parts, rowsOfBatch) = ([], 0)
  }

  private mutating func takeWave() -> [ArrowBatch] {
    defer { wave = [] }
    return wave
  }
}

extension FileDigest {
  /// Takes in the cells of some columns, batch after batch and column after column: each cell with its length, as text, so
  /// that it does not matter how a library has cut the rows.
  mutating func append(_ batches: [ArrowBatch], columns: [Int], team: ThreadTeam) {
    let found = team.map(batches.count) { index, _ in
      var (checksum, count) = (UInt32(0), 0)
      for column in columns {
        var bytes: [UInt8] = []
        batches[index].forEachText(column) { text in
          withUnsafeBytes(of: Int32(truncatingIfNeeded: text?.count ?? -1).littleEndian) {
            bytes.append(contentsOf: $0)
          }
          if let text { bytes.append(contentsOf: text) }
        }
        checksum = CRC32.of(bytes, after: checksum)
        count += bytes.count
      }
      return (checksum, count)
    }
    for (checksum, count) in found { append(checksum: checksum, bytes: count) }
  }
}
