import Calendar
import Configuration
import SystemIO
import Tabular

/// An earlier loss list of this program, as far as cooling off needs it: CSV with a header in either language, or a
/// table of a database.
public struct PastList: Sendable, Equatable {
  /// A customer who was on it, to be contacted.
  public struct Member: Sendable, Equatable {
    public var customer: String
    /// The month that the list was for.
    public var month: Month
    /// The question that it was of; nil: that is not known.
    public var question: String?
  }

  /// Customers of the control group are left out: nobody contacted them.
  public let members: [Member]
  /// Whether its rows say of which question they are.
  let isCalendar: Bool

  private enum Column: CaseIterable {
    case customer, month, control, question, loss

    var names: [String] {
      switch self {
      case .customer: ["customer_id", "customer", "客户号"]
      case .month: ["month", "month at risk", "预警月份"]
      case .control: ["control", "control group", "对照组"]
      case .question: ["question"]
      case .loss: ["expected_loss", "expected loss", "预计流失（元）"]
      }
    }
  }

  private static let largestSize = 1 << 31

  /// Reads a list.
  ///
  /// - Throws: `FileError` where it cannot be read; ``CustomerKeyFileError`` where it is no loss list.
  public init(path: String) throws {
    if TableAddress.isAddress(path) {
      try self.init(ColumnSources.open(path: path), RunRecord.question(ofListAt: path))
    } else {
      try self.init(
        PlainReader.wholeFile(path, limit: Self.largestSize), file: path, RunRecord.question(ofListAt: path))
    }
  }

  /// Reads the rows of a table.
  private init(_ source: any ColumnSource, _ record: @autoclosure () -> String?) throws {
    let header = source.columnNames.map { $0.lowercased() }
    func index(_ column: Column) -> Int? { header.firstIndex { column.names.contains($0) } }
    guard let customer = index(.customer), let month = index(.month) else { throw Self.noList(source.name) }
    let (control, asked) = (index(.control), index(.question))
    let columns = [customer, month] + [control, asked].compactMap { $0 }
    let question = Self.question(asked: asked, loss: index(.loss), record)
    var members: [Member] = []
    try source.forEachRow(of: columns) { cells, line in
      guard let when = Month(parsing: cells[1]) else { throw Self.noMonth(cells[1], source.name, line()) }
      if control != nil, Self.isControl(cells[2]) { return }
      members.append(
        Member(customer: cells[0], month: when, question: asked == nil ? question : cells[columns.count - 1]))
    }
    (self.members, isCalendar) = (members, asked != nil)
  }

  /// The question of all rows; nil where each says its own, or it is not known.
  private static func question(asked: Int?, loss: Int?, _ record: () -> String?) -> String? {
    asked != nil ? nil : loss != nil ? QuestionPreset.loss.rawValue : record()
  }

  private static func isControl(_ cell: String) -> Bool { ["yes", "是"].contains(cell) }

  private static func noList(_ file: String) -> CustomerKeyFileError {
    CustomerKeyFileError(
      file: file, line: 1,
      text: "The header names no customer and month; give a loss list as `churn predict` writes it.")
  }

  private static func noMonth(_ cell: String, _ file: String, _ line: Int?) -> CustomerKeyFileError {
    CustomerKeyFileError(
      file: file, line: line, text: "“\(cell.prefix(40))” is no month; write it as 2024-10.")
  }

  /// - Parameter record: the question that the record beside the list names, where its columns do not say it; nil: that is not
  ///   known.
  init(_ bytes: [UInt8], file: String, _ record: @autoclosure () -> String? = nil)
    throws(CustomerKeyFileError)
  {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CustomerKeyFileError(file: file, line: nil, text: "It is not UTF-8 and no list of this program.")
    }
    var rows = DelimitedRows(text)
    let header = rows.next()?.cells.map { $0.lowercased() } ?? []
    func index(_ column: Column) -> Int? { header.firstIndex { column.names.contains($0) } }
    guard let customer = index(.customer), let month = index(.month) else {
      throw Self.noList(file)
    }
    let (control, asked) = (index(.control), index(.question))
    let question = Self.question(asked: asked, loss: index(.loss), record)
    var members: [Member] = []
    while let row = rows.next() {
      guard row.cells.count == header.count, !row.isOpen else {
        throw CustomerKeyFileError(
          file: file, line: row.line, text: "The row has another number of cells than the header.")
      }
      let text = row.cells[month]
      guard let when = Month(parsing: text) else { throw Self.noMonth(text, file, row.line) }
      if let control, Self.isControl(row.cells[control]) { continue }
      members.append(
        Member(customer: row.cells[customer], month: when, question: asked.map { row.cells[$0] } ?? question))
    }
    (self.members, isCalendar) = (members, asked != nil)
  }

  /// Customers who were to be contacted for one of the last months before `month`.
  ///
  /// - Parameter question: that they are to be contacted about; a list of which it is not known may have been of any.
  func customers(_ rule: ListDefinition.CoolingOff, before month: Month, about question: String) -> [String] {
    members.filter { member in
      let isSame = member.question.map { $0 == question } ?? true
      let months = isSame ? rule.longest : rule.months
      return month > member.month && month - member.month <= months
    }.map(\.customer)
  }
}
