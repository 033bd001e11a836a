import Calendar
import Learning
import Panel
import Parallel
import Validation
import Variables

/// Rows of snapshot months that are gathered month by month.
protocol MonthlyRows {
  associatedtype Source
  init()
  static func month(of source: Source) -> Month
  mutating func append(_ source: Source, where isWanted: (_ customer: Int) -> Bool)
}

extension OutcomeTable: MonthlyRows {
  static func month(of source: Snapshot) -> Month { source.month }
}

extension DepartedTable: MonthlyRows {
  static func month(of source: DepartedCustomers) -> Month { source.month }
}

/// Rows by what they are for: earlier months train, later ones validate and evaluate.
struct RowParts<Rows: MonthlyRows> {
  let split: TimeSplit
  private(set) var training = Rows()
  private(set) var validation = Rows()
  private(set) var evaluated = Rows()
  private(set) var all = Rows()

  init(_ months: [Rows.Source], split: TimeSplit, panel: CustomerPanel, seed: UInt64) {
    self.split = split
    for source in months {
      let month = Rows.month(of: source)
      all.append(source) { _ in true }
      if split.caution == .customersSplitAtRandom {
        training.append(source) { !SeededSplit.isHeldOut(key: panel.customers[$0], seed: seed) }
        validation.append(source) { SeededSplit.isHeldOut(key: panel.customers[$0], seed: seed) }
        continue
      }
      if split.training.contains(month) { training.append(source) { _ in true } }
      if split.validation.contains(month) { validation.append(source) { _ in true } }
      if split.evaluated.contains(month) { evaluated.append(source) { _ in true } }
    }
    if split.caution == .customersSplitAtRandom { evaluated = validation }
  }
}

extension VariableMaker {
  /// What a model is fitted to.
  func trainingSet(of rows: [SnapshotRow], labels: [Float], team: ThreadTeam) throws -> TrainingSet {
    try TrainingSet(variables: book.trainingVariables, matrix: matrix(rows, team: team), labels: labels)
  }
}
