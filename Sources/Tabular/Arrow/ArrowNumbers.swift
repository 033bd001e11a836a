import Arrow
import Calendar
import Parallel
import SystemIO

/// Reads columns of numbers as they lie in memory, and numbers out of texts.
struct ArrowNumbers {
  let number: NumberCell
  let decimal: DecimalMark

  /// Memory for a cell with what ``NumberCell`` loads behind it.
  struct Room {
    private let memory = AlignedArray<UInt8>(count: Room.longest + NumberCell.padding)
    private static let longest = 64

    /// Gives a copy of a cell with room behind it.
    func padded<Result>(
      _ cell: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<UInt8>) -> Result
    ) -> Result {
      guard cell.count <= Room.longest else {
        return (Array(cell) + Array(repeating: 0, count: NumberCell.padding)).withUnsafeBufferPointer {
          $0.baseAddress.map(body) ?? body(memory.view.base)
        }
      }
      if let base = cell.baseAddress { memory.view.base.update(from: base, count: cell.count) }
      return body(memory.view.base)
    }
  }

  /// Reads numbers that lie one after another, as most do, many at a time.
  ///
  /// - Returns: whether they do, and no number stands for a missing value.
  private func readNeighbours(
    _ cells: ArrowColumn, rows: RowNumbers, positions: Range<Int>, shift: Int,
    into values: SharedBuffer<Double>
  ) -> Bool {
    guard let first = positions.first, let last = positions.last, number.isAnyNumberAValue,
      Int(rows[last]) - Int(rows[first]) == last - first
    else { return false }
    let row = Int(rows[first]) + shift
    @inline(__always)
    func read<Value: BitwiseCopyable>(_ type: Value.Type, _ double: (Value) -> Double) -> Bool {
      var areFinite = true
      for index in 0..<positions.count {
        let value = double(cells.value(row + index, as: Value.self))
        values[first + index] = value
        areFinite = areFinite && value.isFinite
      }
      // What stands where a cell is missing is any bits.
      for index in 0..<positions.count where !areFinite || cells.hasNulls {
        let place = first + index
        values[place] =
          cells.isNull(row + index) ? CellValue.missing : number.value(ofNumber: values[place])
      }
      return true
    }
    return switch cells.type {
    case .float(8): read(Double.self) { $0 }
    case .float(4): read(Float.self) { Double($0) }
    case .integer(1, true): read(Int8.self) { Double($0) }
    case .integer(1, false): read(UInt8.self) { Double($0) }
    case .integer(2, true): read(Int16.self) { Double($0) }
    case .integer(2, false): read(UInt16.self) { Double($0) }
    case .integer(4, true): read(Int32.self) { Double($0) }
    case .integer(4, false): read(UInt32.self) { Double($0) }
    case .integer(8, true): read(Int64.self) { Double($0) }
    case .integer(8, false): read(UInt64.self) { Double($0) }
    case .null, .bool, .integer, .float, .decimal, .text, .day, .dayInMilliseconds, .timestamp, .dictionary,
      .unreadable:
      false
    }
  }

  /// Reads the cells of the rows at some positions, whose numbers in the column are those and `shift`.
  func read(
    _ cells: ArrowColumn, rows: RowNumbers, positions: Range<Int>, shift: Int,
    into values: SharedBuffer<Double>
  ) {
    func forEach(_ value: (_ row: Int) -> Double) {
      for position in positions {
        let row = Int(rows[position]) + shift
        values[position] = cells.isNull(row) ? CellValue.missing : value(row)
      }
    }
    if readNeighbours(cells, rows: rows, positions: positions, shift: shift, into: values) { return }
    switch cells.type {
    case .integer, .float, .decimal, .bool:
      forEach { row in cells.number(row).map { number.value(ofNumber: $0) } ?? CellValue.missing }
    case .text, .dictionary:
      let (room, exchanged) = (
        Room(), AlignedArray<UInt8>(count: NumberCell.longestExchanged + NumberCell.padding)
      )
      func value(_ bytes: UnsafeBufferPointer<UInt8>?) -> Double {
        guard let bytes else { return CellValue.missing }
        return room.padded(bytes) { cell in
          switch decimal {
          case .point: number.value(cell, bytes.count)
          case .comma: number.valueWithComma(cell, bytes.count, room: exchanged.view)
          }
        }
      }
      if let texts = cells.texts {
        // Most cells have other cells behind them, and need not be copied to have room there.
        let last = decimal == .point ? texts.end.map { $0 - NumberCell.padding } : nil
        for position in positions {
          let bytes = texts[Int(rows[position]) + shift]
          if let last, let bytes, let base = bytes.baseAddress, base + bytes.count <= last {
            values[position] = number.value(base, bytes.count)
          } else {
            values[position] = value(bytes)
          }
        }
      } else {
        for position in positions {
          values[position] = ArrowText.withBytes(cells, Int(rows[position]) + shift, value)
        }
      }
    case .day, .dayInMilliseconds, .timestamp: forEach { _ in CellValue.unreadable }
    case .null, .unreadable: for position in positions { values[position] = CellValue.missing }
    }
  }
}

/// Cells of any type as the texts that they would be written as.
enum ArrowText {
  /// From the year 1000 to the year 9999, as months are.
  static let possibleDays = Int64(-354_285)...Int64(2_932_896)

  /// Gives the bytes of a cell; nil where it is missing.
  static func withBytes<Result>(
    _ column: ArrowColumn, _ row: Int, _ body: (UnsafeBufferPointer<UInt8>?) -> Result
  ) -> Result {
    if let texts = column.texts { return body(texts[row]) }
    if !column.isDictionary { return withWritten(column, row, body) }
    let (cells, row) = column.resolved(row)
    return withWritten(cells, row, body)
  }

  /// The same of what is no text.
  private static func withWritten<Result>(
    _ cells: ArrowColumn, _ row: Int, _ body: (UnsafeBufferPointer<UInt8>?) -> Result
  ) -> Result {
    if cells.isNull(row) { return body(nil) }
    switch cells.type {
    case .text, .null, .unreadable, .dictionary: return body(nil)
    case .bool, .integer, .float, .decimal, .day, .dayInMilliseconds, .timestamp:
      var text = cells.numberText(row) ?? cells.day(row).map { written(day: $0, cells, row) } ?? ""
      return text.withUTF8(body)
    }
  }

  private static func written(day: Int64, _ cells: ArrowColumn, _ row: Int) -> String {
    guard possibleDays.contains(day) else { return "day \(day) since 1970-01-01" }
    let date = CalendarDay(daysSince1970: Int(day)).description
    let second = cells.secondOfDay(row)
    if second == 0 { return date }
    let parts = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return date + " " + parts.joined(separator: ":")
  }

  /// The days of a cell since 1970-01-01; nil where the column holds no days or the cell is missing.
  static func days(_ column: ArrowColumn, _ row: Int) -> Int64? {
    if !column.isDictionary { return column.isNull(row) ? nil : column.day(row) }
    let (cells, row) = column.resolved(row)
    return cells.isNull(row) ? nil : cells.day(row)
  }

  /// The bytes of a text without blanks around it, where that needs no new memory. Quotes are a part of it.
  static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    bytes.contains(0x22) ? nil : TextCell.plainRange(bytes, encoding: .utf8)
  }

  /// The text as it is compared; nil where the bytes are none.
  static func clean(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if let plain = plain(bytes) { return String(decoding: bytes[plain], as: UTF8.self) }
    return String(validating: bytes, as: UTF8.self).map(CleanText.of)
  }
}
