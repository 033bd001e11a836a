import Calendar
import Configuration
import Parallel
import Tabular

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
    tables: [PanelTable], configuration: BankConfiguration, request: PanelRequest, sources: ColumnSources,
    team: ThreadTeam
  ) throws {
    let ignored = Set(configuration.ignore)
    attributeTables = try configuration.attributes.map {
      try PanelTable($0, ignoring: ignored, sources: sources)
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
        table: table, missing: configuration.missing, cutOff: request.cutOff, team: team)
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
  ) throws(TableError) {
    var problems: [TableError.Problem] = []
    var owner: [String: String] = [:]
    for table in tables {
      let path = table.parts.first?.source.name ?? ""
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
      check(column.name, "which the model was trained with (\(column.kind.rawValue)).")
    }
    if !problems.isEmpty { throw TableError(problems: problems) }
  }
}
