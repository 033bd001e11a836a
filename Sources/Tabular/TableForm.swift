import SystemIO

/// What kind of table a file is, as its first bytes say, whatever it is called.
enum TableForm {
  case text
  case parquet
  /// A workbook (XLSX).
  case workbook
  /// A workbook of before 2007, or one with a password.
  case sealedWorkbook
  /// A database, which has tables inside; with the driver's name.
  case database(driver: String)

  private static let marks: [(start: Int, bytes: [UInt8], form: TableForm)] = [
    (0, Array("PAR1".utf8), .parquet), (8, Array("DUCK".utf8), .database(driver: "duckdb")),
    (0, [0x50, 0x4B, 3, 4], .workbook),
    (0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .sealedWorkbook),
    (0, Array("SQLite format 3\0".utf8), .database(driver: "sqlite")),
  ]

  /// - Throws: `FileError` where the file cannot be read.
  init(path: String) throws {
    var head = [UInt8](repeating: 0, count: 16)
    let reader = try PlainReader(path: path)
    // What cannot be read from its start twice is told by whoever reads it.
    guard reader.size != nil else {
      self = .text
      return
    }
    let read = try head.withUnsafeMutableBytes { try reader.read(into: $0, at: 0) }
    let known = TableForm.marks.first { start, bytes, _ in
      start + bytes.count <= read && head[start..<start + bytes.count].elementsEqual(bytes)
    }
    self = known?.form ?? .text
  }
}
