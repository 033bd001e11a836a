import Parallel
import Synchronization
import SystemIO

/// A CSV file, plain or gzip, that is read in parallel from start to end, as often as asked.
///
/// Text after RFC 4180, with what exports really contain: separators `,` `;` tab or `|` (seen from the header, or named
/// by Excel's line `sep=;` before it), quoted cells with separators and line feeds, doubled quotes, stray quotes inside
/// unquoted cells, CRLF, carriage returns alone, a byte-order mark, UTF-8 or GB18030. In GB18030 no byte of a longer
/// character equals a separator other than `|`, a quote or a line feed, so files are split as bytes and only cells are
/// converted.
final class CSVScan: Sendable {
  let origin: TextOrigin
  var path: String { origin.name }
  let sizes: ReadingSizes
  let separator: UInt8
  let encoding: TextEncoding
  /// Names of the columns, quotes and blanks gone.
  let header: [String]
  /// Bytes of the header row with its line feed and all that stands before it.
  let headerEnd: Int
  /// Whether rows end with carriage returns alone.
  let endsRowsWithReturns: Bool

  /// The file's digest, known once it was read to its end.
  private let digestCell = Mutex<FileDigest?>(nil)

  /// Opens a file and reads its header.
  convenience init(path: String, sizes: ReadingSizes = ReadingSizes()) throws {
    try self.init(.file(path), sizes: sizes)
  }

  init(_ origin: TextOrigin, sizes: ReadingSizes = ReadingSizes()) throws {
    let head = try CSVHead(origin)
    self.origin = origin
    (separator, encoding, header, headerEnd) = (head.separator, head.encoding, head.names, head.end)
    endsRowsWithReturns = head.endsRowsWithReturns
    var sizes = sizes
    // A wave holds the header at least, and rows are often as long.
    if head.end > sizes.wave { sizes.wave = 2 * head.end }
    self.sizes = sizes
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

  static func wrongEncoding(path: String, line: Int) -> TableError {
    TableError(
      file: path, line: line,
      message: "the text is neither UTF-8 nor GB18030; save the file as UTF-8 (in Excel: “CSV UTF-8”).")
  }

  /// The number of the line that holds a byte of the file, the first line being 1.
  ///
  /// Reads the file once more up to there: only errors ask for it.
  func line(ofPlace offset: Int) -> Int? {
    guard let source = try? ByteSource(origin, endsRowsWithReturns: endsRowsWithReturns) else {
      return nil
    }
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
