import Arrow
import Parallel
import Synchronization
import SystemIO

/// A table of Arrow batches as a source of columns: its columns have types, and the row's number stands for a line.
///
/// Batches come in any lengths, which need not be the same each time; rows are cut anew, so that every reading gives the same
/// batches. Where the rows need not come in the same order again, they are held in memory from the first reading on.
final class ArrowSource: ColumnSource {
  let name: String
  let columnNames: [String]
  let encodingName = "UTF-8"
  private let origin: any ArrowOrigin
  private let sizes: ArrowSizes
  private let state = Mutex(State())

  private struct State {
    /// Rows that are held, and where more come from.
    var held: [ArrowRecordBatch] = []
    var rest: (any ArrowBatches)?
    var hasBegun = false
    /// Known after the first whole reading.
    var rowCount: Int?
    var digest: FileDigest?
    /// The columns that readings ask for; nil: all.
    var asked: [Int]?
    /// The months that were found in a column, and those of them that are left.
    var different: DifferentMonths?
    var months: MonthFilter?
    /// Whether the rows are read but once, and need not be held.
    var isReadOnce = false
  }

  /// - Throws: ``TableError`` where two columns are called the same.
  init(_ origin: any ArrowOrigin, sizes: ArrowSizes = ArrowSizes()) throws {
    (self.origin, self.sizes, name) = (origin, sizes, origin.name)
    columnNames = origin.fields.map { CleanText.of($0.name) }
    var known: Set<String> = []
    if let twice = columnNames.first(where: { !$0.isEmpty && !known.insert($0).inserted }) {
      throw TableError(
        file: name, column: twice,
        message: "two columns have this name; call one of them otherwise, in a query with `as`.")
    }
  }

  func declaredKind(of column: Int) -> ColumnKind? {
    switch origin.fields[column].type {
    case .float, .decimal: .number
    case .day, .dayInMilliseconds, .timestamp: .date
    // Whole numbers may be codes or days, and texts anything: their cells tell, as those of a file of text do.
    case .null, .bool, .integer: origin.isInMemory ? .number : nil
    case .text, .dictionary: origin.isInMemory ? .text : nil
    case .unreadable: nil
    }
  }

  func line(ofPlace place: Int) -> Int? {
    guard let months = state.withLock({ $0.months }), origin.isRepeatable else { return place + 1 }
    return origin.number(ofRow: place, months: months)
  }

  func willRead(_ columns: Set<Int>) {
    state.withLock { if !$0.hasBegun { $0.asked = columns.isEmpty ? [0] : columns.sorted() } }
  }

  func rows(ofMonths isWanted: [Bool]) throws -> (any ColumnSource)? {
    let different = state.withLock { $0.different }
    guard isWanted.contains(true), let different else { return nil }
    let rows = try ArrowSource(origin, sizes: sizes)
    rows.state.withLock { state in
      state.months = different.filter(leavingOut: isWanted.map { !$0 })
      state.isReadOnce = true
    }
    return rows
  }

  func differentMonths(in column: Int) throws -> (any ColumnSource)? {
    guard let different = try origin.differentMonths(in: column) else { return nil }
    state.withLock { $0.different = different }
    return try ArrowSource(different)
  }

  func leaveOut(_ isLeftOut: [Bool]) {
    state.withLock { state in
      if !state.hasBegun { state.months = state.different?.filter(leavingOut: isLeftOut) }
    }
  }

  func forEachWave(
    _ plan: ReadingPlan, team: ThreadTeam, _ body: ([any ColumnBatch]) throws -> Void
  ) throws {
    try refuseUnreadable(plan.columns)
    let wanted = plan.columns.isEmpty ? [0] : plan.columns.sorted()
    var placeOfColumn = Array(columnNames.indices)
    let (known, months, asked, isReadOnce) = state.withLock {
      ($0.rowCount, $0.months, $0.asked, $0.isReadOnce)
    }
    let part = months == nil ? known.flatMap { partToRead(of: $0, plan) } : nil
    if part?.isEmpty == true { return }
    var reader: any ArrowBatches
    if origin.isRepeatable || isReadOnce {
      for (place, column) in wanted.enumerated() { placeOfColumn[column] = place }
      reader = try origin.read(
        wanted, rows: plan.extent == .beginning ? 0..<sizes.batch : part, months: months)
    } else {
      for (place, column) in (asked ?? []).enumerated() { placeOfColumn[column] = place }
      if let asked, let other = wanted.first(where: { !asked.contains($0) }) {
        throw TableError(
          file: name, column: columnNames[other],
          message: "the column was not asked of the database; this is a fault of the program.")
      }
      reader = HeldBatches(source: self)
    }
    if plan.extent == .whole, team.threadCount > 1 { reader = BatchesAhead(reader, rows: sizes.wave) }
    let cells = ArrowBatch.Cells(plan, placeOfColumn: placeOfColumn)
    var cutter = ArrowCutter(
      sizes: plan.extent == .beginning ? sizes.oneBatch : sizes, cells: cells,
      firstRow: part?.lowerBound ?? 0)
    let expected = part?.count ?? known
    var rows = 0
    let hasDigest = known == nil && plan.extent == .whole && !origin.isFile && !origin.isInMemory
    var digest = hasDigest ? FileDigest() : nil
    func give(_ batches: [ArrowBatch]) throws {
      let fresh = batches.reduce(0) { $0 + $1.rowCount }
      rows += fresh
      // What was found of the rows of an earlier reading would be said of others.
      if let expected, rows > expected { throw changed(from: expected, to: "more") }
      if digest != nil { digest?.append(batches, columns: wanted, team: team) }
      try body(batches)
    }
    while let next = try reader.next() {
      var wave = cutter.add(next)
      while let full = wave {
        try give(full)
        if plan.extent == .beginning { return }
        wave = cutter.more()
      }
    }
    if let wave = cutter.finish() { try give(wave) }
    if plan.extent == .beginning { return }
    if let expected, rows < expected { throw changed(from: expected, to: "\(rows)") }
    if part != nil { return }
    state.withLock { state in
      state.rowCount = rows
      state.digest = state.digest ?? digest
    }
  }

  /// The whole waves in which the rows lie that a reading wants; nil where all rows are to be read.
  private func partToRead(of rowCount: Int, _ plan: ReadingPlan) -> Range<Int>? {
    guard origin.knowsRows, plan.extent == .whole, let rows = plan.rows else { return nil }
    let first = min(rows.lowerBound, rowCount) / sizes.wave * sizes.wave
    let end = (min(rows.upperBound, rowCount) + sizes.wave - 1) / sizes.wave * sizes.wave
    return rows.isEmpty ? 0..<0 : first..<max(first, min(rowCount, end))
  }

  func digest(team: ThreadTeam) throws -> FileDigest {
    if let ofFile = try origin.digest(team: team) { return ofFile }
    if let known = state.withLock({ $0.digest }) { return known }
    let columns = state.withLock { $0.asked }.map { readable.intersection($0) } ?? readable
    try forEachWave(ReadingPlan(columns: columns, missing: []), team: team) { _ in }
    return state.withLock { $0.digest } ?? FileDigest()
  }

  private var readable: Set<Int> {
    Set(
      origin.fields.indices.filter {
        if case .unreadable = origin.fields[$0].type { false } else { true }
      })
  }

  private func refuseUnreadable(_ columns: Set<Int>) throws(TableError) {
    var problems: [TableError.Problem] = []
    for column in columns.sorted() {
      guard case .unreadable(let what) = origin.fields[column].type else { continue }
      problems.append(
        .init(
          file: name, column: columnNames[column],
          message:
            "the column holds \(what); name it under `ignore:` in the configuration, or make numbers, days or texts of it in a "
            + "query, as in cast(… as date)."))
    }
    if !problems.isEmpty { throw TableError(problems: problems) }
  }

  private func changed(from known: Int, to now: String) -> TableError {
    TableError(
      file: name,
      message:
        "the table had \(known) rows when it was read first, and \(now) when it was read again; run when nobody writes to it."
    )
  }

  /// A batch by its number; nil where there are fewer.
  fileprivate func held(_ index: Int) throws -> ArrowRecordBatch? {
    let result = state.withLock { state in
      Result { () throws -> ArrowRecordBatch? in
        if !state.hasBegun {
          state.rest = try origin.read(state.asked, rows: nil, months: state.months)
          state.hasBegun = true
        }
        while state.held.count <= index, let rest = state.rest {
          guard let next = try rest.next() else {
            state.rest = nil
            break
          }
          state.held.append(next)
        }
        return index < state.held.count ? state.held[index] : nil
      }.mapError { SendableError(error: $0) }
    }
    switch result {
    case .success(let batch): return batch
    case .failure(let wrapped): throw wrapped.error
    }
  }

  /// An error on its way out of a lock.
  private struct SendableError: Error, @unchecked Sendable { let error: any Error }
}

/// The batches that a source holds, from the first one on.
private final class HeldBatches: ArrowBatches, @unchecked Sendable {
  private let source: ArrowSource
  private var index = 0

  init(source: ArrowSource) { self.source = source }

  func next() throws -> ArrowRecordBatch? {
    defer { index += 1 }
    return try source.held(index)
  }
}
