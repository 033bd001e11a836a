import Parallel
import Synchronization
import SystemIO

/// A CSV file, plain or gzip, that is read in parallel from start to end, as often as asked.
///
/// Text after RFC 4180, with what exports really contain: separators `,` `;` tab or `|` (seen from the header),
/// quoted cells with separators and line feeds, doubled quotes, stray quotes inside unquoted cells, CRLF, a
/// byte-order mark, UTF-8 or GB18030. In GB18030 no byte of a longer character equals a separator other than `|`,
/// a quote or a line feed, so files are split as bytes and only cells are converted.
final class CSVScan: Sendable {
  let path: String
  let sizes: ReadingSizes
  let separator: UInt8
  let encoding: TextEncoding
  /// Names of the columns, quotes and blanks gone.
  let header: [String]
  /// Bytes of the header row with its line feed and a byte-order mark before it.
  let headerEnd: Int

  /// The file's digest, known once it was read to its end.
  private let digestCell = Mutex<FileDigest?>(nil)

  /// Bytes of the beginning that tell encoding, separator and header; no header may be longer.
  private static let headBytes = 1 << 18

  /// Opens the file and reads its header.
  init(path: String, sizes: ReadingSizes = ReadingSizes()) throws {
    self.path = path
    self.sizes = sizes
    let source = try ByteSource(path: path)
    let look = min(sizes.wave, CSVScan.headBytes)
    let buffer = AlignedArray<UInt8>(count: look + 1 + NumberCell.padding)
    let read = try source.fill(buffer.view[0..<look], team: ThreadTeam(threadCount: 1), grain: look)
    if read == 0 {
      throw TableError(file: path, message: "the file is empty; export it again with a header row.")
    }
    let bytes = UnsafeBufferPointer(start: buffer.view.base, count: read)
    let start: Int
    (encoding, start) = try CSVScan.encoding(of: bytes, path: path)
    let separator = CSVScan.guessSeparator(bytes[start...])
    self.separator = separator
    if read < look, bytes[read - 1] != 0x0A { buffer.view[read] = 0x0A }
    let tokenizer = CSVTokenizer()
    tokenizer.split(buffer.view[start..<read + 1], separator: separator, carefully: true)
    guard tokenizer.counts.row_count > 0 else {
      throw TableError(
        file: path, line: 1, message: "the header row never ends; is a quote opened and not closed?")
    }
    let block = tokenizer.block(text: buffer.view[start..<read + 1], offset: start, firstRow: 0)
    headerEnd = min(read, start + Int(block.marks[Int(block.rowEnds[0])]) + 1)
    var names: [String] = []
    for cell in block.cells(ofRow: 0) {
      let range = block.cell(cell)
      let content = block.text[range].elements
      guard let name = TextCell.clean(content, encoding: encoding) else {
        throw CSVScan.wrongEncoding(path: path, line: 1)
      }
      names.append(name)
    }
    header = names
    var seen: Set<String> = []
    for name in names where !name.isEmpty && !seen.insert(name).inserted {
      throw TableError(
        file: path, line: 1, column: name, message: "the header has this column twice; rename one of the two."
      )
    }
  }

  /// The digest of the bytes that were read, or of the file as it is now where it was not read to its end.
  func digest(team: ThreadTeam) throws -> FileDigest {
    if let known = knownDigest { return known }
    let digest = try FileDigest(path: path, team: team)
    know(digest)
    return digest
  }

  var knownDigest: FileDigest? { digestCell.withLock { $0 } }

  func know(_ digest: FileDigest) { digestCell.withLock { $0 = digest } }

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
      throw wrongEncoding(path: path, line: line)
    }
  }

  static func wrongEncoding(path: String, line: Int) -> TableError {
    TableError(
      file: path, line: line,
      message: "the text is neither UTF-8 nor GB18030; save the file as UTF-8 (in Excel: “CSV UTF-8”).")
  }

  /// The number of the line that holds a byte of the file, the first line being 1.
  ///
  /// Reads the file once more up to there: only errors ask for it.
  func line(ofPlace offset: Int) -> Int? {
    guard let source = try? ByteSource(path: path) else { return nil }
    let buffer = AlignedArray<UInt8>(count: 1 << 20)
    var line = 1
    var position = 0
    let alone = ThreadTeam(threadCount: 1)
    while position < offset {
      let wanted = min(buffer.count, offset - position)
      guard let read = try? source.fill(buffer.view[0..<wanted], team: alone, grain: wanted), read > 0 else {
        break
      }
      for index in 0..<read where buffer.view[index] == 0x0A { line += 1 }
      position += read
    }
    return line
  }
}
