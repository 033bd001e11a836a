import Calendar
import Configuration
import Parallel
import SystemIO

/// Which columns a panel has, of which kind, and where they come from.
struct PanelLayout {
  private(set) var numberColumns: [PanelColumn] = []
  private(set) var numbers: [SecondPass.Binding] = []
  private(set) var textColumns: [String] = []
  private(set) var texts: [SecondPass.Binding] = []
  private(set) var attributeTables: [PanelTable] = []
  private(set) var attributeNumberColumns: [PanelColumn] = []
  private(set) var attributeNumbers: [SecondPass.Binding] = []
  private(set) var attributeTextColumns: [String] = []
  private(set) var attributeTexts: [SecondPass.Binding] = []

  init(
    tables: [PanelTable], configuration: BankConfiguration, request: PanelRequest, team: ThreadTeam
  ) throws {
    let ignored = Set(configuration.ignore)
    attributeTables = try configuration.attributes.map {
      try PanelTable($0, ignoring: ignored, sizes: tables.first?.files.first?.scan.sizes ?? CSVScan.Sizes())
    }
    try PanelLayout.checkNames(tables + attributeTables, configuration: configuration, request: request)
    var wanted = request.columns.map { columns in
      Dictionary(columns.map { ($0.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
    }
    for name in request.optionalTexts where wanted != nil && wanted?[name] == nil { wanted?[name] = .text }
    for name in request.optionalNumbers where wanted != nil && wanted?[name] == nil {
      wanted?[name] = ColumnKind.ofStandardColumns[name] == .date ? .date : .number
    }
    for name in configuration.assets where wanted != nil { wanted?[name] = .number }
    for (index, table) in (tables + attributeTables).enumerated() {
      let isAttribute = index >= tables.count
      let number = isAttribute ? index - tables.count : index
      var guesses = ColumnGuesses(
        table: table, configuration: configuration, cutOff: request.cutOff, team: team)
      for (column, name) in table.columnNames.enumerated() {
        let kind: ColumnKind
        if let wanted {
          guard let asked = wanted[name] else { continue }
          kind = asked
        } else if configuration.assets.contains(name) {
          kind = .number
        } else {
          kind = try ColumnKind.ofStandardColumns[name] ?? guesses.kind(of: column)
        }
        let binding = SecondPass.Binding(table: number, columnInTable: column, isDate: kind == .date)
        switch (kind, isAttribute) {
        case (.text, false):
          textColumns.append(name)
          texts.append(binding)
        case (.text, true):
          attributeTextColumns.append(name)
          attributeTexts.append(binding)
        case (_, false):
          numberColumns.append(PanelColumn(name: name, kind: kind))
          numbers.append(binding)
        case (_, true):
          attributeNumberColumns.append(PanelColumn(name: name, kind: kind))
          attributeNumbers.append(binding)
        }
      }
    }
  }

  /// Every column is in one table only, and all that are needed are there.
  private static func checkNames(
    _ tables: [PanelTable], configuration: BankConfiguration, request: PanelRequest
  ) throws(PanelError) {
    var problems: [PanelError.Problem] = []
    var owner: [String: String] = [:]
    for table in tables {
      let path = table.files.first?.scan.path ?? ""
      for name in table.columnNames {
        if let other = owner[name] {
          problems.append(
            .init(
              file: path, line: 1, column: name,
              message:
                "\(other) has a column of this name too; rename one of them with `columns:` or `ignore:` it.")
          )
        }
        owner[name] = path
      }
    }
    func check(_ name: String, _ reason: String) {
      if owner[name] != nil { return }
      let hint =
        Suggestion.closest(to: name, among: owner.keys.sorted()).map { " Did you mean “\($0)”?" } ?? ""
      problems.append(
        .init(
          message:
            "the panel has no column “\(name)”, \(reason)\(hint) Say what it is called there with `columns:` in "
            + "the configuration."))
    }
    for name in configuration.assets { check(name, "which `assets:` adds up.") }
    for column in request.columns ?? [] where !configuration.assets.contains(column.name) {
      check(column.name, "which the model was learnt with (\(column.kind.rawValue)).")
    }
    if !problems.isEmpty { throw PanelError(problems: problems) }
  }
}

/// Looks at the beginning of a table to tell numbers, days and texts apart.
struct ColumnGuesses {
  private let table: PanelTable
  private let configuration: BankConfiguration
  private let cutOff: Month?
  private let team: ThreadTeam
  private var kinds: [ColumnKind]?

  init(table: PanelTable, configuration: BankConfiguration, cutOff: Month?, team: ThreadTeam) {
    self.table = table
    self.configuration = configuration
    self.cutOff = cutOff
    self.team = team
  }

  /// Number where at least nine in ten of the filled cells at the beginning are numbers, date where they are days.
  mutating func kind(of column: Int) throws -> ColumnKind {
    if let kinds { return kinds[column] }
    let found = try look()
    kinds = found
    return found[column]
  }

  private static let sampleBytes = 1 << 20

  private func look() throws -> [ColumnKind] {
    guard let file = table.files.first else { return [] }
    var sizes = file.scan.sizes
    sizes.wave = min(sizes.wave, ColumnGuesses.sampleBytes)
    let scan = try CSVScan(path: file.scan.path, sizes: sizes)
    let number = NumberCell(furtherMissingTexts: configuration.missing, encoding: scan.encoding)
    var (filled, numbers, days) = (
      table.columnNames.map { _ in 0 }, table.columnNames.map { _ in 0 }, table.columnNames.map { _ in 0 }
    )
    try scan.forEachFirstWave(team: team) { blocks in
      for block in blocks {
        for row in 0..<block.rowCount {
          let cells = block.cells(ofRow: row)
          guard cells.count == scan.header.count, isBeforeCutOff(block, cells, file: file, number: number)
          else {
            continue
          }
          for (column, place) in file.cells.enumerated() {
            let cell = block.cell(cells.lowerBound + place)
            let start = block.text.base + cell.lowerBound
            let day = DateCell.value(start, cell.count, number: number)
            if day.bitPattern == NumberCell.missing.bitPattern { continue }
            filled[column] += 1
            let value = number.value(start, cell.count)
            if value.isNaN {
              if !day.isNaN { days[column] += 1 }
            } else {
              numbers[column] += 1
            }
          }
        }
      }
    }
    return table.columnNames.indices.map { column in
      if 10 * numbers[column] >= 9 * filled[column] { return .number }
      return 10 * days[column] >= 9 * filled[column] ? .date : .text
    }
  }

  private func isBeforeCutOff(
    _ block: CSVBlock, _ cells: Range<Int>, file: PanelTable.File, number: NumberCell
  ) -> Bool {
    guard let cutOff, let monthCell = file.monthCell else { return true }
    let cell = UnsafeBufferPointer(rebasing: block.text.elements[block.cell(cells.lowerBound + monthCell)])
    guard let text = TextCell.clean(cell, encoding: number.encoding), let month = Month(parsing: text) else {
      return false
    }
    return month <= cutOff
  }
}
