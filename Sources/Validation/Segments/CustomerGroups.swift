import Calendar
import Configuration
import Panel
import Variables

/// Sorts customers at snapshot months into groups.
public struct CustomerGroups: Sendable {
  let panel: CustomerPanel
  let configuration: BankConfiguration

  public init(panel: CustomerPanel, configuration: BankConfiguration) {
    (self.panel, self.configuration) = (panel, configuration)
  }

  /// A way to group: each row's index among the names, −1 for none.
  struct Grouping {
    var by: String
    var names: [String]
    var groups: [Int]
  }

  /// Texts with more different values than this are names, not groups.
  private static let mostLevels = 30
  /// Groupings by text columns, the branch first.
  private static let mostColumns = 5

  /// All groupings that tell rows apart.
  func all(_ rows: [SnapshotRow], assets: [Double]) -> [Grouping] {
    ([byMonth(rows), byTier(rows, assets)] + byText(rows)).filter { Set($0.groups).count > 1 }
  }

  private func byMonth(_ rows: [SnapshotRow]) -> Grouping {
    let months = Set(rows.map { Int($0.month) }).sorted()
    let indices = Dictionary(uniqueKeysWithValues: zip(months, months.indices))
    return Grouping(
      by: "month", names: months.map { Month(index: $0).description },
      groups: rows.map { indices[Int($0.month)] ?? -1 })
  }

  private func byTier(_ rows: [SnapshotRow], _ assets: [Double]) -> Grouping {
    let named = configuration.tiers.named(in: configuration.language)
    return Grouping(by: "tier", names: named.tiers.map(\.name), groups: tiers(rows, assets))
  }

  /// The tier of each row, by assets and loans.
  public func tiers(_ rows: [SnapshotRow], _ assets: [Double]) -> [Int] {
    let loans = panel.numberColumns.firstIndex { $0.name == "loan_balance" }
    return rows.indices.map { row in
      let loan = loans.map {
        panel.number(Int(rows[row].customer), Month(index: Int(rows[row].month)), column: $0)
      }
      return configuration.tiers.index(of: assets[row] + Double(loan.map { $0.isNaN ? 0 : $0 } ?? 0))
    }
  }

  private func byText(_ rows: [SnapshotRow]) -> [Grouping] {
    struct Source {
      var name: String
      var levels: [String]
      var text: (SnapshotRow) -> String?
    }
    let sources =
      panel.textColumns.indices.map { column in
        Source(name: panel.textColumns[column], levels: panel.textLevels[column]) {
          panel.text(Int($0.customer), Month(index: Int($0.month)), column: column)
        }
      }
      + panel.attributeTexts.indices.map { column in
        Source(name: panel.attributeTexts[column], levels: panel.attributeLevels[column]) {
          panel.attributeText(Int($0.customer), column: column)
        }
      }
    let wanted = sources.filter { (2...Self.mostLevels).contains($0.levels.count) }
      .sorted { ($0.name != "branch" ? 1 : 0, $0.name) < ($1.name != "branch" ? 1 : 0, $1.name) }
    return wanted.prefix(Self.mostColumns).map { source in
      let names = source.levels.sorted()
      let indices = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
      return Grouping(
        by: source.name, names: names,
        groups: rows.map { row in source.text(row).flatMap { indices[$0] } ?? -1 })
    }
  }
}
