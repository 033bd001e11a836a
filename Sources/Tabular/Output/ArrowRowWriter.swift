import Arrow
import SystemIO

/// Collects rows as columns of Arrow, some thousand at a time.
final class ArrowRowWriter: RowWriter {
  /// The cells of a column; one of the lists is used.
  private struct Cells {
    var texts: [String?] = []
    var numbers: [Double?] = []
    var wholes: [Int64?] = []
  }

  /// Rows that are handed over together.
  private static let rowsPerBatch = 65_536

  private let columns: [WrittenColumn]
  private let take: (ArrowExportBatch) throws -> Void
  private var cells: [Cells]
  private var column = 0
  private var rowCount = 0
  /// All rows that were ended.
  private(set) var rowsInAll = 0

  /// - Parameter take: is given the rows.
  init(_ columns: [WrittenColumn], take: @escaping (ArrowExportBatch) throws -> Void) {
    (self.columns, self.take) = (columns, take)
    cells = columns.map { _ in Cells() }
  }

  static func fields(of columns: [WrittenColumn]) -> [ArrowField] {
    columns.map { column in
      let type: ArrowType =
        switch column.kind {
        case .text: .text(.short)
        case .number: .float(bytes: 8)
        case .whole: .integer(bytes: 8, isSigned: true)
        }
      return ArrowField(name: column.name, type: type)
    }
  }

  func text(_ text: String) { add(text: text, number: Double(text)) }
  func number(_ text: String) { add(text: text, number: Double(text)) }

  func decimal(_ value: Double, places: Int) {
    let number = value.written(places: places)
    add(text: number.map { "\($0)" } ?? "", number: number)
  }

  private func add(text: @autoclosure () -> String, number: @autoclosure () -> Double?) {
    precondition(column < cells.count, "A row has \(cells.count) cells.")
    switch columns[column].kind {
    case .text:
      let text = text()
      cells[column].texts.append(text.isEmpty ? nil : text)
    case .number: cells[column].numbers.append(number())
    case .whole: cells[column].wholes.append(number().flatMap { Int64(exactly: $0) })
    }
    column += 1
  }

  func endRow() throws {
    precondition(column == cells.count, "A row has \(cells.count) cells.")
    column = 0
    rowCount += 1
    rowsInAll += 1
    if rowCount == ArrowRowWriter.rowsPerBatch { try finish() }
  }

  /// Hands over the rows that are left.
  func finish() throws {
    if rowCount == 0 { return }
    let batch = try ArrowExportBatch(
      zip(columns, cells).map { column, cells in
        switch column.kind {
        case .text: try ArrowExportColumn(column.name, texts: cells.texts)
        case .number: ArrowExportColumn(column.name, cells.numbers)
        case .whole: ArrowExportColumn(column.name, cells.wholes)
        }
      })
    try take(batch)
    rowCount = 0
    cells = columns.map { _ in Cells() }
  }
}
