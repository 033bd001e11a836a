import Calendar
import Configuration

@testable import Retention

/// A customer for tests of rules: months of columns by name, oldest first, shorter ones filled with missing values.
func ruleCustomer(
  _ columns: [String: [Double]], texts: [String: String] = [:], snapshot: String = "2024-09"
) -> CustomerFacts {
  let (names, textNames) = (columns.keys.sorted(), texts.keys.sorted())
  let months = columns.values.map(\.count).max() ?? 1
  return CustomerFacts(
    columns: FactColumns(months: months, numbers: names, texts: textNames),
    snapshot: Month(parsing: snapshot) ?? Month(index: 0),
    numbers: names.flatMap { name in
      let values = columns[name] ?? []
      return Array(repeating: Double.nan, count: months - values.count) + values
    }, texts: textNames.map { texts[$0] })
}
