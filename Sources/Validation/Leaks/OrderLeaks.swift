import Panel
import Parallel
import Variables

extension CustomerPanel {
  /// Whether the order of the customers' keys gives the label of some rows away.
  public func orderLeaks(_ table: OutcomeTable, team: ThreadTeam) -> [Leak] {
    let finder = LeakFinder(losses: table.labels.map { $0 == 1 }, team: team)
    return [finder.keyOrder(column: nil) { customers[Int(table.rows[$0].customer)] }].compactMap { $0 }
  }
}

extension ReadyTable {
  /// Whether the order of the keys or that of the rows gives the label away.
  ///
  /// - Parameter key: name of the keys' column; nil where rows are numbered.
  public func orderLeaks(_ labels: [Float], key: String?, team: ThreadTeam) -> [Leak] {
    let finder = LeakFinder(losses: labels.map { $0 == 1 }, team: team)
    let byKey = key.flatMap { finder.keyOrder(column: $0) { keys[$0] } }
    return [byKey, finder.rowOrder()].compactMap { $0 }
  }
}
