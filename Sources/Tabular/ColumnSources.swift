import SystemIO

/// Finds and opens sources of columns: the one place that knows which kinds there are.
public struct ColumnSources: Sendable {
  /// The names of all sources that a pattern means, in order.
  public let find: @Sendable (_ pattern: String) throws -> [String]
  /// Opens a source by its name and reads its header.
  public let open: @Sendable (_ name: String) throws -> any ColumnSource

  public init(
    find: @escaping @Sendable (_ pattern: String) throws -> [String],
    open: @escaping @Sendable (_ name: String) throws -> any ColumnSource
  ) {
    (self.find, self.open) = (find, open)
  }

  /// Files, by path or glob pattern: CSV, plain or gzip, Parquet, and sheets of workbooks; and tables and queries in databases,
  /// by address.
  public static let files = files(sizes: ReadingSizes())

  /// The same with other sizes of reading.
  static func files(sizes: ReadingSizes) -> ColumnSources {
    ColumnSources(
      find: { name in
        if TableAddress.isAddress(name) { return [name] }
        guard let sheet = SheetAddress(name) else { return try FilePattern.expand(name, relativeTo: "") }
        return try FilePattern.expand(sheet.file, relativeTo: "").map { $0 + SheetAddress.ending(of: name) }
      },
      open: { try source(named: $0, sizes: sizes) })
  }

  private static func source(named name: String, sizes: ReadingSizes) throws -> any ColumnSource {
    if TableAddress.isAddress(name) {
      return try ArrowSource(QueryOrigin(TableAddress(name), name: name))
    }
    let sheet = SheetAddress(name)
    switch try TableForm(path: sheet?.file ?? name) {
    case .text where sheet?.isWhole ?? true: return try CSVScan(path: name, sizes: sizes)
    case .workbook: return try WorkbookSource(name, address: sheet, sizes: sizes)
    case .text:
      throw TableError(
        file: name, message: "this is no workbook, so it has no sheets; leave sheet and range out.")
    case .sealedWorkbook:
      throw TableError(
        file: name,
        message:
          "this is a workbook of before 2007 or one with a password; save it as a workbook (XLSX) without one."
      )
    case .parquet: return try ArrowSource(QueryOrigin(parquet: name))
    case .database(let driver):
      throw TableError(
        file: name,
        message:
          "this is a database, which has tables inside; name one of them, as in \(driver):\(name)#panel.")
    }
  }

  /// Opens a file.
  public static func open(path: String) throws -> any ColumnSource { try files.open(path) }
}

/// Sizes of reading files of text; small ones make tests meet every border.
struct ReadingSizes: Sendable, Equatable {
  /// Bytes in memory at a time; no row may be longer.
  ///
  /// A wave with the ends of its cells should stay in the processor's last cache until both passes over it are done.
  var wave = 8 << 20
  /// Bytes that one thread splits at a time; with the ends of its cells they should fit the second cache.
  var block = 1 << 19
  /// Bytes of a wave that is only looked at.
  static let sample = 1 << 20
}
