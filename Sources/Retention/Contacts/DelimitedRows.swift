import SystemIO

/// Rows of a small table with their line numbers (RFC 4180), separated by `,`, `;` or tabs: whichever the header has
/// most of. Empty lines are passed over; cells are cleaned as those of tables are (``CleanText``), and lose
/// the apostrophe that our own lists put before what a spreadsheet would run.
struct DelimitedRows {
  struct Row: Equatable {
    /// Where the row begins, counted from 1.
    var line: Int
    var cells: [String]
    /// Whether a quote is never closed.
    var isOpen = false

    /// What is wrong with the row as a sentence, under a header of so many cells; nil where nothing is.
    func problem(width: Int) -> String? {
      if isOpen { return "A quote is opened and never closed." }
      if cells.count == width { return nil }
      return "There are \(cells.count) cells, but \(width) columns; a separator is missing or too many."
    }
  }

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private let separator: UInt8

  init(_ text: String) {
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    let header = bytes.prefix { $0 != UInt8(ascii: "\n") }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    let counts = candidates.map { candidate in header.count { $0 == candidate } }
    separator = candidates[counts.firstIndex(of: counts.max() ?? 0) ?? 0]
    self.bytes = bytes
  }

  mutating func next() -> Row? {
    while position < bytes.count {
      let row = nextLine()
      if row.cells != [""] { return row }
    }
    return nil
  }

  private mutating func nextLine() -> Row {
    var row = Row(line: line, cells: [])
    var cell: [UInt8] = []
    var (isQuoted, wasQuote) = (false, false)
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      let isQuote = byte == UInt8(ascii: "\"")
      if isQuote {
        // A doubled quote within quotes is one.
        if !isQuoted, wasQuote { cell.append(byte) }
        isQuoted.toggle()
      } else if isQuoted {
        cell.append(byte)
      } else if byte == separator {
        row.cells.append(Self.text(cell))
        cell.removeAll(keepingCapacity: true)
      } else if byte == UInt8(ascii: "\n") {
        break
      } else if byte != UInt8(ascii: "\r") {
        cell.append(byte)
      }
      wasQuote = isQuote && !isQuoted
    }
    row.cells.append(Self.text(cell))
    row.isOpen = isQuoted
    return row
  }

  private static func text(_ cell: [UInt8]) -> String {
    CSVWriter.unguarded(CleanText.of(String(decoding: cell, as: UTF8.self)))
  }
}
