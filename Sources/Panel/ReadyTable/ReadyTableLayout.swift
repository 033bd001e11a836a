import Calendar
import Configuration
import Parallel
import Tabular

/// The sources of a ready-made table, opened, with their columns bound by name.
struct ReadyTableLayout: Sendable {
  /// A source of some of the rows, such as a file, and where the table's columns stand in it.
  struct Part: Sendable {
    var source: any ColumnSource
    var key: Int?
    var label: Int?
    var time: Int?
    /// Those that variables are made of.
    var columns: [Int]
  }

  private(set) var parts: [Part] = []
  private(set) var columns: [PanelColumn] = []
  private(set) var isTimeDate = false
  private(set) var unnamedColumns = 0
  /// Why each column has its kind.
  private(set) var reasons: [String: KindReason] = [:]

  init(_ reader: ReadyTableReader, team: ThreadTeam) throws {
    let paths = try Self.paths(of: reader)
    let firstPath = paths[0]
    let sources = try paths.map { try reader.sources.open($0) }
    let header = sources[0].columnNames
    let special = [reader.key, reader.label, reader.timeColumn].compactMap { $0 }
    let names =
      reader.wanted?.map(\.name)
      ?? header.filter { !$0.isEmpty && !special.contains($0) && !reader.statements.ignores([$0]) }
    var problems: [TableError.Problem] = []
    for source in sources {
      let find = { (name: String?, wayOut: String) -> Int? in
        guard let name else { return nil }
        if let index = source.column(named: name), !name.isEmpty { return index }
        problems.append(ReadyTableLayout.missing(name, in: source, wayOut: wayOut))
        return nil
      }
      let key = find(reader.key, "Name it\(RunInput.key.given).")
      let label = find(reader.label, "Name it\(RunInput.label.given).")
      let time = find(reader.timeColumn, "Name it\(RunInput.timeColumn.given).")
      let wayOut =
        reader.wanted == nil
        ? "\(firstPath) has it; files of one table need the same columns."
        : "The variables are made of it; bring it under this name."
      let columns = names.compactMap { find($0, wayOut) }
      if reader.wanted == nil,
        let other = source.columnNames.first(where: { !$0.isEmpty && !header.contains($0) })
      {
        problems.append(
          .init(
            file: source.name, line: 1, column: other,
            message: "\(firstPath) has no such column; files of one table need the same columns."))
      }
      parts.append(Part(source: source, key: key, label: label, time: time, columns: columns))
    }
    if let twice = ReadyTableLayout.firstRepeated(special) {
      problems.append(
        .init(
          message: "the column “\(twice)” cannot be two of key, label and time at once; name another column.")
      )
    }
    if reader.wanted == nil {
      problems += reader.statements.problems(among: header.map { [$0] }).map {
        .init(file: firstPath, line: 1, message: $0)
      }
    }
    if !problems.isEmpty { throw TableError(problems: problems) }
    unnamedColumns = header.count { $0.isEmpty }
    guard !names.isEmpty else {
      throw TableError(
        file: firstPath, line: 1,
        message: "besides key, label, time and ignored columns there is no column to make variables of.")
    }
    try findKinds(names: names, reader: reader, team: team)
  }

  /// Settles of which kinds the columns are.
  private mutating func findKinds(names: [String], reader: ReadyTableReader, team: ThreadTeam) throws {
    let guesses = ColumnGuesses(
      table: tableOfParts(names: names, timeColumn: reader.timeColumn), missing: reader.missing,
      statements: reader.statements, cutOff: nil, team: team)
    if let wanted = reader.wanted {
      columns = wanted
      for column in wanted { reasons[column.name] = .model }
    } else {
      let said = names.map { reader.statements.kind(of: [$0]) }
      var known = said.map { $0.map { ColumnGuess($0, .said) } }
      let open = names.indices.filter { known[$0] == nil }
      for (index, guess) in zip(open, open.isEmpty ? [] : try guesses.kinds(of: open)) {
        known[index] = guess
      }
      for (name, guess) in zip(names, known.compactMap { $0 }) {
        columns.append(reader.statements.column(name, names: [name], guess, further: reader.missing))
        reasons[name] = guess.reason
      }
    }
    isTimeDate = try reader.timeColumn != nil && guesses.kinds(of: [names.count])[0].kind == .date
  }

  /// The files of all patterns, each once.
  private static func paths(of reader: ReadyTableReader) throws -> [String] {
    var paths: [String] = []
    for pattern in reader.patterns {
      for path in try reader.sources.find(pattern) where !paths.contains(path) { paths.append(path) }
    }
    if paths.isEmpty {
      throw TableError(message: "no table is given; name its files\(RunInput.table.given).")
    }
    return paths
  }

  /// The parts in the form that kinds are guessed from; the time column comes last.
  private func tableOfParts(names: [String], timeColumn: String?) -> PanelTable {
    let columns = names + [timeColumn].compactMap { $0 }
    return PanelTable(
      parts: parts.map {
        .init(source: $0.source, customer: 0, columns: $0.columns + [$0.time].compactMap { $0 })
      }, columnNames: columns, headerNames: columns)
  }

  private static func firstRepeated(_ names: [String]) -> String? {
    names.enumerated().first { names[..<$0.offset].contains($0.element) }?.element
  }

  private static func missing(
    _ name: String, in source: any ColumnSource, wayOut: String
  ) -> TableError.Problem {
    let header = source.columnNames
    return TableError.Problem(
      file: source.name, line: 1,
      message: "the header has no column “\(name)”.\(source.hint(for: name)) \(wayOut) The header reads: "
        + header.prefix(30).joined(separator: ", ") + (header.count > 30 ? ", …" : "") + ".")
  }
}
