import Configuration
import Panel
import Parallel
import Variables

/// The columns of a panel, as they are in the newest month with known outcomes, that give the label away.
public struct ColumnLeaks {
  private let panel: CustomerPanel
  private let configuration: BankConfiguration
  private let team: ThreadTeam

  public init(panel: CustomerPanel, configuration: BankConfiguration, team: ThreadTeam) {
    (self.panel, self.configuration, self.team) = (panel, configuration, team)
  }

  /// The columns, and the order of the keys where it does; the strongest first.
  public func find() -> [Leak] {
    guard let month = panel.snapshots.last else { return [] }
    let evaluated = OutcomeTable([panel.snapshot(of: month, configuration: configuration, team: team)])
      .evaluated
    let customers = evaluated.rows.map { Int($0.customer) }
    var variables = panel.numberColumns.map { AnalysisTable.Variable(name: $0.name) }
    for (name, levels) in zip(panel.textColumns, panel.textLevels) {
      variables.append(AnalysisTable.Variable(name: name, levels: levels))
    }
    var matrix = ColumnMatrix(rowCount: customers.count, columnCount: variables.count)
    let stride = matrix.columnStride
    matrix.withMutableStorage { storage in
      for column in panel.numberColumns.indices {
        for (row, customer) in customers.enumerated() {
          storage[column * stride + row] = panel.number(customer, month, column: column)
        }
      }
      for (column, levels) in panel.textLevels.enumerated() {
        let codes = Dictionary(
          levels.enumerated().map { ($1, Float($0)) }, uniquingKeysWith: { first, _ in first })
        let start = (panel.numberColumns.count + column) * stride
        for (row, customer) in customers.enumerated() {
          storage[start + row] = panel.text(customer, month, column: column).flatMap { codes[$0] } ?? .nan
        }
      }
    }
    let finder = LeakFinder(losses: evaluated.labels.map { $0 == 1 }, team: team)
    return (finder.leaks(in: variables, of: matrix) + panel.orderLeaks(evaluated, team: team)).byStrength
  }
}
