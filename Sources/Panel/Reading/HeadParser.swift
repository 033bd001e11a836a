import Calendar
import Configuration
import Parallel

/// The heads of one block's rows, grouped by shard; its memory is used again for the next wave.
final class HeadBatch: @unchecked Sendable {
  /// The usable rows as they were met.
  private var met = AlignedArray<RowHead>(count: 0)
  /// The same, shard after shard, each in the file's order.
  private var sorted = AlignedArray<RowHead>(count: 0)
  /// Keys that had to be unquoted or converted.
  fileprivate(set) var rescuedKeys: [UInt8] = []
  /// The different months of the block.
  fileprivate(set) var months: [Int32] = []
  fileprivate(set) var faults = RowFaults()
  fileprivate(set) var emptyLines = 0
  fileprivate(set) var laterRows = 0
  private var shardStarts: [Int] = []

  /// The heads of a shard's rows, in the file's order.
  func heads(ofShard shard: Int) -> SharedBuffer<RowHead> {
    sorted.view[shardStarts[shard]..<shardStarts[shard + 1]]
  }

  /// A row's key as text, for messages.
  func key(of head: RowHead, in block: CSVBlock) -> String {
    head.isRescued
      ? String(decoding: rescuedKeys[head.keyRange], as: UTF8.self)
      : String(decoding: block.text.elements[head.keyRange], as: UTF8.self)
  }

  /// Makes room for the heads of a block.
  fileprivate func begin(rowCount: Int) -> SharedBuffer<RowHead> {
    if met.count < rowCount {
      met = AlignedArray(count: rowCount + rowCount / 4)
      sorted = AlignedArray(count: met.count)
    }
    rescuedKeys.removeAll(keepingCapacity: true)
    months.removeAll(keepingCapacity: true)
    faults = RowFaults()
    emptyLines = 0
    laterRows = 0
    return met.view
  }

  /// Sorts the heads by shard, stably (counting sort), so that each shard's thread walks through memory in order.
  fileprivate func sortByShard(_ count: Int) {
    let (met, sorted) = (met.view, sorted.view)
    var counts = [Int](repeating: 0, count: CustomerShard.countOfShards + 1)
    for position in 0..<count { counts[CustomerShard.shard(ofHash: met[position].hash) + 1] += 1 }
    for shard in 1...CustomerShard.countOfShards { counts[shard] += counts[shard - 1] }
    shardStarts = counts
    counts.withUnsafeMutableBufferPointer { next in
      for position in 0..<count {
        let shard = CustomerShard.shard(ofHash: met[position].hash)
        sorted[next[shard]] = met[position]
        next[shard] += 1
      }
    }
  }
}

/// Reads customer, month and assets from the rows of a file.
struct HeadParser: Sendable {
  private let headerCount: Int
  private let customerCell: Int
  private let monthCell: Int?
  private let fixedMonth: Int32
  private let assetCells: [Int]
  private let assetNames: [String]
  private let cutOff: Int32
  private let number: NumberCell
  private let header: [String]
  private let missingIsZero: Bool

  init(file: PanelTable.File, table: PanelTable, configuration: BankConfiguration, cutOff: Month?) {
    header = file.scan.header
    headerCount = header.count
    customerCell = file.customerCell
    monthCell = file.monthCell
    fixedMonth = file.month.map { Int32($0.index) } ?? -1
    var cells: [Int] = []
    for (name, cell) in zip(table.columnNames, file.cells) where configuration.assets.contains(name) {
      cells.append(cell)
    }
    assetCells = cells
    assetNames = cells.map { file.scan.header[$0] }
    self.cutOff = cutOff.map { Int32($0.index) } ?? .max
    number = NumberCell(furtherMissingTexts: configuration.missing, encoding: file.scan.encoding)
    missingIsZero = configuration.missingAssets == .zero
  }

  func parse(_ block: CSVBlock, into batch: HeadBatch) {
    let heads = batch.begin(rowCount: block.rowCount)
    var usable = 0
    var laterRows = 0
    let text = block.text
    var lastMonth = fixedMonth
    var notedMonth = RowHead.none
    var lastMonthCell = 0..<0
    for row in 0..<block.rowCount {
      let cells = block.cells(ofRow: row)
      if cells.count != headerCount {
        if block.isEmpty(row: row) {
          batch.emptyLines += 1
        } else {
          batch.faults.add(
            .cellCount, offset: block.offset + block.start(ofRow: row),
            text: "the row has \(cells.count) cells, the header \(headerCount)")
        }
        continue
      }
      if let monthCell {
        let cell = block.cell(cells.lowerBound + monthCell)
        if cell.count != lastMonthCell.count || !isEqual(text, cell, lastMonthCell) {
          guard let month = month(in: text, cell) else {
            batch.faults.add(
              .unreadableMonth, offset: block.offset + block.start(ofRow: row), column: header[monthCell],
              text: String(decoding: text.elements[cell], as: UTF8.self))
            continue
          }
          lastMonth = month
          lastMonthCell = cell
        }
      }
      if lastMonth > cutOff {
        laterRows += 1
        continue
      }
      guard
        let key = key(in: block, cell: block.cell(cells.lowerBound + customerCell), row: row, batch: batch)
      else {
        continue
      }
      var sum = 0.0
      for index in 0..<assetCells.count {
        let cell = block.cell(cells.lowerBound + assetCells[index])
        var value = number.value(text.base + cell.lowerBound, cell.count)
        if value.isNaN {
          if value.bitPattern == NumberCell.unreadable.bitPattern {
            batch.faults.add(
              .unreadableNumber, offset: block.offset + block.start(ofRow: row), column: assetNames[index],
              text: String(decoding: text.elements[cell], as: UTF8.self))
          } else if missingIsZero {
            value = 0
          }
        }
        sum += value
      }
      heads[usable] = RowHead(
        hash: key.hash, assets: sum, keyStart: UInt32(key.range.lowerBound), month: lastMonth,
        row: UInt32(row),
        keyLength: UInt8(key.range.count), isRescued: key.isRescued)
      usable += 1
      if lastMonth != notedMonth {
        notedMonth = lastMonth
        if !batch.months.contains(lastMonth) { batch.months.append(lastMonth) }
      }
    }
    batch.laterRows = laterRows
    batch.sortByShard(usable)
  }

  @inline(__always)
  private func isEqual(_ text: SharedBuffer<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
    for offset in 0..<left.count where text[left.lowerBound + offset] != text[right.lowerBound + offset] {
      return false
    }
    return true
  }

  private func month(in text: SharedBuffer<UInt8>, _ cell: Range<Int>) -> Int32? {
    if let plain = TextCell.plainRange(text, cell, encoding: number.encoding),
      let parsed = Month.parse(UnsafeBufferPointer(start: text.base + plain.lowerBound, count: plain.count))
    {
      return Int32(parsed.month.index)
    }
    let bytes = UnsafeBufferPointer(rebasing: text.elements[cell])
    return TextCell.clean(bytes, encoding: number.encoding).flatMap { Month(parsing: $0) }.map {
      Int32($0.index)
    }
  }

  /// Longest key in bytes.
  private static let longestKey = 255

  /// Where a row's key lies, in the block's text or among the rescued ones.
  private struct Key {
    var range: Range<Int>
    var isRescued: Bool
    var hash: UInt64
  }

  @inline(__always)
  private func key(
    in block: CSVBlock, cell: Range<Int>, row: Int, batch: HeadBatch
  ) -> Key? {
    if let plain = TextCell.plainRange(block.text, cell, encoding: number.encoding), !plain.isEmpty,
      plain.count <= HeadParser.longestKey
    {
      let hash = ByteWords.hash(block.text.base + plain.lowerBound, count: plain.count)
      return Key(range: plain, isRescued: false, hash: hash)
    }
    return rescuedKey(in: block, cell: cell, row: row, batch: batch)
  }

  @inline(never)
  private func rescuedKey(
    in block: CSVBlock, cell: Range<Int>, row: Int, batch: HeadBatch
  ) -> Key? {
    let bytes = UnsafeBufferPointer(rebasing: block.text.elements[cell])
    let offset = block.offset + block.start(ofRow: row)
    guard let text = TextCell.clean(bytes, encoding: number.encoding) else {
      batch.faults.add(.wrongEncoding, offset: offset, column: header[customerCell], text: "")
      return nil
    }
    let key = Array(text.utf8)
    guard !key.isEmpty, key.count <= HeadParser.longestKey else {
      batch.faults.add(.missingCustomer, offset: offset, column: header[customerCell], text: text)
      return nil
    }
    let start = batch.rescuedKeys.count
    batch.rescuedKeys += key
    let hash = key.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { ByteWords.hash($0, count: bytes.count) } ?? 0
    }
    return Key(range: start..<start + key.count, isRescued: true, hash: hash)
  }
}
