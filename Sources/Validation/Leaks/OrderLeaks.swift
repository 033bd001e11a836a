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
