/// The table in a sheet of a workbook: a row of names, and below it the rows that have something in them.
///
/// It is told as text, cells with a separator between them and rows in lines, so that its cells are read as those of a
/// file of text are.
public struct SheetTable: Sendable {
  /// Stands between cells; no cell of a spreadsheet holds it.
  public static let separator: UInt8 = 0x1F
  /// Bytes of the text at most.
  private static let usualLimit = 1 << 29

  /// The sheet's name.
  public let sheet: String
  /// The row of the names, as the spreadsheet counts.
  public let headerRow: Int
  /// The names of the columns, and the rows.
  public private(set) var text: [UInt8] = []
  /// The column of the sheet that is the table's first.
  private let firstColumn: Int
  private let width: Int
  private let mostBytes: Int
  /// Where the text of a row starts, and its number in the sheet.
  private var rows: [(start: Int, number: Int)] = []
  /// The first thing that is wrong with cells of each column, as a whole sentence.
  private var faults: [Int: (row: Int, sentence: String)] = [:]

  /// What is wrong with the first bad cell of a column, and the cell's row; nil where all can be read.
  public func fault(ofColumn column: Int) -> (row: Int, sentence: String)? { faults[column] }

  /// The row, as the spreadsheet counts, whose text holds a byte.
  public func row(ofByte byte: Int) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].start <= byte { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? headerRow : rows[low - 1].number
  }

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - sheet: its name; nil: the only one that holds anything.
  ///   - range: where in the sheet it lies, its names in the first row; nil: anywhere.
  /// - Throws: ``WorkbookError`` where there is no such sheet, no table in it, or where cells beside it hold something.
  public init(_ reader: WorkbookReader, sheet: String?, range: CellRange?) throws(WorkbookError) {
    try self.init(reader, sheet: sheet, range: range, mostBytes: SheetTable.usualLimit)
  }

  /// The same with another limit of its text, which tests reach.
  init(_ reader: WorkbookReader, sheet: String?, range: CellRange?, mostBytes: Int) throws(WorkbookError) {
    let index = try reader.index(ofSheet: sheet)
    let name = reader.sheets[index]
    var table: SheetTable?
    let merged = try reader.reading { () throws(WorkbookDamage) in
      var scanner = try reader.scanner(ofSheet: index)
      let range = range ?? .whole
      while let row = try scanner.next() {
        guard range.rows.contains(row.number) else { continue }
        let cells = row.cells.prefix(range.columns.upperBound).dropFirst(range.columns.lowerBound)
        guard let first = cells.firstIndex(where: { !$0.isBlank }) else { continue }
        if table == nil {
          let last = cells.lastIndex { !$0.isBlank } ?? first
          table = SheetTable(
            sheet: name, headerRow: row.number, columns: first..<last + 1, mostBytes: mostBytes)
          try table?.addHeader(cells)
        } else {
          try table?.add(cells, number: row.number)
        }
      }
      return scanner.merged
    }
    guard var table else {
      throw reader.error(
        "its sheet “\(name)” has no table\(range == nil ? "" : " in that range"); name another.")
    }
    for (name, range) in merged { table.add(merged: name, range) }
    self = table
  }

  private init(sheet: String, headerRow: Int, columns: Range<Int>, mostBytes: Int) {
    self.mostBytes = mostBytes
    (self.sheet, self.headerRow, firstColumn, width) = (sheet, headerRow, columns.lowerBound, columns.count)
    text += Array("sep=".utf8) + [Self.separator, 0x0A]
  }

  private mutating func addHeader(_ cells: ArraySlice<SheetCell>) throws(WorkbookDamage) {
    var seen: Set<String> = []
    for cell in cells[firstColumn..<firstColumn + width] where !cell.text.isEmpty {
      guard seen.insert(cell.text).inserted else {
        throw WorkbookDamage(
          table:
            "row \(headerRow) of its sheet “\(sheet)” names the column “\(cell.text.prefix(40))” twice; rename one of the two"
        )
      }
    }
    try add(cells, number: headerRow)
    rows.removeAll()
  }

  /// Takes the cells of a row in, by their columns in the sheet.
  private mutating func add(_ cells: ArraySlice<SheetCell>, number: Int) throws(WorkbookDamage) {
    if let beside = cells.indices.first(where: {
      ($0 < firstColumn || $0 >= firstColumn + width) && !cells[$0].isBlank
    }) {
      throw WorkbookDamage(
        table:
          "cell \(name(beside, number)) of its sheet “\(sheet)” stands beside the table, whose names would be those in row "
          + "\(headerRow); say in which range the table is, such as A3:H500")
    }
    rows.append((text.count, number))
    for column in firstColumn..<firstColumn + width {
      if column > firstColumn { text.append(Self.separator) }
      guard cells.indices.contains(column) else { continue }
      let cell = cells[column]
      if let fault = cell.fault { add(fault: "cell \(name(column, number)) \(fault.text).", column, number) }
      append(cell.text)
    }
    text.append(0x0A)
    guard text.count <= mostBytes else {
      throw WorkbookDamage(
        table: "the cells of its sheet “\(sheet)” take more than \(mostBytes >> 20) MB; save it as CSV")
    }
  }

  /// A cell's text; in quotes where it has line feeds or quotes in it.
  private mutating func append(_ cell: String) {
    let needsQuotes = cell.utf8.contains { $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 == Self.separator }
    guard needsQuotes else {
      text += cell.utf8
      return
    }
    text.append(0x22)
    for byte in cell.utf8 {
      if byte == 0x22 { text.append(byte) }
      text.append(byte)
    }
    text.append(0x22)
  }

  /// Of merged cells the first alone holds the value that a reader sees in all of them.
  private mutating func add(merged name: String, _ range: CellRange) {
    let last = rows.last?.number ?? headerRow
    let table = CellRange(columns: firstColumn..<firstColumn + width, rows: headerRow...last)
    guard range.overlaps(table) else { return }
    for column in range.columns.clamped(to: table.columns) {
      add(
        fault: "the cells \(name) are merged, so all but the first are empty; unmerge them and fill each.",
        column, range.rows.lowerBound)
    }
  }

  private mutating func add(fault sentence: String, _ column: Int, _ row: Int) {
    if faults[column - firstColumn] == nil { faults[column - firstColumn] = (row, sentence) }
  }

  private func name(_ column: Int, _ row: Int) -> String { "\(CellAddress.letters(ofColumn: column))\(row)" }
}

extension SheetCell {
  /// Whether there is nothing in it.
  fileprivate var isBlank: Bool { fault == nil && text.utf8.allSatisfy { $0 == 0x20 } }
}

extension WorkbookReader {
  /// The number of a sheet by its name; without one, of the only sheet that holds anything.
  fileprivate func index(ofSheet name: String?) throws(WorkbookError) -> Int {
    let names = sheets.map { "“\($0)”" }.joined(separator: ", ")
    guard let name else {
      var filled: [Int] = []
      for index in sheets.indices where try hasCells(sheet: index) { filled.append(index) }
      guard filled.count == 1 else {
        throw error(
          filled.isEmpty ? "its sheets are empty." : "it has several sheets: \(names); name the one to read.")
      }
      return filled[0]
    }
    // Spreadsheets do not tell capitals apart in names of sheets.
    guard
      let index = sheets.firstIndex(of: name)
        ?? sheets.firstIndex(where: { $0.lowercased() == name.lowercased() })
    else { throw error("it has no sheet “\(name)”; it has \(names).") }
    return index
  }
}
