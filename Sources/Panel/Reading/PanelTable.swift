import Calendar
import Configuration
import Tabular

/// One table of the configuration with its sources opened and its columns bound by name.
struct PanelTable: Sendable {
  /// A source of some of the table's rows, such as a file, and where the table's columns stand in it.
  struct Part: Sendable {
    var source: any ColumnSource
    /// The month of all rows, where the configuration says it.
    var month: Month?
    var customer: Int
    var monthColumn: Int?
    /// Where each of the table's columns stands in the source.
    var columns: [Int]
  }

  var parts: [Part]
  /// Our names of the table's columns, the customer and the month not among them.
  var columnNames: [String]
  /// The first source's names of the same columns, for messages.
  var headerNames: [String]
  /// Our names and the first source's of columns that are left out because the configuration says so.
  var ignoredNames: [[String]] = []
  /// Columns of the first source without a name.
  var unnamedColumns = 0
  /// What stands before the decimals of its numbers, and which number comes first in its dates, where it is said.
  var decimal: DecimalMark?
  var dates: DateOrder?
  /// How its columns become values, once that is known.
  var forms: [ValueForm] = []
  /// How its months are written.
  var monthFormat = DateFormat()
  /// Whether that is known already.
  var knowsMonthFormat = false
}

extension PanelTable {
  /// Opens the files of a table with a row per customer and month.
  ///
  /// Every file of a table must have the same columns, in any order. Files of months after `cutOff` are not opened.
  init(
    _ source: PanelSource, stating statements: ColumnStatements, joined: JoinedTables, cutOff: Month?,
    sources: ColumnSources
  ) throws {
    var paths: [(path: String, month: Month?)] = []
    switch source.origin {
    case .patterns(let patterns):
      for pattern in patterns {
        for path in try sources.find(pattern)
        where !paths.contains(where: { $0.path == path }) {
          paths.append((path, nil))
        }
      }
    case .byMonth(let byMonth):
      for (month, pattern) in byMonth.sorted(by: { $0.key < $1.key }) {
        if let cutOff, month > cutOff { continue }
        for path in try sources.find(pattern) { paths.append((path, month)) }
      }
      if paths.isEmpty, let cutOff {
        throw TableError(message: "the configuration names no file of \(cutOff) or a month before it.")
      }
    }
    try self.init(
      paths: paths, customer: source.customer, month: source.month, renamed: source.columns,
      stating: statements, joined: joined, needsMonth: true, sources: sources)
    (decimal, dates) = (source.decimal ?? statements.decimal, source.dates ?? statements.dates)
  }

  /// Opens the files of a table with a row per customer.
  init(
    _ source: AttributeSource, stating statements: ColumnStatements, joined: JoinedTables,
    sources: ColumnSources
  ) throws {
    var paths: [(path: String, month: Month?)] = []
    for pattern in source.origin {
      paths += try sources.find(pattern).map { ($0, nil) }
    }
    try self.init(
      paths: paths, customer: source.customer, month: nil, renamed: source.columns, stating: statements,
      joined: joined, needsMonth: false, sources: sources)
    (decimal, dates) = (source.decimal ?? statements.decimal, source.dates ?? statements.dates)
  }

  private init(
    paths: [(path: String, month: Month?)], customer: String?, month: String?, renamed: [String: String],
    stating statements: ColumnStatements, joined: JoinedTables, needsMonth: Bool, sources: ColumnSources
  ) throws {
    (parts, columnNames, headerNames) = ([], [], [])
    var problems: [TableError.Problem] = []
    for (path, fileMonth) in paths {
      var header = BoundHeader(try sources.open(path), renamed: renamed)
      let customerColumn = header.take(customer, canonical: "customer_id")
      let monthColumn = needsMonth && fileMonth == nil ? header.take(month, canonical: "month") : nil
      header.join(joined, renamed: renamed)
      header.checkRenamed(renamed)
      header.derive(statements, month: fileMonth, monthColumn: monthColumn)
      if fileMonth != nil { header.leaveOut("month") }
      let columns = header.others(stating: statements)
      if parts.isEmpty {
        ignoredNames = header.ignored(stating: statements)
        unnamedColumns = header.source.columnNames.count { $0.isEmpty }
        columnNames = columns.map { header.ours[$0] }
        headerNames = columns.map { header.source.columnNames[$0] }
        for (index, name) in columnNames.enumerated() where columnNames[..<index].contains(name) {
          header.addProblem("two columns mean “\(name)”; name one of them otherwise in `columns:`.")
        }
      }
      var indices: [Int] = []
      for (name, headerName) in zip(columnNames, headerNames) {
        if let index = columns.first(where: { header.ours[$0] == name }) {
          indices.append(index)
        } else {
          header.addProblem(
            "the header has no column “\(headerName)”, which \(paths[0].path) has; files of one table "
              + "need the same columns.")
        }
      }
      problems += header.problems
      if let customerColumn, indices.count == columnNames.count {
        parts.append(
          Part(
            source: header.source, month: fileMonth, customer: customerColumn, monthColumn: monthColumn,
            columns: indices))
      }
    }
    if !problems.isEmpty { throw TableError(problems: problems) }
  }
}

/// The header of a source under our names, while its columns are given their meaning.
private struct BoundHeader {
  private(set) var source: any ColumnSource
  /// Our names of all columns.
  private(set) var ours: [String]
  private(set) var problems: [TableError.Problem] = []
  private var taken: Set<Int> = []

  init(_ source: any ColumnSource, renamed: [String: String]) {
    self.source = source
    ours = BoundHeader.names(of: source.columnNames, renamed: renamed)
  }

  /// Our names of columns.
  private static func names(of theirs: some Sequence<String>, renamed: [String: String]) -> [String] {
    theirs.map { theirs in
      renamed.first { $0.value == theirs }?.key ?? ColumnNames.canonical(for: theirs) ?? theirs
    }
  }

  /// Adds the columns that other tables have for the keys in the source. The customer's own tables are no joins but attributes.
  mutating func join(_ tables: JoinedTables, renamed: [String: String]) {
    source = tables.joining(source, names: zip(ours, source.columnNames).map { [$0, $1] }) {
      !taken.contains($0)
    }
    ours += BoundHeader.names(of: source.columnNames.dropFirst(ours.count), renamed: renamed)
  }

  mutating func addProblem(_ message: String) {
    problems.append(.init(file: source.name, line: TableError.headerLine(of: source.name), message: message))
  }

  /// The column that the configuration names, or else the one with our name.
  mutating func take(_ wanted: String?, canonical: String) -> Int? {
    if let index = wanted.map({ source.column(named: $0) }) ?? ours.firstIndex(of: canonical) {
      taken.insert(index)
      return index
    }
    let name = wanted ?? canonical
    addProblem(
      "the header has no column “\(name)”;\(source.hint(for: name)) say under `panel:` what it is called, with "
        + "`\(canonical == "month" ? "month" : "customer"):`. The header reads: "
        + source.columnNames.prefix(30).joined(separator: ", ") + ".")
    return nil
  }

  /// Adds the columns that can be made of those of the source.
  mutating func derive(_ statements: ColumnStatements, month: Month?, monthColumn: Int?) {
    guard !statements.derived.isEmpty else { return }
    let deriving = DerivingSource(
      source, names: ours, statements: statements, month: month, monthColumn: monthColumn)
    source = deriving
    ours += deriving.derived.map(\.name)
  }

  mutating func leaveOut(_ name: String) {
    if let index = ours.firstIndex(of: name) { taken.insert(index) }
  }

  mutating func checkRenamed(_ renamed: [String: String]) {
    for (our, their) in renamed.sorted(by: { $0.key < $1.key }) where source.column(named: their) == nil {
      addProblem(
        "the header has no column “\(their)”, which the configuration calls “\(our)”.\(source.hint(for: their))"
      )
    }
  }

  /// The columns that mean nothing particular.
  func others(stating statements: ColumnStatements) -> [Int] {
    let theirs = source.columnNames
    return theirs.indices.filter {
      !taken.contains($0) && !theirs[$0].isEmpty && !statements.ignores([ours[$0], theirs[$0]])
    }
  }

  /// Our names and theirs of the columns that are left out.
  func ignored(stating statements: ColumnStatements) -> [[String]] {
    zip(ours, source.columnNames).map { [$0, $1] }.filter { !$0[1].isEmpty && statements.ignores($0) }
  }
}

extension ColumnSource {
  /// A sentence that proposes a column whose name is like one that is missing; empty where there is none.
  func hint(for name: String) -> String {
    Suggestion.closest(to: name, among: columnNames.filter { !$0.isEmpty })
      .map { " Did you mean “\($0)”?" } ?? ""
  }
}
