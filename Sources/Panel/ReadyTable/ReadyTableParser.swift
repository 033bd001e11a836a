import Configuration
import Parallel

/// The cells of one block's rows, column after column.
final class ReadyTableChunk: @unchecked Sendable {
  /// A text that no earlier wave had.
  struct Pending {
    /// Number of the column among the text columns.
    var column: Int
    var cell: Range<Int>
    var row: Int
  }

  fileprivate(set) var rowCount = 0
  fileprivate(set) var rowsRead = 0
  fileprivate(set) var emptyLines = 0
  fileprivate(set) var withoutLabel = 0
  fileprivate(set) var withoutTime = 0
  fileprivate(set) var labels: [Float] = []
  fileprivate(set) var times: [Double] = []
  /// Keys, or without a key column the number of each row in the block.
  fileprivate(set) var keys: [String] = []
  fileprivate(set) var rowNumbers: [Int] = []
  /// Position in the file of each row.
  fileprivate(set) var offsets: [Int] = []
  fileprivate(set) var numbers: [[Float]]
  var codes: [[UInt32]]
  fileprivate(set) var missingTexts: [Int]
  fileprivate(set) var summaries: [CellCounts]
  var pending: [Pending] = []
  fileprivate(set) var faults = RowFaults()
  /// The first different texts of the label column that are no loss.
  fileprivate(set) var otherLabels: [String] = []

  fileprivate init(numbers: Int, texts: Int) {
    self.numbers = Array(repeating: [], count: numbers)
    codes = Array(repeating: [], count: texts)
    missingTexts = Array(repeating: 0, count: texts)
    summaries = Array(repeating: CellCounts(), count: numbers)
  }

  /// Lets go of what is not needed once the block is taken over.
  func forgetPlaces() { (offsets, keys, rowNumbers, pending) = ([], [], [], []) }
  /// Lets go of the numbers once they are copied.
  func forgetNumbers() { numbers = [] }
}

/// Reads the cells of a file's rows.
struct ReadyTableParser: Sendable {
  let number: NumberCell
  private let label: LabelCell
  private let header: [String]
  private let keyCell: Int?
  private let labelCell: Int?
  private let timeCell: Int?
  private let isTimeDate: Bool
  private let numberCells: [(cell: Int, isDate: Bool)]
  private let textCells: [Int]
  private let keepsOtherLabels: Bool

  static let shownLabels = 5

  init(file: ReadyTableLayout.File, layout: ReadyTableLayout, positive: String?, cells: BankConfiguration) {
    number = NumberCell(furtherMissingTexts: cells.missing, encoding: file.scan.encoding)
    label = LabelCell(positive: positive, number: number)
    header = file.scan.header
    (keyCell, labelCell, timeCell, isTimeDate) = (
      file.keyCell, file.labelCell, file.timeCell, layout.isTimeDate
    )
    let columns = zip(layout.columns, file.cells)
    numberCells = columns.filter { $0.0.kind != .text }.map { ($0.1, $0.0.kind == .date) }
    textCells = columns.filter { $0.0.kind == .text }.map(\.1)
    keepsOtherLabels = positive != nil
  }

  func parse(_ block: CSVBlock, dictionaries: [TextDictionary]) -> ReadyTableChunk {
    let chunk = ReadyTableChunk(numbers: numberCells.count, texts: textCells.count)
    var kept: [Int] = []
    kept.reserveCapacity(block.rowCount)
    for row in 0..<block.rowCount where isUsed(row, of: block, chunk: chunk) { kept.append(row) }
    chunk.rowCount = kept.count
    chunk.offsets = kept.map { block.offset + block.start(ofRow: $0) }
    for index in numberCells.indices {
      chunk.numbers[index] = numbers(index, rows: kept, of: block, chunk: chunk)
    }
    for index in textCells.indices {
      chunk.codes[index] = codes(index, rows: kept, of: block, dictionary: dictionaries[index], chunk: chunk)
    }
    return chunk
  }

  /// Looks at what decides whether a row is used: its number of cells, its label, its time and its key.
  private func isUsed(_ row: Int, of block: CSVBlock, chunk: ReadyTableChunk) -> Bool {
    let cells = block.cells(ofRow: row)
    let offset = block.offset + block.start(ofRow: row)
    if cells.count != header.count {
      if block.isEmpty(row: row) {
        chunk.emptyLines += 1
      } else {
        chunk.rowsRead += 1
        chunk.faults.add(
          .cellCount, offset: offset, text: "the row has \(cells.count) cells, the header \(header.count)")
      }
      return false
    }
    chunk.rowsRead += 1
    let bytes = { (cell: Int) in
      UnsafeBufferPointer(rebasing: block.text.elements[block.cell(cells.lowerBound + cell)])
    }
    let fault = { (kind: Finding.Kind, cell: Int) in
      chunk.faults.add(
        kind, offset: offset, column: header[cell], text: String(decoding: bytes(cell), as: UTF8.self))
    }
    var outcome: Float = 0
    if let labelCell {
      switch label.value(bytes(labelCell)) {
      case .label(let value):
        outcome = value
        if keepsOtherLabels, value == 0 { noteOtherLabel(bytes(labelCell), chunk: chunk) }
      case .missing:
        chunk.withoutLabel += 1
        fault(.missingLabel, labelCell)
        return false
      case .unreadable:
        fault(.unreadableLabel, labelCell)
        return false
      case .wrongEncoding:
        fault(.wrongEncoding, labelCell)
        return false
      }
    }
    var time = 0.0
    if let timeCell {
      let cell = block.cell(cells.lowerBound + timeCell)
      let start = block.text.base + cell.lowerBound
      time =
        isTimeDate ? DateCell.value(start, cell.count, number: number) : number.value(start, cell.count)
      if time.isNaN {
        chunk.withoutTime += 1
        fault(isTimeDate ? .unreadableDay : .unreadableNumber, timeCell)
        return false
      }
    }
    if let keyCell {
      guard let key = TextCell.clean(bytes(keyCell), encoding: number.encoding) else {
        fault(.wrongEncoding, keyCell)
        return false
      }
      guard !key.isEmpty else {
        fault(.missingCustomer, keyCell)
        return false
      }
      chunk.keys.append(key)
    } else {
      chunk.rowNumbers.append(chunk.rowsRead)
    }
    if labelCell != nil { chunk.labels.append(outcome) }
    if timeCell != nil { chunk.times.append(time) }
    return true
  }

  private func noteOtherLabel(_ bytes: UnsafeBufferPointer<UInt8>, chunk: ReadyTableChunk) {
    if chunk.otherLabels.count >= ReadyTableParser.shownLabels { return }
    let text = TextCell.clean(bytes, encoding: number.encoding) ?? ""
    if !chunk.otherLabels.contains(text) { chunk.otherLabels.append(text) }
  }

  private func numbers(_ index: Int, rows: [Int], of block: CSVBlock, chunk: ReadyTableChunk) -> [Float] {
    let (place, isDate) = numberCells[index]
    var summary = CellCounts()
    let text = block.text
    let values = [Float](unsafeUninitializedCapacity: rows.count) { buffer, count in
      for position in 0..<rows.count {
        let cell = block.cell(block.cells(ofRow: rows[position]).lowerBound + place)
        let start = text.base + cell.lowerBound
        var value =
          isDate ? DateCell.value(start, cell.count, number: number) : number.value(start, cell.count)
        // Variables are Float32; what does not fit there is no amount of anything.
        if value.magnitude > Double(Float.greatestFiniteMagnitude) { value = NumberCell.unreadable }
        summary.add(value)
        if value.isNaN, value.bitPattern == NumberCell.unreadable.bitPattern {
          chunk.faults.add(
            .unreadableNumber, offset: chunk.offsets[position], column: header[place],
            text: String(decoding: text.elements[cell], as: UTF8.self))
        }
        buffer[position] = value.isNaN ? .nan : Float(value)
      }
      count = rows.count
    }
    chunk.summaries[index] = summary
    return values
  }

  private func codes(
    _ index: Int, rows: [Int], of block: CSVBlock, dictionary: TextDictionary, chunk: ReadyTableChunk
  ) -> [UInt32] {
    var missing = 0
    var codes = [UInt32](repeating: 0, count: rows.count)
    for position in 0..<rows.count {
      let cell = block.cell(block.cells(ofRow: rows[position]).lowerBound + textCells[index])
      let bytes = UnsafeBufferPointer(start: block.text.base + cell.lowerBound, count: cell.count)
      if let code = dictionary.code(bytes) {
        codes[position] = code
        if code == 0 { missing += 1 }
      } else {
        chunk.pending.append(.init(column: index, cell: cell, row: position))
      }
    }
    chunk.missingTexts[index] = missing
    return codes
  }
}
