import Calendar
import Configuration
import SystemIO

/// One table of the configuration with its files opened and its columns bound by name.
struct PanelTable: Sendable {
  /// A file and where its columns stand.
  struct File: Sendable {
    var scan: CSVScan
    /// The month of the whole file, where the configuration says it.
    var month: Month?
    var customerCell: Int
    var monthCell: Int?
    /// Where each of the table's columns stands in the file.
    var cells: [Int]
  }

  var files: [File]
  /// Our names of the table's columns, the customer and the month not among them.
  var columnNames: [String]
  /// The file's names of the same columns, for messages.
  var headerNames: [String]
}

extension PanelTable {
  /// Opens the files of a source.
  ///
  /// Every file of a table must have the same columns, in any order. Files of months after `cutOff` are not opened.
  init(
    _ source: PanelSource, ignoring ignored: Set<String>, cutOff: Month?, sizes: CSVScan.Sizes
  ) throws {
    var paths: [(path: String, month: Month?)] = []
    switch source.files {
    case .patterns(let patterns):
      for pattern in patterns {
        for path in try FilePattern.expand(pattern, relativeTo: "")
        where !paths.contains(where: { $0.path == path }) {
          paths.append((path, nil))
        }
      }
    case .byMonth(let byMonth):
      for (month, pattern) in byMonth.sorted(by: { $0.key < $1.key }) {
        if let cutOff, month > cutOff { continue }
        for path in try FilePattern.expand(pattern, relativeTo: "") { paths.append((path, month)) }
      }
      if paths.isEmpty, let cutOff {
        throw PanelError(message: "the configuration names no file of \(cutOff) or a month before it.")
      }
    }
    try self.init(
      paths: paths, customer: source.customer, month: source.month, renamed: source.columns,
      ignoring: ignored,
      needsMonth: true, sizes: sizes)
  }

  /// Opens the files of a table with a row per customer.
  init(_ source: AttributeSource, ignoring ignored: Set<String>, sizes: CSVScan.Sizes) throws {
    var paths: [(path: String, month: Month?)] = []
    for pattern in source.files {
      paths += try FilePattern.expand(pattern, relativeTo: "").map { ($0, nil) }
    }
    try self.init(
      paths: paths, customer: source.customer, month: nil, renamed: source.columns, ignoring: ignored,
      needsMonth: false, sizes: sizes)
  }

  private init(
    paths: [(path: String, month: Month?)], customer: String?, month: String?, renamed: [String: String],
    ignoring ignored: Set<String>, needsMonth: Bool, sizes: CSVScan.Sizes
  ) throws {
    var problems: [PanelError.Problem] = []
    var files: [File] = []
    var names: [String] = []
    var headerNames: [String] = []
    for (path, fileMonth) in paths {
      let scan = try CSVScan(path: path, sizes: sizes)
      let ours = scan.header.map { theirs in
        renamed.first { $0.value == theirs }?.key ?? ColumnNames.canonical(for: theirs) ?? theirs
      }
      var taken: Set<Int> = []
      func find(_ wanted: String?, canonical: String) -> Int? {
        let index = wanted.map { scan.index(of: $0) } ?? ours.firstIndex(of: canonical)
        if let index {
          taken.insert(index)
        } else {
          let name = wanted ?? canonical
          let hint = Suggestion.closest(to: name, among: scan.header).map { " Did you mean “\($0)”?" } ?? ""
          problems.append(
            .init(
              file: path, line: 1,
              message:
                "the header has no column “\(name)”;\(hint) say under `panel:` what it is called, with "
                + "`\(canonical == "month" ? "month" : "customer"):`. The header reads: "
                + scan.header.prefix(30).joined(separator: ", ") + "."))
        }
        return index
      }
      let customerCell = find(customer, canonical: "customer_id")
      let monthCell = needsMonth && fileMonth == nil ? find(month, canonical: "month") : nil
      for (our, their) in renamed.sorted(by: { $0.key < $1.key }) where scan.index(of: their) == nil {
        let hint = Suggestion.closest(to: their, among: scan.header).map { " Did you mean “\($0)”?" } ?? ""
        problems.append(
          .init(
            file: path, line: 1,
            message: "the header has no column “\(their)”, which the configuration calls “\(our)”.\(hint)"))
      }
      if fileMonth != nil, let unused = ours.firstIndex(of: "month") { taken.insert(unused) }
      let columns = scan.header.indices.filter {
        !taken.contains($0) && !scan.header[$0].isEmpty && !ignored.contains(ours[$0])
          && !ignored.contains(scan.header[$0])
      }
      if files.isEmpty {
        names = columns.map { ours[$0] }
        headerNames = columns.map { scan.header[$0] }
        for (index, name) in names.enumerated() where names[..<index].contains(name) {
          problems.append(
            .init(
              file: path, line: 1,
              message: "two columns mean “\(name)”; name one of them otherwise in `columns:`."))
        }
      }
      var cells: [Int] = []
      for (name, headerName) in zip(names, headerNames) {
        if let index = columns.first(where: { ours[$0] == name }) {
          cells.append(index)
        } else {
          problems.append(
            .init(
              file: path, line: 1,
              message:
                "the header has no column “\(headerName)”, which \(paths[0].path) has; files of one table "
                + "need the same columns."))
        }
      }
      if let customerCell, cells.count == names.count {
        files.append(
          File(scan: scan, month: fileMonth, customerCell: customerCell, monthCell: monthCell, cells: cells))
      }
    }
    if !problems.isEmpty { throw PanelError(problems: problems) }
    self.files = files
    columnNames = names
    self.headerNames = headerNames
  }
}
