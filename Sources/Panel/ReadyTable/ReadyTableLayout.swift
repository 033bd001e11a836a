import Configuration
import Parallel
import SystemIO

/// The files of a ready-made table, opened, with their columns bound by name.
struct ReadyTableLayout: Sendable {
  /// A file and where its columns stand.
  struct File: Sendable {
    var scan: CSVScan
    var keyCell: Int?
    var labelCell: Int?
    var timeCell: Int?
    /// Where each of the table's columns stands in the file.
    var cells: [Int]
  }

  private(set) var files: [File] = []
  private(set) var columns: [PanelColumn] = []
  private(set) var isTimeDate = false
  private(set) var unnamedColumns = 0

  init(_ reader: ReadyTableReader, team: ThreadTeam) throws {
    var paths: [String] = []
    for pattern in reader.patterns {
      for path in try FilePattern.expand(pattern, relativeTo: "") where !paths.contains(path) {
        paths.append(path)
      }
    }
    guard let firstPath = paths.first else {
      throw PanelError(message: "no table is given; name its files with --table.")
    }
    let scans = try paths.map { try CSVScan(path: $0, sizes: reader.sizes) }
    let header = scans[0].header
    let special = [reader.key, reader.label, reader.timeColumn].compactMap { $0 }
    let names =
      reader.wanted?.map(\.name)
      ?? header.filter { !$0.isEmpty && !special.contains($0) && !reader.ignored.contains($0) }
    var problems: [PanelError.Problem] = []
    for scan in scans {
      let find = { (name: String?, wayOut: String) -> Int? in
        guard let name else { return nil }
        if let place = scan.index(of: name), !name.isEmpty { return place }
        problems.append(ReadyTableLayout.missing(name, in: scan, wayOut: wayOut))
        return nil
      }
      let key = find(reader.key, "Name it with --key.")
      let label = find(reader.label, "Name it with --label.")
      let time = find(reader.timeColumn, "Name it with --time-column.")
      let wayOut =
        reader.wanted == nil
        ? "\(firstPath) has it; files of one table need the same columns."
        : "The variables are made of it; bring it under this name."
      let cells = names.compactMap { find($0, wayOut) }
      if reader.wanted == nil, let other = scan.header.first(where: { !$0.isEmpty && !header.contains($0) }) {
        problems.append(
          .init(
            file: scan.path, line: 1, column: other,
            message: "\(firstPath) has no such column; files of one table need the same columns."))
      }
      files.append(File(scan: scan, keyCell: key, labelCell: label, timeCell: time, cells: cells))
    }
    if let twice = ReadyTableLayout.firstRepeated(special) {
      problems.append(
        .init(
          message: "the column “\(twice)” cannot be two of key, label and time at once; name another column.")
      )
    }
    if !problems.isEmpty { throw PanelError(problems: problems) }
    unnamedColumns = header.count { $0.isEmpty }
    guard !names.isEmpty else {
      throw PanelError(
        file: firstPath, line: 1,
        message: "besides key, label, time and ignored columns there is no column to make variables of.")
    }
    var guesses = ColumnGuesses(
      table: sampledTable(names: names, timeColumn: reader.timeColumn), configuration: reader.cells,
      cutOff: nil,
      team: team)
    columns =
      try reader.wanted ?? names.indices.map { PanelColumn(name: names[$0], kind: try guesses.kind(of: $0)) }
    isTimeDate = try reader.timeColumn != nil && guesses.kind(of: names.count) == .date
  }

  /// The first file in the form that kinds are guessed from; the time column comes last.
  private func sampledTable(names: [String], timeColumn: String?) -> PanelTable {
    let file = files[0]
    let columns = names + [timeColumn].compactMap { $0 }
    return PanelTable(
      files: [.init(scan: file.scan, customerCell: 0, cells: file.cells + [file.timeCell].compactMap { $0 })],
      columnNames: columns, headerNames: columns)
  }

  private static func firstRepeated(_ names: [String]) -> String? {
    names.enumerated().first { names[..<$0.offset].contains($0.element) }?.element
  }

  private static func missing(_ name: String, in scan: CSVScan, wayOut: String) -> PanelError.Problem {
    let hint = Suggestion.closest(to: name, among: scan.header.filter { !$0.isEmpty }).map {
      " Did you mean “\($0)”?"
    }
    return PanelError.Problem(
      file: scan.path, line: 1,
      message: "the header has no column “\(name)”.\(hint ?? "") \(wayOut) The header reads: "
        + scan.header.prefix(30).joined(separator: ", ") + (scan.header.count > 30 ? ", …" : "") + ".")
  }
}
