import Configuration
import Parallel

/// Reads the tables with a row per customer and joins them to the kept customers.
struct AttributeReader {
  let tables: [PanelTable]
  let configuration: BankConfiguration
  let layout: PanelLayout
  let storage: PanelStorage
  let keys: CustomerKeys
  let team: ThreadTeam

  /// What was read besides the cells.
  struct Result {
    var levels: [[String]]
    var rows: [[Int]]
    var matched: Int
  }

  func read() throws -> Result {
    var dictionaries = layout.attributeTexts.map { _ in TextDictionary() }
    var rows: [[Int]] = []
    var faults = FaultLog()
    var joined = Set<Int>()
    for (index, table) in tables.enumerated() {
      let numbersHere = layout.attributeNumbers.indices.filter { layout.attributeNumbers[$0].table == index }
      let textsHere = layout.attributeTexts.indices.filter { layout.attributeTexts[$0].table == index }
      var seen = Set<Int>()
      var rowsOfFiles: [Int] = []
      for file in table.files {
        var rowsHere = 0
        let number = NumberCell(furtherMissingTexts: configuration.missing, encoding: file.scan.encoding)
        try file.scan.forEachWave(team: team) { blocks in
          for block in blocks {
            var found = RowFaults()
            for row in 0..<block.rowCount {
              if block.isEmpty(row: row) { continue }
              rowsHere += 1
              let offset = block.offset + block.start(ofRow: row)
              let cells = block.cells(ofRow: row)
              guard cells.count == file.scan.header.count else {
                found.add(
                  .cellCount, offset: offset,
                  text: "the row has \(cells.count) cells, the header \(file.scan.header.count)")
                continue
              }
              let keyCell = UnsafeBufferPointer(
                rebasing: block.text.elements[block.cell(cells.lowerBound + file.customerCell)])
              guard let key = TextCell.clean(keyCell, encoding: number.encoding), !key.isEmpty else {
                found.add(.missingCustomer, offset: offset, text: "")
                continue
              }
              guard let customer = keys.index(of: key.utf8) else { continue }
              guard seen.insert(customer).inserted else {
                found.add(.duplicate, offset: offset, text: "customer \(key)")
                if configuration.duplicates != .last { continue }
                continue
              }
              joined.insert(customer)
              for column in numbersHere {
                let binding = layout.attributeNumbers[column]
                let cell = block.cell(cells.lowerBound + file.cells[binding.columnInTable])
                let start = block.text.base + cell.lowerBound
                let value =
                  binding.isDate
                  ? DateCell.value(start, cell.count, number: number) : number.value(start, cell.count)
                if value.bitPattern == NumberCell.unreadable.bitPattern {
                  found.add(
                    .unreadableNumber, offset: offset, column: table.headerNames[binding.columnInTable],
                    text: String(decoding: block.text.elements[cell], as: UTF8.self))
                }
                storage.attributeNumbers.view[customer * layout.attributeNumbers.count + column] =
                  value.isNaN ? .nan : Float(value)
              }
              for column in textsHere {
                let binding = layout.attributeTexts[column]
                let cell = block.cell(cells.lowerBound + file.cells[binding.columnInTable])
                let bytes = UnsafeBufferPointer(rebasing: block.text.elements[cell])
                guard let code = dictionaries[column].add(bytes, number: number) else {
                  found.add(
                    .wrongEncoding, offset: offset, column: table.headerNames[binding.columnInTable], text: ""
                  )
                  continue
                }
                storage.attributeTexts.view[customer * layout.attributeTexts.count + column] = code
              }
            }
            faults.add(found, scan: file.scan)
          }
        }
        rowsOfFiles.append(rowsHere)
      }
      rows.append(rowsOfFiles)
    }
    faults.resolve()
    var refused: Set<Finding.Kind> = [.cellCount, .missingCustomer, .wrongEncoding]
    if configuration.duplicates == .error { refused.insert(.duplicate) }
    if configuration.unreadable == .error { refused.insert(.unreadableNumber) }
    if !keys.isEmpty, let error = faults.error(of: refused) { throw error }
    return Result(levels: dictionaries.map(\.levels), rows: rows, matched: joined.count)
  }
}
