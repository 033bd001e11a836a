import Arrow
import Database
import SystemIO

/// A table that is written: a file of CSV, a file of Parquet where its name ends so, or a table of a database by its address.
/// Whichever it is, it is seen whole or not at all.
public final class TableOutput {
  private enum Form {
    case text
    case parquet(ParquetWriter, ArrowRowWriter, scratch: AtomicFile)
    case database(TableWriter, ArrowRowWriter)
  }

  public let path: String
  /// Takes the rows, of which a file of text has its header already.
  public let rows: any RowWriter
  /// The file; nil for a table of a database.
  private let file: AtomicFile?
  private let form: Form
  private let replaced: (column: String, text: String)?
  /// Whether it is a table of a database, which has its record in a table beside it.
  public var isInDatabase: Bool { if case .database = form { true } else { false } }

  /// - Parameters:
  ///   - replaced: the column and its text by which the rows of a database's table are known that are written anew; nil: all.
  ///   - byteOrderMark: whether a file of text begins with the mark by which Excel tells UTF-8.
  /// - Throws: ``TableError`` with what the database says, or `FileError`.
  public init(
    path: String, columns: [WrittenColumn], replacing replaced: (column: String, text: String)? = nil,
    byteOrderMark: Bool = false
  ) throws {
    (self.path, self.replaced) = (path, replaced)
    let fields = ArrowRowWriter.fields(of: columns)
    if TableAddress.isAddress(path) {
      let table = try TableOutput.saying(path) {
        try TableWriter(TableAddress(path), columns: fields, replacing: replaced)
      }
      let writer = ArrowRowWriter(columns) { batch in try TableOutput.saying(path) { try table.add(batch) } }
      (file, rows, form) = (nil, writer, .database(table, writer))
      return
    }
    let file = try AtomicFile(path: path)
    self.file = file
    guard TableOutput.isParquet(path), !file.isStraight else {
      let writer = CSVWriter(forPeople: file, byteOrderMark: byteOrderMark)
      try writer.row(columns.map(\.name))
      (rows, form) = (writer, .text)
      return
    }
    let parquet = try TableOutput.saying(path) { try ParquetWriter(columns: fields) }
    let writer = ArrowRowWriter(columns) { batch in try TableOutput.saying(path) { try parquet.add(batch) } }
    (rows, form) = (writer, .parquet(parquet, writer, scratch: try AtomicFile(path: path)))
  }

  /// Ends the table when all rows are written: the file, still to be put in its place; nil where it is a table of a database.
  public func ended() throws -> AtomicFile? {
    switch form {
    case .text: break
    case .database(_, let writer): try writer.finish()
    case .parquet(let parquet, let writer, let scratch):
      try writer.finish()
      if let place = scratch.scratchPath, let file {
        try TableOutput.saying(path) { try parquet.write(to: place) }
        try file.write(contentsOf: place)
      }
      scratch.discard()
    }
    return file
  }

  /// Puts what is known of a table of a database into the table of records beside it, to be seen together with its rows; does
  /// nothing for a file.
  ///
  /// - Parameter record: as JSON.
  public func add(record: String) throws {
    guard case .database(let table, let writer) = form else { return }
    try TableOutput.saying(path) {
      try table.add(
        ArrowExportBatch([
          ArrowExportColumn(RecordTable.month, texts: [replaced?.text]),
          ArrowExportColumn(RecordTable.rows, [Int64(writer.rowsInAll)]),
          ArrowExportColumn(RecordTable.record, texts: [record]),
        ]), besideWith: RecordTable.ending, replacing: replaced.map { (RecordTable.month, $0.text) })
    }
  }

  /// Makes the rows of a database's table to be seen, all at once; does nothing for a file.
  public func commit() throws {
    guard case .database(let table, _) = form else { return }
    try TableOutput.saying(path) { try table.commit() }
  }

  /// Whether what is written to a path needs a library of a database: refused before the work rather than after it.
  ///
  /// - Throws: ``TableError`` where it cannot be had, or a server cannot be reached.
  public static func check(_ path: String) throws {
    if TableAddress.isAddress(path) {
      try saying(path) { try Database.checkWritable(TableAddress(path)) }
    } else if isParquet(path) {
      _ = try saying(path) { try Database.reader() }
    }
  }

  /// Ends the table and puts it in its place.
  public func finish() throws {
    let file = try ended()
    try commit()
    try AtomicFile.commit(together: [file].compactMap { $0 })
  }

  /// Whether what is written to a path is a file of text.
  public static func isText(_ path: String) -> Bool { !TableAddress.isAddress(path) && !isParquet(path) }

  private static func isParquet(_ path: String) -> Bool { path.lowercased().hasSuffix(".parquet") }

  /// What a database or a driver says, as an error that names the table.
  private static func saying<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw TableError(file: path, asking: error.sentence)
    } catch let error as ArrowError {
      throw TableError(file: path, column: error.column, message: error.message)
    }
  }
}
