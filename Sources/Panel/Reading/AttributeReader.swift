import Configuration
import Parallel
import Tabular

/// Reads the tables with a row per customer and joins them to the kept customers.
struct AttributeReader {
  let tables: [PanelTable]
  let configuration: BankConfiguration
  let layout: PanelLayout
  let storage: PanelStorage
  let keys: CustomerKeys
  let team: ThreadTeam

  private var dictionaries: [TextDictionary]
  private var faults = FaultLog()
  private var joined = Set<Int>()

  init(
    tables: [PanelTable], configuration: BankConfiguration, layout: PanelLayout, storage: PanelStorage,
    keys: CustomerKeys, team: ThreadTeam
  ) {
    self.tables = tables
    self.configuration = configuration
    self.layout = layout
    self.storage = storage
    self.keys = keys
    self.team = team
    dictionaries = layout.attributeTexts.map { _ in TextDictionary() }
  }

  /// What was read besides the cells.
  struct Result {
    var levels: [[String]]
    var rows: [[Int]]
    var matched: Int
  }

  mutating func read() throws -> Result {
    let rows = try tables.indices.map { try read(table: $0) }
    faults.resolve()
    var refused: Set<Finding.Kind> = [.cellCount, .missingCustomer, .wrongEncoding]
    if configuration.duplicates == .error { refused.insert(.duplicate) }
    if configuration.unreadable == .error { refused.insert(.unreadableNumber) }
    if !keys.isEmpty, let error = faults.error(of: refused) { throw error }
    return Result(levels: dictionaries.map(\.levels), rows: rows, matched: joined.count)
  }

  /// Reads a table and returns the number of rows of each part.
  private mutating func read(table: Int) throws -> [Int] {
    var seen = Set<Int>()
    return try tables[table].parts.map { part in
      var rowCount = 0
      var plan = ReadingPlan(columns: Set(part.columns + [part.customer]), missing: configuration.missing)
      for binding in layout.attributeNumbers + layout.attributeTexts where binding.table == table {
        plan.missingInColumns[part.columns[binding.columnInTable]] = binding.missing
      }
      try part.source.forEachWave(plan, team: team) { batches in
        for batch in batches {
          var found = RowFaults()
          let rows = AlignedArray<UInt32>(count: batch.rowCount)
          let survey = batch.survey(into: rows.view)
          rowCount += survey.filledRows
          found.add(survey.defects, of: batch)
          let matches = match(
            rows.view[0..<survey.wholeRows], of: batch, part: part, seen: &seen, faults: &found)
          rowCount -= matches.emptyRows
          readNumbers(matches, of: batch, table: table, part: part, faults: &found)
          readTexts(matches, of: batch, table: table, part: part, faults: &found)
          found.sort()
          faults.add(found, source: part.source)
        }
      }
      return rowCount
    }
  }

  /// Rows of kept customers.
  private struct Matches {
    var rows: RowNumbers
    var customers: [Int] = []
    /// Rows of nothing but a customer's empty cell, in a table of that column alone.
    var emptyRows = 0
  }

  private mutating func match(
    _ rows: RowNumbers, of batch: any ColumnBatch, part: PanelTable.Part, seen: inout Set<Int>,
    faults: inout RowFaults
  ) -> Matches {
    var matches = Matches(rows: rows)
    for (position, key) in batch.texts(part.customer, rows: rows).enumerated() {
      let row = Int(rows[position])
      guard let named = key, !named.isEmpty else {
        if part.source.columnNames.count == 1, batch.rawText(part.customer, row: row).isEmpty {
          matches.emptyRows += 1
        } else {
          faults.add(
            key == nil ? .wrongEncoding : .missingCustomer, place: batch.place(ofRow: row),
            column: part.source.columnNames[part.customer], text: "")
        }
        continue
      }
      guard let customer = keys.index(of: named.utf8) else { continue }
      guard seen.insert(customer).inserted else {
        faults.add(.duplicate, place: batch.place(ofRow: row), text: "customer \(named)")
        continue
      }
      joined.insert(customer)
      rows[matches.customers.count] = UInt32(row)
      matches.customers.append(customer)
    }
    matches.rows = rows[0..<matches.customers.count]
    return matches
  }

  private func readNumbers(
    _ matches: Matches, of batch: any ColumnBatch, table: Int, part: PanelTable.Part, faults: inout RowFaults
  ) {
    let columns = layout.attributeNumbers.indices.filter { layout.attributeNumbers[$0].table == table }
    let count = matches.rows.count
    let values = AlignedArray<Double>(count: columns.count * count)
    for (index, column) in columns.enumerated() {
      let binding = layout.attributeNumbers[column]
      let (sourceColumn, room) = (
        part.columns[binding.columnInTable], values.view[index * count..<(index + 1) * count]
      )
      if binding.isDate {
        batch.days(sourceColumn, form: .written(DateFormat()), rows: matches.rows, into: room)
      } else {
        batch.numbers(sourceColumn, rows: matches.rows, into: room)
      }
    }
    let stored = storage.attributeNumbers.view
    for (position, customer) in matches.customers.enumerated() {
      for (index, column) in columns.enumerated() {
        let value = values.view[index * count + position]
        if CellValue.isUnreadable(value) {
          let row = Int(matches.rows[position])
          let columnInTable = layout.attributeNumbers[column].columnInTable
          faults.add(
            .unreadableNumber, place: batch.place(ofRow: row),
            column: tables[table].headerNames[columnInTable],
            text: batch.rawText(part.columns[columnInTable], row: row))
        }
        stored[customer * layout.attributeNumbers.count + column] = value.isNaN ? .nan : Float(value)
      }
    }
  }

  private mutating func readTexts(
    _ matches: Matches, of batch: any ColumnBatch, table: Int, part: PanelTable.Part, faults: inout RowFaults
  ) {
    let columns = layout.attributeTexts.indices.filter { layout.attributeTexts[$0].table == table }
    let stored = storage.attributeTexts.view
    for (position, customer) in matches.customers.enumerated() {
      let row = Int(matches.rows[position])
      for column in columns {
        let columnInTable = layout.attributeTexts[column].columnInTable
        let sourceColumn = part.columns[columnInTable]
        guard let code = batch.code(sourceColumn, row: row, addingTo: &dictionaries[column]) else {
          faults.add(
            .wrongEncoding, place: batch.place(ofRow: row), column: tables[table].headerNames[columnInTable],
            text: "")
          continue
        }
        stored[customer * layout.attributeTexts.count + column] = code
      }
    }
  }
}
