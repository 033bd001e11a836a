import Parallel
import Variables

extension VariableMaker {
  /// What a model is fitted to.
  public func trainingSet(of rows: [SnapshotRow], labels: [Float], team: ThreadTeam) throws -> TrainingSet {
    try TrainingSet(
      variables: book.trainingVariables, matrix: matrix(rows, team: team), labels: labels,
      order: RowOrder(times: rows.map { Double($0.month) }))
  }
}
