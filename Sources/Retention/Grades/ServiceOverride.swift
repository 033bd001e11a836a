import Calendar
import Configuration
import SystemIO

/// A service grade set by hand.
public struct ServiceOverride: Sendable, Equatable {
  public var customer: String
  public var grade: String
  /// Who set it, when, and why.
  public var who: String
  public var from: CalendarDay
  public var why: String
  /// The last day on which it holds.
  public var until: CalendarDay

  public init(
    customer: String, grade: String, who: String, from: CalendarDay, why: String, until: CalendarDay
  ) {
    (self.customer, self.grade, self.who) = (customer, grade, who)
    (self.from, self.why, self.until) = (from, why, until)
  }
}

/// The file in which a bank sets service grades by hand: comma-separated values (or `;` or tab) with a header, UTF-8.
///
/// | column | meaning |
/// |---|---|
/// | `customer_id`, 客户号 | |
/// | `service_grade`, 服务等级 | the name of a tier |
/// | `who`, 操作人 | who set it |
/// | `when`, 设定日期 | from this day on, `2024-10-12` |
/// | `why`, 原因 | |
/// | `until`, 有效期至 | the last day on which it holds |
///
/// All are needed in every row. A row whose last day has passed, and two rows of a customer that hold on the same day, are
/// refused. A row that begins later waits.
public enum ServiceOverrideFile {
  enum Column: String, CaseIterable {
    case customer = "customer_id"
    case grade = "service_grade"
    case who
    case when
    case why
    case until

    var chinese: String {
      switch self {
      case .customer: "客户号"
      case .grade: "服务等级"
      case .who: "操作人"
      case .when: "设定日期"
      case .why: "原因"
      case .until: "有效期至"
      }
    }
  }

  private static let largestSize = 1 << 28

  /// Reads the overrides that the file holds.
  ///
  /// - Parameters:
  ///   - grades: names of the tiers.
  ///   - today: the snapshot month's last day, on which overrides must not have ended; nil: any may.
  /// - Throws: `FileError` where the file cannot be read; ``ListRuleError`` with all that is wrong in it.
  public static func read(_ path: String, grades: [String], today: CalendarDay?) throws -> [ServiceOverride] {
    try overrides(
      in: PlainReader.wholeFile(path, limit: largestSize), file: path, grades: grades, today: today)
  }

  static func overrides(in bytes: [UInt8], file: String, grades: [String], today: CalendarDay?)
    throws(ListRuleError)
    -> [ServiceOverride]
  {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ListRuleError(["“\(file)”: It is not UTF-8; save it as UTF-8."])
    }
    var rows = DelimitedRows(text)
    guard let header = rows.next() else {
      throw ListRuleError(["“\(file)”: It is empty; write a header with \(columnNames)."])
    }
    var reader = Reader(file: file, header: header, grades: grades, today: today)
    while let row = rows.next() { reader.read(row) }
    guard reader.problems.isEmpty else { throw ListRuleError(reader.problems) }
    return reader.overrides.map(\.override)
  }

  fileprivate static var columnNames: String { Column.allCases.map(\.rawValue).joined(separator: ", ") }

  private struct Reader {
    let file: String
    let width: Int
    let grades: [String]
    let today: CalendarDay?
    private(set) var overrides: [(override: ServiceOverride, line: Int)] = []
    private(set) var problems: [String] = []
    private var indices: [Column: Int] = [:]
    private var byCustomer: [String: [Int]] = [:]

    init(file: String, header: DelimitedRows.Row, grades: [String], today: CalendarDay?) {
      (self.file, self.grades, self.today) = (file, grades, today)
      width = header.cells.count
      for column in Column.allCases {
        indices[column] = header.cells.firstIndex {
          $0.lowercased() == column.rawValue || $0 == column.chinese
        }
        if indices[column] == nil {
          add(header.line, "The column “\(column.rawValue)” (\(column.chinese)) is missing; add it.")
        }
      }
      for name in header.cells where ["composite_grade", "综合等级"].contains(name.lowercased()) {
        add(header.line, "“\(name)” is set by rule and never by hand; take the column out.")
      }
    }

    private mutating func add(_ line: Int, _ text: String) {
      problems.append("“\(file)”, line \(line): \(text)")
    }

    mutating func read(_ row: DelimitedRows.Row) {
      guard indices.count == Column.allCases.count else { return }
      if let problem = row.problem(width: width) { return add(row.line, problem) }
      let before = problems.count
      func cell(_ column: Column) -> String { indices[column].map { row.cells[$0] } ?? "" }
      for column in Column.allCases where cell(column).isEmpty {
        add(
          row.line,
          "“\(column.rawValue)” (\(column.chinese)) is empty; every override says who, when, why and until when."
        )
      }
      if !cell(.grade).isEmpty, !grades.contains(cell(.grade)) {
        let hint = Suggestion.closest(to: cell(.grade), among: grades).map { "did you mean “\($0)”?" }
        add(
          row.line,
          "“\(cell(.grade).prefix(40))” is no tier; \(hint ?? "there are \(grades.joined(separator: ", ")).")"
        )
      }
      let days = [Column.when, .until].map { column -> CalendarDay? in
        let text = cell(column)
        let day = CalendarDay(parsing: text)
        if day == nil, !text.isEmpty {
          add(row.line, "“\(column.rawValue)” is “\(text.prefix(40))”, but must be a day such as 2024-10-12.")
        }
        return day
      }
      guard let from = days[0], let until = days[1] else { return }
      if until < from {
        add(row.line, "It ends (\(until)) before it begins (\(from)); correct one of the two.")
      } else if let today, until < today {
        add(row.line, "It ended on \(until); take the row out, or set it anew with another “until”.")
      }
      let override = ServiceOverride(
        customer: cell(.customer), grade: cell(.grade), who: cell(.who), from: from, why: cell(.why),
        until: until)
      for index in byCustomer[override.customer] ?? [] {
        let other = overrides[index]
        if other.override.from <= until, from <= other.override.until {
          add(
            row.line,
            "Customer “\(override.customer)” has an override in line \(other.line) for the same days; keep one."
          )
        }
      }
      byCustomer[override.customer, default: []].append(overrides.count)
      overrides.append((override, row.line))
      if problems.count > before { return }
    }
  }
}
