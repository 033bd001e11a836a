import Calendar
import Configuration
import Panel
import Parallel
import Retention
import Validation
import Variables

/// Customers with known outcomes and their scores, to be judged from several sides without being scored again.
struct ScoredTable {
  let table: OutcomeTable
  let sample: ScoredSample

  /// The full judgement with intervals by drawing customers anew.
  func judgement(seed: UInt64, team: ThreadTeam) -> Judgement {
    Judgement(sample, bootstrap: Bootstrap(seed: seed, team: team))
  }

  /// The judgement of one snapshot month.
  func judgement(in month: Month) -> Judgement {
    Judgement(
      sample.rows(table.rows.indices.filter { Int(table.rows[$0].month) == month.index }), detail: .main)
  }

  /// The figures by month, tier, branch and other groups of customers.
  func segmentations(_ panel: CustomerPanel, _ configuration: BankConfiguration) -> [Segmentation] {
    let grouping = CustomerGroups(panel: panel, configuration: configuration)
    return grouping.all(table.rows, assets: table.assets).map {
      Segmentation(by: $0.by, sample, groups: $0.groups, names: $0.names)
    }
  }
}

extension Judge {
  func scored(_ table: OutcomeTable) throws -> ScoredTable {
    ScoredTable(table: table, sample: try table.sample(scores: probabilities(of: table.rows)))
  }
}

extension Segmentation {
  /// The same with the name of its column in words.
  func named(in language: Language) -> Segmentation {
    guard !["month", "tier", "branch"].contains(by) else { return self }
    var named = self
    named.by = Recipe(name: by, function: .category, columns: [by], levels: []).meaning(in: language)
    return named
  }
}
