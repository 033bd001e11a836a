import Calendar
import Configuration
import SystemIO
import Tabular

/// How customers' grades have changed: a row for every change, with who made it and why.
///
/// The file is comma-separated, or a file of Parquet or a table of a database: `month, customer_id, kind, from, to, by, why, until`. `kind` is `composite` or `service`;
/// `from` is empty where a customer is seen first; `by` is `rule` for the composite grade and, for the service grade,
/// whoever set it, `panel` where the bank's own column says it, or `rule` where it follows the composite one.
public struct GradeHistory: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case composite, service
  }

  public struct Change: Sendable, Equatable {
    public var month: Month
    public var customer: String
    public var kind: Kind
    public var from: String
    public var to: String
    public var by: String
    public var why = ""
    public var until = ""
  }

  /// In the order of months, within a month in the order in which customers were given.
  public private(set) var changes: [Change] = []

  public init() {}

  private static let header = ["month", "customer_id", "kind", "from", "to", "by", "why", "until"]

  /// Reads a history.
  ///
  /// - Throws: `FileError`, or the problems of rows that are no changes.
  public init(path: String) throws {
    self.init()
    if TableAddress.isAddress(path)
      ? try !RecordTable.holds(TableAddress(path)) : FilePath.kind(of: path) != .file
    {
      return
    }
    guard TableOutput.isText(path) else {
      try read(ColumnSources.open(path: path))
      return
    }
    let bytes = try PlainReader.wholeFile(path, limit: .max / 2)
    self = try GradeHistory(bytes: bytes, file: path)
  }

  init(bytes: [UInt8], file: String) throws(ListRuleError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ListRuleError(["“\(file)”: It is not UTF-8; put the history back from a copy."])
    }
    var rows = DelimitedRows(text)
    guard rows.next()?.cells == Self.header else { throw Self.otherHeader(of: file) }
    var problems: [String] = []
    while let row = rows.next() {
      if !row.isOpen, let change = Change(row.cells) {
        changes.append(change)
      } else {
        problems.append(Self.problem(of: file, line: row.line))
      }
    }
    if !problems.isEmpty { throw ListRuleError(problems) }
  }

  /// Reads the rows of a table, which databases give in any order.
  private mutating func read(_ source: any ColumnSource) throws {
    guard source.columnNames == Self.header else { throw Self.otherHeader(of: source.name) }
    var problems: [String] = []
    try source.forEachRow(of: Array(Self.header.indices)) { cells, line in
      if let change = Change(cells) {
        changes.append(change)
      } else {
        problems.append(Self.problem(of: source.name, line: line() ?? 0))
      }
    }
    if !problems.isEmpty { throw ListRuleError(problems) }
    let numbered = changes.enumerated().sorted {
      ($0.element.month, $0.offset) < ($1.element.month, $1.offset)
    }
    changes = numbered.map(\.element)
  }

  private static func otherHeader(of file: String) -> ListRuleError {
    ListRuleError([
      "“\(file)”, line 1: The header is not that of a grades' history (\(header.joined(separator: ", "))); name "
        + "another file under `grades: history`, or put the history back from a copy."
    ])
  }

  private static func problem(of file: String, line: Int) -> String {
    "“\(file)”, line \(line): This is no row of a history; put it back from a copy."
  }

  /// The last month that has changes.
  public var lastMonth: Month? { changes.map(\.month).max() }

  /// Adds the changes of a month; what an earlier run of the same month added goes first, so that a run may be repeated.
  public mutating func add(
    _ month: Month, customers: some Sequence<(customer: String, grades: CustomerGrades, isFromPanel: Bool)>
  ) {
    changes.removeAll { $0.month == month }
    var last: [String: (composite: String, service: String)] = [:]
    for change in changes {
      switch change.kind {
      case .composite: last[change.customer, default: ("", "")].composite = change.to
      case .service: last[change.customer, default: ("", "")].service = change.to
      }
    }
    for (customer, grades, isFromPanel) in customers {
      let before = last[customer] ?? ("", "")
      if before.composite != grades.composite.name {
        changes.append(
          Change(
            month: month, customer: customer, kind: .composite, from: before.composite,
            to: grades.composite.name, by: "rule"))
      }
      if before.service != grades.service.name {
        var change = Change(
          month: month, customer: customer, kind: .service, from: before.service, to: grades.service.name,
          by: isFromPanel ? "panel" : "rule")
        if let override = grades.override {
          (change.by, change.why, change.until) = (override.who, override.why, override.until.description)
        }
        changes.append(change)
      }
    }
  }

  /// Writes the history; the caller puts it in its place.
  ///
  /// - Parameter month: of a table in a database, in which the rows of other months stay; nil: all rows are written.
  func output(to path: String, month: Month) throws -> TableOutput {
    let isWhole = !TableAddress.isAddress(path)
    let table = try TableOutput(
      path: path, columns: Self.header.map { WrittenColumn($0) },
      replacing: isWhole ? nil : (Self.header[0], month.description))
    for change in changes where isWhole || change.month == month {
      for cell in change.cells { table.rows.text(cell) }
      try table.rows.endRow()
    }
    return table
  }
}

extension GradeHistory.Change {
  /// Nil where the cells of a row are no change.
  fileprivate init?(_ cells: [String]) {
    guard cells.count == 8, let month = Month(parsing: cells[0]),
      let kind = GradeHistory.Kind(rawValue: cells[2])
    else {
      return nil
    }
    self.init(
      month: month, customer: cells[1], kind: kind, from: cells[3], to: cells[4], by: cells[5], why: cells[6],
      until: cells[7])
  }

  fileprivate var cells: [String] {
    [month.description, customer, kind.rawValue, from, to, by, why, until]
  }
}
