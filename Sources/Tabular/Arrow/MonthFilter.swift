import Arrow
import Database
import Parallel

/// The months that stand in a column of a database's table, once each.
struct DifferentMonths: Sendable {
  /// How they are told apart in a query.
  enum Form: Sendable {
    /// The column holds days: the first ones of their months are given.
    case days
    /// The database compares values as they were given.
    case values
    /// Values are compared loosely, as SQLite does, whose columns hold values of any type: a row is left out by its own value
    /// alone.
    case looseValues
  }

  /// The column as it stands in a query.
  let column: String
  let form: Form
  let field: ArrowField
  let batches: [ArrowRecordBatch]
  /// As the cells are written, row after row; nil where one is missing.
  let texts: [String?]

  /// More of them are no months.
  static let most = 4096

  /// - Returns: nil where the values are no months that can stand in a query.
  init?(column: String, form: Form, field: ArrowField, batches: [ArrowRecordBatch]) {
    (self.column, self.form, self.field, self.batches) = (column, form, field, batches)
    texts = batches.flatMap { batch in
      (0..<batch.rowCount).map { row in
        ArrowText.withBytes(batch.columns[0], row) { $0.map { String(decoding: $0, as: UTF8.self) } }
      }
    }
    let areUsable = texts.allSatisfy { text in
      guard let text else { return true }
      if case .days = form { return DifferentMonths.number(ofFirstDay: text) != nil }
      // Servers may take backslashes for escapes.
      return text.utf8.count <= 64
        && !text.unicodeScalars.contains { $0.value < 32 || ["\\", "\u{FFFD}", "\u{7F}"].contains($0) }
    }
    if texts.count > DifferentMonths.most || !areUsable { return nil }
  }

  /// Months since the year 0; nil where a text is not such as 2024-07-01.
  private static func number(ofFirstDay text: String) -> Int? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 10, parts.count == 3, parts[0].utf8.count == 4, parts[2] == "01",
      let year = Int(parts[0]), let month = Int(parts[1]), year > 0, (1...12).contains(month)
    else { return nil }
    return year * 12 + month - 1
  }

  /// What a query asks for to leave some of them out; rows without a value stay, as there is something to say of them.
  func filter(leavingOut isLeftOut: [Bool]) -> MonthFilter? {
    let rows = texts.indices.filter { texts[$0] != nil }
    if !rows.contains(where: { isLeftOut[$0] }) { return nil }
    func listed(_ wanted: Bool) -> [String] {
      rows.filter { isLeftOut[$0] == wanted }.compactMap { texts[$0] }
    }
    let condition =
      switch form {
      case .days: ranges(listed(false))
      case .values: among(listed(false)) ?? "false"
      case .looseValues: among(listed(true)).map { "not \($0)" } ?? "true"
      }
    return MonthFilter(column: column, condition: "(\(condition) or \(column) is null)")
  }

  private func among(_ values: [String]) -> String? {
    if values.isEmpty { return nil }
    let areNumbers = if case .integer = field.type { true } else { false }
    return "\(column) in (\(values.map { areNumbers ? $0 : SQLText.literal($0) }.joined(separator: ", ")))"
  }

  /// Neighbouring months as one range each: indices of databases and statistics of files are made for these.
  private func ranges(_ days: [String]) -> String {
    let known = Dictionary(days.map { (DifferentMonths.number(ofFirstDay: $0) ?? 0, $0) }) { first, _ in first
    }
    let ranges = known.keys.sorted().filter { known[$0 - 1] == nil }.map { first in
      var last = first
      while known[last + 1] != nil { last += 1 }
      return
        "\(column) >= date '\(known[first] ?? "")' and \(column) < date '\(known[last] ?? "")' + interval '1 month'"
    }
    return ranges.isEmpty ? "1 = 0" : ranges.map { "(\($0))" }.joined(separator: " or ")
  }
}

/// The months whose rows are wanted of a table, as a condition of a query.
struct MonthFilter: Sendable {
  /// The column that the condition is about, as it stands in a query.
  let column: String
  let condition: String
}

extension DifferentMonths: ArrowOrigin {
  var name: String { field.name }
  var fields: [ArrowField] { [field] }
  var isRepeatable: Bool { true }

  func read(_ columns: [Int]?, rows: Range<Int>?, months: MonthFilter?) -> any ArrowBatches {
    ListedBatches(batches, columns)
  }

  func digest(team: ThreadTeam) -> FileDigest? { nil }
}
