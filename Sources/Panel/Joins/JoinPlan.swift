import Configuration
import Parallel
import Tabular

/// Which columns of a join's files are read, and as what.
struct JoinPlan {
  struct Column {
    var name: String
    /// How its numbers are read, where rows are made into one; nil: its texts are taken as they are.
    var number: PanelColumn?
  }

  /// Where columns stand in one file.
  struct Places {
    var key: Int
    var columns: [Int]
    var matching: [(column: Int, texts: [String])]
  }

  private let join: JoinSource
  private(set) var columns: [Column] = []
  /// Numbers of the columns that are joined; the others are keys that other joins go on by.
  let shown: [Int]

  init(_ reader: JoinReader, files: [any ColumnSource]) throws {
    join = reader.join
    let header = files[0].columnNames
    try JoinPlan.checkPatterns(reader, file: files[0])
    let patterns = join.columns.map { ColumnPattern($0) }
    let isShown = { (name: String) in
      patterns.isEmpty
        ? !reader.keysOfOthers.contains(name) && name != reader.join.key : patterns.contains { $0.fits(name) }
    }
    switch join.duplicates {
    case .count:
      // Rows are counted whatever their columns hold.
      shown = [0]
    case .error, .first, .last:
      let read = header.filter { !$0.isEmpty && (isShown($0) || reader.keysOfOthers.contains($0)) }
      columns = read.map { Column(name: $0) }
      shown = read.indices.filter { isShown(read[$0]) }
    case .sum, .mean, .least, .greatest:
      let wanted = header.filter { !$0.isEmpty && isShown($0) }
      columns = try JoinPlan.numbers(among: wanted, in: files, reader: reader)
      shown = Array(columns.indices)
    }
    if let lost = reader.keysOfOthers.sorted().first(where: { name in !columns.contains { $0.name == name } })
    {
      throw TableError(
        file: files[0].name, line: TableError.headerLine(of: files[0].name),
        message: join.duplicates.isAggregate
          ? "the rows of a key are made into one, so another join cannot go on by “\(reader.name).\(lost)”; join a single row of each "
            + "key, with `duplicates: first` or `last`."
          : "the header has no column “\(lost)”, by which another join goes on.\(files[0].hint(for: lost))")
    }
    _ = try places(in: files[0])
  }

  private init(join: JoinSource, columns: [Column], shown: [Int]) {
    (self.join, self.columns, self.shown) = (join, columns, shown)
  }

  private static func checkPatterns(_ reader: JoinReader, file: any ColumnSource) throws(TableError) {
    for text in reader.join.columns {
      let pattern = ColumnPattern(text)
      if file.columnNames.contains(where: { pattern.fits($0) }) { continue }
      throw TableError(
        file: file.name, line: TableError.headerLine(of: file.name),
        message: "no column fits “\(text)” under `joins.\(reader.name).columns`.\(file.hint(for: text))")
    }
  }

  /// Those of some columns that hold numbers, with how these are written.
  private static func numbers(
    among names: [String], in files: [any ColumnSource], reader: JoinReader
  ) throws -> [Column] {
    let plan = JoinPlan(join: reader.join, columns: names.map { Column(name: $0) }, shown: [])
    let ours = names.map { "\(reader.name).\($0)" }
    var table = PanelTable(
      parts: try files.map { .init(source: $0, customer: 0, columns: try plan.places(in: $0).columns) },
      columnNames: ours, headerNames: ours)
    (table.decimal, table.dates) = (reader.statements.decimal, reader.statements.dates)
    let guesses = ColumnGuesses(
      table: table, missing: reader.missing, statements: reader.statements, cutOff: nil, team: reader.team)
    var found = ours.map { name in reader.statements.kind(of: [name]).map { ColumnGuess($0, .said) } }
    let said = found.indices.filter { found[$0]?.kind == .number }
    for (index, format) in zip(said, try guesses.formats(of: said.map { ($0, .number) })) {
      found[index]?.format = format
    }
    let open = found.indices.filter { found[$0] == nil }
    for (index, guess) in zip(open, open.isEmpty ? [] : try guesses.kinds(of: open)) { found[index] = guess }
    let columns = zip(names, ours).enumerated().compactMap { index, name -> Column? in
      guard let guess = found[index], guess.kind == .number else { return nil }
      return Column(
        name: name.0,
        number: reader.statements.column(name.1, names: [name.1], guess, further: reader.missing))
    }
    if columns.isEmpty {
      throw TableError(
        file: files[0].name,
        message:
          "the join “\(reader.name)” makes rows into one by `duplicates: \(reader.join.duplicates.rawValue)`, and none of its "
          + "columns holds numbers; count the rows with `duplicates: count`, or say `columns:` under `joins.\(reader.name)`."
      )
    }
    return columns
  }

  /// Where the columns stand in a file.
  func places(in file: any ColumnSource) throws(TableError) -> Places {
    func place(_ name: String, _ what: String) throws(TableError) -> Int {
      if let index = file.column(named: name) { return index }
      throw TableError(
        file: file.name, line: TableError.headerLine(of: file.name),
        message: "the header has no column “\(name)”, \(what).\(file.hint(for: name)) The header reads: "
          + file.columnNames.prefix(30).joined(separator: ", ") + ".")
    }
    let key = try place(join.key, "which is the key of a join")
    var places = Places(key: key, columns: [], matching: [])
    for column in columns { places.columns.append(try place(column.name, "which is joined")) }
    for (name, texts) in join.matching.sorted(by: { $0.key < $1.key }) {
      places.matching.append((try place(name, "which rows are chosen by"), texts))
    }
    return places
  }
}
