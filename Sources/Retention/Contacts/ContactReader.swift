import Calendar
import Configuration

/// Turns rows into contacts and gathers what is wrong with them.
struct ContactReader {
  private typealias Column = ContactFile.Column

  private(set) var contacts: [Contact] = []
  private(set) var problems: [ContactFileError.Problem] = []
  /// Rows of a person's workbook in which nothing says whether the customer was contacted.
  private(set) var unansweredCount = 0
  private let width: Int
  /// Whether a person filled the file in, who leaves open what has not come about.
  private let isWorkbook: Bool
  /// Whether the file is a list as it was issued, of which only the control group is taken.
  private let isList: Bool
  private var indices: [Column: Int] = [:]
  /// The line of each customer and month.
  private var lines: [String: Int] = [:]

  init(header: [String], isWorkbook: Bool) {
    width = header.count
    self.isWorkbook = isWorkbook
    let names = Set(header.map { $0.lowercased() })
    isList = names.isDisjoint(with: Column.contacted.names) && !names.isDisjoint(with: Column.control.names)
    for column in Column.allCases {
      let found = header.indices.filter { column.names.contains(header[$0].lowercased()) }
      if let first = found.first { indices[column] = first }
      if found.count > 1 {
        problems.append(
          .init(
            line: 1, column: column.rawValue,
            text: "The header names it \(found.count) times; keep one of them."))
      } else if found.isEmpty, isNeeded(column) {
        problems.append(
          .init(
            line: 1, column: column.rawValue,
            text:
              "The column is missing (it may also be called \(column.names.dropFirst().joined(separator: " or ")))."
          ))
      }
    }
  }

  private func isNeeded(_ column: Column) -> Bool {
    switch column {
    case .contacted: !isList
    // A list without a control group has no such column.
    case .control: !isWorkbook
    default: column.isNeeded
    }
  }

  /// Takes a row; nothing is read under a header that lacks columns.
  mutating func read(_ row: DelimitedRows.Row) {
    guard Column.allCases.allSatisfy({ !isNeeded($0) || indices[$0] != nil }) else { return }
    if let problem = row.problem(width: width) {
      problems.append(.init(line: row.line, column: nil, text: problem))
      return
    }
    let before = problems.count
    let customer = cell(.customer, row) ?? ""
    if customer.isEmpty { add(row, .customer, "The customer is missing.") }
    let month = parsed(.month, row, "a month such as 2024-10", isNeeded: true) { Month(parsing: $0) }
    let control = indices[.control] == nil ? false : flag(.control, row, isNeeded: true)
    if isList, control == false { return }
    let date = parsed(.date, row, "a day such as 2024-10-12") { CalendarDay(parsing: $0) }
    let uptake = flag(.uptake, row, isNeeded: false)
    let contacted = contacted(row, isControl: control == true, hasResult: uptake != nil)
    let assetsBefore = amount(.assetsBefore, row)
    let assetsAfter = amount(.assetsAfter, row)
    if uptake == true, contacted == false {
      add(row, .uptake, "The customer took an offer, but was not contacted; correct one of the two.")
    }
    if let month, !customer.isEmpty {
      if let earlier = lines.updateValue(row.line, forKey: "\(customer)\n\(month)") {
        add(
          row, .customer,
          "Customer “\(customer)” stands in line \(earlier) already for \(month); keep one row.")
      }
    }
    guard problems.count == before, let month, let contacted, let control else { return }
    contacts.append(
      Contact(
        customer: customer, month: month, isControl: control, wasContacted: contacted, date: date,
        action: text(.action, row), manager: text(.manager, row), uptake: uptake, assetsBefore: assetsBefore,
        assetsAfter: assetsAfter))
  }

  /// Whether the customer was contacted. Nobody contacts the control group, so that a list has no need to say it; in
  /// the workbook of a person a result says that there was a contact, and nothing at all that there was none.
  private mutating func contacted(_ row: DelimitedRows.Row, isControl: Bool, hasResult: Bool) -> Bool? {
    let isOpen = text(.contacted, row) == nil
    if isOpen, isList || isWorkbook && isControl { return false }
    if isOpen, isWorkbook {
      if !hasResult { unansweredCount += 1 }
      return hasResult
    }
    return flag(.contacted, row, isNeeded: true)
  }

  private mutating func add(_ row: DelimitedRows.Row, _ column: Column, _ text: String) {
    problems.append(.init(line: row.line, column: column.rawValue, text: text))
  }

  private func cell(_ column: Column, _ row: DelimitedRows.Row) -> String? {
    indices[column].map { row.cells[$0] }
  }

  private func text(_ column: Column, _ row: DelimitedRows.Row) -> String? {
    cell(column, row).flatMap { $0.isEmpty ? nil : $0 }
  }

  private mutating func parsed<Value>(
    _ column: Column, _ row: DelimitedRows.Row, _ wanted: String, isNeeded: Bool = false,
    _ parse: (String) -> Value?
  ) -> Value? {
    guard let text = text(column, row) else {
      if isNeeded { add(row, column, "It is empty, but must be \(wanted).") }
      return nil
    }
    if let value = parse(text) { return value }
    add(row, column, "It is “\(text.prefix(40))”, but must be \(wanted).")
    return nil
  }

  private mutating func flag(_ column: Column, _ row: DelimitedRows.Row, isNeeded: Bool) -> Bool? {
    parsed(column, row, "yes or no", isNeeded: isNeeded) { text in
      switch text.lowercased() {
      case "yes", "y", "1", "true", "是", "接受", "accepted": true
      case "no", "n", "0", "false", "否", "拒绝", "declined": false
      default: nil
      }
    }
  }

  private mutating func amount(_ column: Column, _ row: DelimitedRows.Row) -> Double? {
    parsed(column, row, "an amount of money of 0 or more") { text in
      Double(text.replacing(",", with: "")).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }
  }
}
