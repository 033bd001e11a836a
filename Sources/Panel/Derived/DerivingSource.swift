import Calendar
import Configuration
import Parallel
import Tabular

/// A source with further columns, each made of others of the same row: above it, nobody knows that they stand in no file.
struct DerivingSource: ColumnSource {
  /// A derived column with the sources of its values.
  struct Column: Sendable {
    var name: String
    var expression: DerivedExpression
    /// Where the columns that it is made of stand in this source.
    var indices: [String: Int]
  }

  let base: any ColumnSource
  let derived: [Column]
  /// The month at whose end a row stands: that of all rows, or its column.
  let month: Month?
  let monthColumn: Int?
  /// Missing texts of columns that are read for derived ones, where they are said.
  let missingInColumns: [Int: MissingTexts]

  var name: String { base.name }
  var columnNames: [String] { base.columnNames + derived.map(\.name) }
  var encodingName: String { base.encodingName }
  var mayHaveDecimalCommas: Bool { base.mayHaveDecimalCommas }

  /// Adds the derived columns whose sources are all there.
  ///
  /// - Parameter names: our names of the source's columns.
  init(
    _ base: any ColumnSource, names: [String], statements: ColumnStatements, month: Month?, monthColumn: Int?
  ) {
    self.base = base
    (self.month, self.monthColumn) = (month, monthColumn)
    var indices = Dictionary(
      zip(names, names.indices).filter { !$0.0.isEmpty }, uniquingKeysWith: { first, _ in first })
    var derived: [Column] = []
    for (name, expression) in statements.derived {
      let needed = expression.columns
      guard needed.allSatisfy({ indices[$0] != nil }), indices[name] == nil,
        !expression.needsMonth || month != nil || monthColumn != nil
      else { continue }
      derived.append(
        Column(name: name, expression: expression, indices: indices.filter { needed.contains($0.key) }))
      indices[name] = names.count + derived.count - 1
    }
    self.derived = derived
    var own: [Int: MissingTexts] = [:]
    for index in derived.flatMap(\.indices.values) where index < names.count {
      if let said = statements.missingTexts(of: [names[index], base.columnNames[index]]) {
        own[index] = MissingTexts(said)
      }
    }
    missingInColumns = own
  }

  func declaredKind(of column: Int) -> ColumnKind? {
    column < base.columnNames.count ? base.declaredKind(of: column) : .number
  }

  func forEachWave(
    _ plan: ReadingPlan, team: ThreadTeam, _ body: ([any ColumnBatch]) throws -> Void
  ) throws {
    var basePlan = plan
    let count = base.columnNames.count
    basePlan.columns = columnsOfBase(for: plan.columns)
    basePlan.missingInColumns.merge(missingInColumns) { planned, _ in planned }
    try base.forEachWave(basePlan, team: team) { batches in
      try body(batches.map { DerivingBatch(base: $0, source: self, firstDerived: count) })
    }
  }

  /// The columns of the source itself that are read where some columns are asked for.
  private func columnsOfBase(for columns: Set<Int>) -> Set<Int> {
    let made = derived.flatMap(\.indices.values) + [monthColumn].compactMap { $0 }
    return columns.union(made).filter { $0 < base.columnNames.count }
  }

  func willRead(_ columns: Set<Int>) { base.willRead(columnsOfBase(for: columns)) }
  func leaveOut(_ isLeftOut: [Bool]) { base.leaveOut(isLeftOut) }
  /// With the columns of the source itself alone.
  func rows(ofMonths isWanted: [Bool]) throws -> (any ColumnSource)? { try base.rows(ofMonths: isWanted) }
  func differentMonths(in column: Int) throws -> (any ColumnSource)? {
    column < base.columnNames.count ? try base.differentMonths(in: column) : nil
  }

  func line(ofPlace place: Int) -> Int? { base.line(ofPlace: place) }
  func digest(team: ThreadTeam) throws -> FileDigest { try base.digest(team: team) }
}

extension ColumnStatements {
  /// A sentence for each derived column that no table has, or that has the name of a column of the files.
  ///
  /// - Parameters:
  ///   - names: our names of all tables' columns, derived ones included.
  ///   - fileNames: those that stand in files.
  func problemsOfDerived(among names: [String], fileNames: [String]) -> [String] {
    derived.compactMap { name, expression in
      if fileNames.contains(name) {
        return
          "the column “\(name)” is to be derived, and the files have a column of this name; call one otherwise."
      }
      if names.contains(name) { return nil }
      let absent = expression.columns.filter { !names.contains($0) }
      if let first = absent.first {
        let hint = Suggestion.closest(to: first, among: fileNames).map { " Did you mean “\($0)”?" }
        return "the derived column “\(name)” is made of “\(first)”, which is no column.\(hint ?? "")"
      }
      return expression.needsMonth
        ? "the derived column “\(name)” counts to the end of a row's month, which the table with its columns does not have; "
          + "name a second date, as in months(from, to)."
        : "the derived column “\(name)” is made of columns of different tables; all must stand in one."
    }
  }
}
