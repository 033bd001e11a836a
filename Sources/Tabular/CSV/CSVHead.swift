import Parallel
import SystemIO

/// What the beginning of a CSV file tells: its encoding, separator and ends of rows, and the names of its columns.
struct CSVHead {
  let separator: UInt8
  let encoding: TextEncoding
  let names: [String]
  /// Bytes up to the end of the header row.
  let end: Int
  let endsRowsWithReturns: Bool

  /// Bytes that are looked at first; nearly all headers are shorter.
  private static let usualBytes = 1 << 18
  /// Longer rows are no header: a quote was opened and never closed.
  private static let mostBytes = 16 << 20

  /// Reads as much of the file as its header takes.
  init(_ origin: TextOrigin) throws {
    var bytes = CSVHead.usualBytes
    while true {
      let source = try ByteSource(origin)
      let buffer = AlignedArray<UInt8>(count: bytes + 1 + NumberCell.padding)
      let read = try source.fill(buffer.view[0..<bytes], team: ThreadTeam(threadCount: 1), grain: bytes)
      if let head = try CSVHead(path: origin.name, buffer: buffer.view, read: read, isWhole: read < bytes) {
        self = head
        return
      }
      bytes *= 4
    }
  }

  /// Nil where the header row goes on behind the bytes that were read.
  private init?(path: String, buffer: SharedBuffer<UInt8>, read: Int, isWhole: Bool) throws {
    if read == 0 {
      throw TableError(file: path, message: "the file is empty; export it again with a header row.")
    }
    let bytes = UnsafeBufferPointer(start: buffer.base, count: read)
    let (encoding, mark) = try CSVHead.encoding(of: bytes, path: path)
    endsRowsWithReturns = CSVHead.endsRowsWithReturns(bytes, isWhole: isWhole)
    if endsRowsWithReturns { buffer[0..<read].replace(0x0D, with: 0x0A) }
    let named = CSVHead.namedSeparator(bytes[mark...])
    let start = mark + (named?.length ?? 0)
    var length = read
    if isWhole, bytes[read - 1] != 0x0A {
      buffer[read] = 0x0A
      length += 1
    }
    guard start < read else {
      throw TableError(file: path, message: "the file has no header row; export it again with one.")
    }
    separator = named?.separator ?? CSVHead.guessSeparator(bytes[start...])
    let line = named == nil ? 1 : 2
    let tokenizer = CSVTokenizer()
    tokenizer.split(buffer[start..<length], separator: separator, carefully: true)
    guard tokenizer.counts.row_count > 0 else {
      guard isWhole || read >= CSVHead.mostBytes else { return nil }
      throw TableError(
        file: path, line: line, message: "the header row never ends; is a quote opened and not closed?")
    }
    let block = tokenizer.block(text: buffer[start..<length], offset: start, firstRow: 0)
    end = min(read, start + Int(block.marks[Int(block.rowEnds[0])]) + 1)
    self.encoding = encoding
    names = try CSVHead.names(in: block, encoding: encoding, path: path, line: line)
  }

  private static func names(
    in block: CSVBlock, encoding: TextEncoding, path: String, line: Int
  ) throws(TableError) -> [String] {
    var names: [String] = []
    for cell in block.cells(ofRow: 0) {
      guard let name = TextCell.clean(block.text[block.cell(cell)].elements, encoding: encoding) else {
        throw CSVScan.wrongEncoding(path: path, line: line)
      }
      names.append(name)
    }
    var seen: Set<String> = []
    for name in names where !name.isEmpty && !seen.insert(name).inserted {
      throw TableError(
        file: path, line: line, column: name,
        message: "the header has this column twice; rename one of the two.")
    }
    return names
  }

  /// Whether the beginning of a file has carriage returns and no line feed at all, as old spreadsheets write it.
  private static func endsRowsWithReturns(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Bool {
    if bytes.contains(0x0A) { return false }
    // The last byte of a part may be the first of CRLF.
    return (isWhole ? bytes[...] : bytes.dropLast()).contains(0x0D)
  }

  /// The separator that a line `sep=;` before the header names, and the line's length.
  private static func namedSeparator(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> (
    separator: UInt8, length: Int
  )? {
    guard let feed = text.prefix(10).firstIndex(of: 0x0A) else { return nil }
    var line = text[..<feed]
    if line.last == 0x0D { line.removeLast() }
    if line.count >= 2, line.first == 0x22, line.last == 0x22 { line = line.dropFirst().dropLast() }
    let isNamed = zip(line, "sep=".utf8).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
    guard line.count == 5, isNamed, let separator = line.last, separator < 0x80, separator != 0x22 else {
      return nil
    }
    return (separator, feed + 1 - text.startIndex)
  }

  /// The commonest candidate of the header line; a comma where there is none.
  private static func guessSeparator(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> UInt8 {
    let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
    var counts = [0, 0, 0, 0]
    var inside = false
    for byte in text {
      if byte == 0x22 { inside.toggle() }
      if byte == 0x0A, !inside { break }
      if !inside, let candidate = candidates.firstIndex(of: byte) { counts[candidate] += 1 }
    }
    let most = counts.max() ?? 0
    return most == 0 ? 0x2C : candidates[counts.firstIndex(of: most) ?? 0]
  }

  /// The encoding that the beginning of a file shows, and the length of its byte-order mark.
  private static func encoding(
    of bytes: UnsafeBufferPointer<UInt8>, path: String
  ) throws(TableError) -> (TextEncoding, Int) {
    switch TextEncoding.detect(UnsafeRawBufferPointer(bytes)) {
    case .text(let encoding, let markLength):
      if bytes.prefix(4096).contains(0) {
        throw TableError(file: path, message: "the file holds zero bytes and is no text; export it as CSV.")
      }
      return (encoding, markLength)
    case .foreign(let name):
      throw TableError(
        file: path,
        message: "the file is \(name), as Excel's “Unicode text” is; save it as “CSV UTF-8” instead.")
    case .unknown(let offset):
      let line = bytes[..<offset].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
      throw CSVScan.wrongEncoding(path: path, line: line)
    }
  }
}
