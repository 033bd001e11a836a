import Calendar
import Configuration
import SystemIO

/// How customers' grades have changed: a row for every change, with who made it and why.
///
/// The file is comma-separated: `month, customer_id, kind, from, to, by, why, until`. `kind` is `composite` or `service`;
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
    guard FilePath.kind(of: path) == .file else { return }
    let bytes = try PlainReader.wholeFile(path, limit: .max / 2)
    self = try GradeHistory(bytes: bytes, file: path)
  }

  init(bytes: [UInt8], file: String) throws(ListRuleError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ListRuleError(["“\(file)”: It is not UTF-8; put the history back from a copy."])
    }
    var rows = DelimitedRows(text)
    guard rows.next()?.cells == Self.header else {
      throw ListRuleError([
        "“\(file)”, line 1: The header is not that of a grades' history (\(Self.header.joined(separator: ", "))); name "
          + "another file under `grades: history`, or put the history back from a copy."
      ])
    }
    var problems: [String] = []
    while let row = rows.next() {
      guard row.cells.count == Self.header.count, !row.isOpen, let month = Month(parsing: row.cells[0]),
        let kind = Kind(rawValue: row.cells[2])
      else {
        problems.append("“\(file)”, line \(row.line): This is no row of a history; put it back from a copy.")
        continue
      }
      changes.append(
        Change(
          month: month, customer: row.cells[1], kind: kind, from: row.cells[3], to: row.cells[4],
          by: row.cells[5], why: row.cells[6], until: row.cells[7]))
    }
    if !problems.isEmpty { throw ListRuleError(problems) }
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

  /// Writes the history; the caller commits the file.
  public func write(to sink: some ByteSink) throws(FileError) {
    let writer = CSVWriter(forPeople: sink)
    try writer.row(Self.header)
    for change in changes {
      try writer.row([
        change.month.description, change.customer, change.kind.rawValue, change.from, change.to, change.by,
        change.why, change.until,
      ])
    }
  }
}
