import Configuration
import Tabular

/// The rows of a join's files, made into one row for each key.
struct JoinedRows {
  /// What a row holds.
  enum Cells {
    case texts([String])
    case numbers([Double])
  }

  private let rule: JoinSource.DuplicateRule
  private var table: JoinedTable
  /// Of aggregates: the keys in the order in which they were met, and what is known of each column of each.
  private var keys: [String] = []
  private var sums: [[Sum]] = []
  private var indexOfKey: [String: Int] = [:]

  private struct Sum {
    var rows = 0
    var filled = 0
    var sum = 0.0
    var least = Double.infinity
    var greatest = -Double.infinity

    mutating func add(_ value: Double) {
      rows += 1
      if value.isNaN { return }
      filled += 1
      sum += value
      least = min(least, value)
      greatest = max(greatest, value)
    }
  }

  /// The name of the column that counts rows.
  static let count = "count"

  init(name: String, rule: JoinSource.DuplicateRule, columns: [String]) {
    self.rule = rule
    let names = rule == .count ? [JoinedRows.count] : columns
    table = JoinedTable(
      name: name, columns: names.map { .init(name: $0, areNumbers: rule.isAggregate) },
      textWithoutPartner: rule == .count ? "0" : "")
  }

  /// Takes a row in.
  ///
  /// - Returns: false where an earlier row has the key.
  mutating func add(_ cells: Cells, of key: String) -> Bool {
    switch cells {
    case .texts(let texts) where !rule.isAggregate:
      let isNew = table.row(of: key) == nil
      if isNew || rule == .last { table.set(texts, of: key) }
      return isNew
    // Rows are counted whatever they hold.
    case .texts: return aggregate([.nan], of: key)
    case .numbers(let numbers): return aggregate(numbers, of: key)
    }
  }

  private mutating func aggregate(_ numbers: [Double], of key: String) -> Bool {
    let known = indexOfKey[key]
    let index = known ?? keys.count
    if known == nil {
      indexOfKey[key] = index
      keys.append(key)
      sums.append(numbers.map { _ in Sum() })
    }
    for column in numbers.indices { sums[index][column].add(numbers[column]) }
    return known == nil
  }

  /// The table of all rows.
  func finished() -> JoinedTable {
    var table = table
    for (key, sums) in zip(keys, sums) { table.set(sums.map { text(of: $0) }, of: key) }
    return table
  }

  private func text(of sum: Sum) -> String {
    let value: Double
    switch rule {
    case .count: return "\(sum.rows)"
    case .sum: value = sum.sum
    case .mean: value = sum.sum / Double(sum.filled)
    case .least: value = sum.least
    case .greatest: value = sum.greatest
    case .error, .first, .last: return ""
    }
    // Of no value at all, nothing is known.
    return sum.filled == 0 || !value.isFinite ? "" : "\(value)"
  }
}
