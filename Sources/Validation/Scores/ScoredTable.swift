import Calendar
import Configuration
import Metrics
import Panel
import Parallel

/// Customers with known outcomes and their scores, to be evaluated from several sides without being scored again.
public struct ScoredTable: Sendable {
  public let table: OutcomeTable
  public private(set) var sample: ScoredSample

  /// - Parameters:
  ///   - scores: the probability of each row.
  ///   - stakes: the money that the event of each row would move; nil: that is the assets.
  public init(_ table: OutcomeTable, scores: [Double], stakes: [Double]? = nil) throws {
    (self.table, sample) = (table, try table.sample(scores: scores))
    sample.stakes = stakes
  }

  /// The full evaluation with intervals by resampling customers.
  public func evaluation(seed: UInt64, team: ThreadTeam) -> Evaluation {
    Evaluation(sample, bootstrap: Bootstrap(seed: seed, team: team))
  }

  /// The evaluation of one snapshot month.
  public func evaluation(in month: Month) -> Evaluation {
    Evaluation(
      sample.rows(table.rows.indices.filter { Int(table.rows[$0].month) == month.index }), detail: .main)
  }

  /// The figures by month, tier, branch and other groups of customers.
  public func segmentations(_ panel: CustomerPanel, _ configuration: BankConfiguration) -> [Segmentation] {
    let grouping = CustomerGroups(panel: panel, configuration: configuration)
    return grouping.all(table.rows, assets: table.assets).map {
      Segmentation(by: $0.by, sample, groups: $0.groups, names: $0.names)
    }
  }
}
