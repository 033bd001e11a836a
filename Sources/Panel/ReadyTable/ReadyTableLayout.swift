import Calendar
import Configuration
import Messages
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
  /// The column that rows are put in order by: of dates or of numbers; nil where none was named.
  private(set) var timeColumn: PanelColumn?
  /// How its cells become values.
  var timeForm: ValueForm { timeColumn?.form ?? .number(.point) }
  private(set) var unnamedColumns = 0
  /// Why each column has its kind.
  private(set) var reasons: [String: KindReason] = [:]
  /// The tables that are joined to the rows.
  let joined: JoinedTables

  init(_ reader: ReadyTableReader, team: ThreadTeam) throws {
    let paths = try Self.paths(of: reader)
    let firstPath = paths[0]
    let special = [reader.key, reader.label, reader.timeColumn].compactMap { $0 }
    joined = try JoinedTables(
      reader.statements, columns: reader.wanted.map { $0.map(\.name) + special }, missing: reader.missing,
      unreadable: reader.unreadable, isSurvey: reader.isSurvey, sources: reader.sources, team: team)
    let sources = try paths.map { path in
      let file = try reader.sources.open(path)
      let joining = joined.joining(file, names: file.columnNames.map { [$0] })
      return ReadyTableLayout.deriving(joining, reader.statements)
    }
    let header = sources[0].columnNames
    let names =
      reader.wanted?.map(\.name)
      ?? header.filter { !$0.isEmpty && !special.contains($0) && !reader.statements.ignores([$0]) }
    var problems: [TableError.Problem] = []
    for source in sources {
      parts.append(Self.part(of: source, names, reader, firstPath: firstPath, &problems))
      if reader.wanted == nil,
        let other = source.columnNames.first(where: { !$0.isEmpty && !header.contains($0) })
      {
        problems.append(
          .init(
            file: source.name, line: TableError.headerLine(of: source.name), column: other,
            message: "\(firstPath) has no such column; files of one table need the same columns."))
      }
    }
    problems += joined.problems(in: sources, keys: header).map {
      .init(file: firstPath, line: TableError.headerLine(of: firstPath), message: $0)
    }
    problems += ReadyTableLayout.problemsOfDerived(sources[0], reader).map {
      .init(file: firstPath, line: TableError.headerLine(of: firstPath), message: $0)
    }
    if let twice = ReadyTableLayout.firstRepeated(special) {
      problems.append(
        .init(
          message: "the column “\(twice)” cannot be two of key, label and time at once; name another column.")
      )
    }
    if reader.wanted == nil {
      problems += reader.statements.problems(among: header.map { [$0] }).map {
        .init(file: firstPath, line: TableError.headerLine(of: firstPath), message: $0)
      }
    }
    if !problems.isEmpty { throw TableError(problems: problems) }
    unnamedColumns = header.count { $0.isEmpty }
    // A model may need no column: its trees split on none.
    guard !names.isEmpty || reader.wanted != nil else {
      throw TableError(
        file: firstPath, line: TableError.headerLine(of: firstPath),
        message: "besides key, label, time and ignored columns there is no column to make variables of.")
    }
    // Where rows have no key they are known by their order, which a database keeps for the same query at most.
    for part in parts where reader.key != nil {
      part.source.willRead(Set(part.columns + [part.key, part.label, part.time].compactMap { $0 }))
    }
    try findKinds(names: names, reader: reader, team: team)
  }

  /// Where a source has the columns of the table, and problems for those that it lacks.
  private static func part(
    of source: any ColumnSource, _ names: [String], _ reader: ReadyTableReader, firstPath: String,
    _ problems: inout [TableError.Problem]
  ) -> Part {
    func find(_ name: String?, _ wayOut: Sentence) -> Int? {
      guard let name else { return nil }
      if let index = source.column(named: name), !name.isEmpty { return index }
      problems.append(missing(name, in: source, wayOut: wayOut))
      return nil
    }
    let key = find(reader.key, "Name it\(RunInput.key.given).")
    let label = find(reader.label, "Name it\(RunInput.label.given).")
    let time = find(reader.timeColumn, "Name it\(RunInput.timeColumn.given).")
    let wayOut: Sentence =
      reader.wanted == nil
      ? "\(firstPath) has it; files of one table need the same columns."
      // A survey asks for one column of its own, the label.
      : reader.isSurvey
        ? "Name it\(RunInput.label.given)." : "The variables are made of it; bring it under this name."
    return Part(
      source: source, key: key, label: label, time: time, columns: names.compactMap { find($0, wayOut) })
  }

  /// Settles of which kinds the columns are.
  private mutating func findKinds(names: [String], reader: ReadyTableReader, team: ThreadTeam) throws {
    let guesses = ColumnGuesses(
      table: tableOfParts(names: names, timeColumn: reader.timeColumn, statements: reader.statements),
      missing: reader.missing,
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
    let open = names.indices.filter {
      columns[$0].format == nil && [.said, .model].contains(reasons[names[$0]])
    }
    let formats = try guesses.formats(of: open.map { ($0, columns[$0].kind) })
    for (index, format) in zip(open, formats) { columns[index].format = format }
    if let name = reader.timeColumn {
      let dates = try guesses.timeFormat(of: names.count)
      timeColumn = PanelColumn(
        name: name, kind: dates == nil ? .number : .date, format: dates.map { CellFormat(dates: $0) })
    }
  }

  /// The source with the columns that can be made of its own.
  private static func deriving(_ source: any ColumnSource, _ statements: ColumnStatements) -> any ColumnSource
  {
    statements.derived.isEmpty
      ? source
      : DerivingSource(
        source, names: source.columnNames, statements: statements, month: nil, monthColumn: nil)
  }

  /// What is wrong with derived columns: those that cannot be made, and one that is made of the outcome.
  private static func problemsOfDerived(_ source: any ColumnSource, _ reader: ReadyTableReader) -> [String] {
    guard let deriving = source as? DerivingSource else { return [] }
    let wanted = reader.wanted.map { Set($0.map(\.name)) }
    let told = reader.statements.problemsOfDerived(
      among: deriving.columnNames, fileNames: deriving.base.columnNames)
    let ofLabel = reader.statements.derived.filter { _, expression in
      reader.label.map { expression.columns.contains($0) } ?? false
    }
    return
      (wanted == nil || wanted?.isDisjoint(with: reader.statements.derived.map(\.name)) == false ? told : [])
      + ofLabel.map { "the derived column “\($0.name)” is made of the outcome, which is not known in time." }
  }

  /// The files of all patterns, each once.
  private static func paths(of reader: ReadyTableReader) throws -> [String] {
    var paths: [String] = []
    for pattern in reader.patterns {
      for path in try reader.sources.find(pattern) where !paths.contains(path) { paths.append(path) }
    }
    if paths.isEmpty {
      throw TableError(asking: "no table is given; name its files\(RunInput.table.given).")
    }
    return paths
  }

  /// The parts in the form that kinds are guessed from; the time column comes last.
  private func tableOfParts(
    names: [String], timeColumn: String?, statements: ColumnStatements
  ) -> PanelTable {
    let columns = names + [timeColumn].compactMap { $0 }
    var table = PanelTable(
      parts: parts.map {
        .init(source: $0.source, customer: 0, columns: $0.columns + [$0.time].compactMap { $0 })
      }, columnNames: columns, headerNames: columns)
    (table.decimal, table.dates) = (statements.decimal, statements.dates)
    return table
  }

  private static func firstRepeated(_ names: [String]) -> String? {
    names.enumerated().first { names[..<$0.offset].contains($0.element) }?.element
  }

  private static func missing(
    _ name: String, in source: any ColumnSource, wayOut: Sentence
  ) -> TableError.Problem {
    let header = source.columnNames
    let shown = header.prefix(30).joined(separator: ", ") + (header.count > 30 ? ", …" : "")
    return TableError.Problem(
      file: source.name, line: TableError.headerLine(of: source.name),
      asking:
        "the header has no column “\(name)”.\(source.hint(for: name)) \(wayOut) The header reads: \(shown).")
  }
}
