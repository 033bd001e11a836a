import Configuration
import Tabular

/// An ``AggregateDefinition`` that has been checked: only this form can be worked with.
struct AggregationPlan: Sendable {
  /// A column of the files whose texts matter, and these texts.
  struct TextColumn: Sendable {
    var name: String
    var texts: [String]
  }
  /// A column must hold one of some texts.
  struct Condition: Sendable {
    /// Number among ``AggregationPlan/textColumns``.
    var column: Int
    /// For each of the column's texts, whether it will do.
    var accepted: [Bool]
  }

  let definition: AggregateDefinition
  /// What a missing or unreadable amount means.
  let unreadable: UnreadableRule
  /// Further texts for missing values.
  let missing: [String]
  let textColumns: [TextColumn]
  /// A row takes money away where one of these holds.
  let debits: [Condition]
  /// For each flow: all of these hold.
  let flows: [[Condition]]

  /// Flows are bits of a word.
  static let mostFlows = 32

  /// Whether each row's balance is the one at the end of its day.
  var hasDailyBalances: Bool { definition.kind == .balances || definition.amount == nil }

  /// The panel's columns besides customer and month.
  var panelColumns: [String] {
    [definition.balanceName] + definition.flows.flatMap { [$0.name, "\($0.name)_count"] }
  }

  /// - Throws: all problems of the definition together.
  init(_ definition: AggregateDefinition, unreadable: UnreadableRule, missing: [String]) throws(TableError) {
    self.definition = definition
    self.unreadable = unreadable
    self.missing = missing
    var columns: [TextColumn] = []
    let matchings = [definition.debits] + definition.flows.map(\.matching)
    for name in Set(matchings.flatMap(\.keys)).sorted() {
      let texts = Set(matchings.flatMap { $0[name] ?? [] }).sorted()
      columns.append(TextColumn(name: name, texts: texts))
    }
    textColumns = columns
    let conditions = { (matching: [String: [String]]) in
      columns.enumerated().compactMap { index, column in
        matching[column.name].map { wanted in
          Condition(column: index, accepted: column.texts.map { wanted.contains($0) })
        }
      }
    }
    debits = conditions(definition.debits)
    flows = definition.flows.map { conditions($0.matching) }
    let problems = AggregationPlan.problems(of: definition)
    if !problems.isEmpty { throw TableError(problems: problems.map { .init(message: $0) }) }
  }

  private static func problems(of definition: AggregateDefinition) -> [String] {
    var problems: [String] = []
    if definition.files.isEmpty {
      problems.append("no files are given to aggregate; name them under `aggregate:` with `files:`.")
    }
    switch definition.kind {
    case .balances:
      if definition.balance == nil {
        problems.append(
          "daily balances need the name of their column; say it under `aggregate:` with `balance:`.")
      }
    case .transactions:
      if definition.amount == nil && definition.balance == nil {
        problems.append(
          "transactions need the name of their amounts' or balances' column; say it under `aggregate:` with `amount:` "
            + "or `balance:`.")
      }
    }
    if definition.amount == nil && !(definition.flows.isEmpty && definition.debits.isEmpty) {
      problems.append(
        "flows and debits are made of amounts; say under `aggregate:` which column is `amount:`.")
    }
    if definition.flows.count > mostFlows {
      problems.append("`aggregate:` has \(definition.flows.count) flows; \(mostFlows) can be distinguished.")
    }
    for flow in definition.flows
    where flow.matching.isEmpty && flow.direction == nil || flow.matching.values.contains(where: \.isEmpty) {
      problems.append(
        "the flow “\(flow.name)” does not say which rows belong to it; name columns and texts with `matching:`, or say "
          + "`direction:`.")
    }
    var taken: Set<String> = ["customer_id", "month"]
    for name in [definition.balanceName] + definition.flows.flatMap({ [$0.name, "\($0.name)_count"] }) {
      if name.isEmpty {
        problems.append("a column of the panel has no name; give each flow and the balance one.")
      }
      if !taken.insert(name).inserted {
        problems.append("two columns of the panel would be called “\(name)”; rename a flow or the balance.")
      }
    }
    return problems
  }
}
