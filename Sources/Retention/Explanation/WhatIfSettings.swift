import Calendar
import Configuration
import Messages
import Panel
import Tabular
import Variables

/// Figures that are to be other ones, as `name=value`: a column of the panel in the snapshot month, with all variables that
/// are made of it, or a variable alone. An empty value is a missing one.
struct WhatIfSettings {
  private(set) var cells: [String: OtherCell] = [:]
  /// By index among the recipes.
  private(set) var variables: [Int: Variable] = [:]
  private(set) var changes: [WhatIf.Change] = []

  /// A variable's value, and what is told of it: Float32s may stand for other numbers.
  struct Variable {
    var value: Float
    var told: Double
  }

  /// - Parameter panel: nil for a ready-made table, whose variables are its columns.
  /// - Throws: `RunError` naming every figure that is not known or cannot be read.
  init(_ texts: [String], book: RecipeBook, panel: CustomerPanel?) throws(RunError) {
    var problems: [String] = []
    var columns: [String: ColumnKind] = [:]
    if let panel {
      for column in panel.numberColumns + panel.attributeNumbers { columns[column.name] = column.kind }
      for name in panel.textColumns + panel.attributeTexts { columns[name] = .text }
    }
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty else {
        problems.append("“\(text)” sets nothing; write a name and a value, such as wealth_maturing=0.")
        continue
      }
      let (name, value) = (parts[0], parts[1])
      if let kind = columns[name] {
        if let cell = Self.cell(value, kind) {
          cells[name] = cell
        } else {
          problems.append(Self.unreadable(value, name))
        }
      } else {
        let made = book.recipes.indices.filter {
          book.recipes[$0].name == name || (panel == nil && book.recipes[$0].columns == [name])
        }
        if made.isEmpty {
          problems.append(Self.unknown(name, Array(columns.keys) + book.recipes.map(\.name)))
        }
        for index in made {
          if let number = book.recipes[index].value(ofCell: value) {
            let told = book.recipes[index].thresholds.flatMap { _ in Double(value) } ?? Double(number)
            variables[index] = Variable(value: number, told: told)
          } else {
            problems.append(Self.unreadable(value, name))
          }
        }
      }
      changes.append(.init(name: name, value: value, isColumn: columns[name] != nil))
    }
    if !problems.isEmpty { throw RunError(problems: problems) }
  }

  /// A column's cell; nil where the text is no value of its kind.
  private static func cell(_ text: String, _ kind: ColumnKind) -> OtherCell? {
    if kind == .text { return .text(text) }
    if text.isEmpty { return .number(.nan) }
    if kind == .date { return CalendarDay(parsing: text).map { .number(Float($0.daysSince1970)) } }
    return Float(text).flatMap { $0.isFinite ? .number($0) : nil }
  }

  private static func unreadable(_ value: String, _ name: String) -> String {
    "“\(value)” is no value that “\(name)” can have; give a number such as 1200.5 or a date such as 2024-07-31, as the column "
      + "holds it, or nothing for a missing one."
  }

  /// Names that resemble one that nobody knows.
  private static let mostNames = 6

  private static func unknown(_ name: String, _ known: [String]) -> String {
    let (names, wanted) = (Set(known).sorted(), name.lowercased())
    var near = [Suggestion.closest(to: name, among: names)].compactMap { $0 }
    near += names.filter { !near.contains($0) && ($0.contains(wanted) || wanted.contains($0)) }
    let hint =
      near.isEmpty
      ? "The model is made of \(names.prefix(mostNames).joined(separator: ", ")) and others."
      : "Did you mean \(near.prefix(mostNames).map { "“\($0)”" }.joined(separator: " or "))?"
    return "“\(name)” is no column and no variable of the model. \(hint)"
  }
}
