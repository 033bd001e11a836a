import Calendar
import Configuration
import Learning
import Messages
import Metrics
import Panel
import Reporting

/// A cross-validation of a ready-made table besides its training.
public struct FoldRequest: Sendable {
  public let count: Int
  /// The column whose rows stay together, which is no variable; nil: folds are later and later where the table has a time
  /// column, else rows of a key stay together.
  public let column: String?
  /// Where the scores of the folds' rows go; nil: nowhere.
  public let scoresPath: String?

  public init(count: Int, column: String? = nil, scoresPath: String? = nil) {
    (self.count, self.column, self.scoresPath) = (count, column, scoresPath)
  }

  /// Trains and evaluates fold by fold.
  func evaluate(
    _ rows: TrainingSet, _ table: ReadyTable, key: String?, _ trainer: ModelTrainer, refits: Bool
  ) throws -> (figures: CrossValidation, scores: FoldScores) {
    let times = column == nil ? table.time : nil
    let groups = try column.map { try table.groups(by: $0, key: key) } ?? table.keys
    let made =
      times.flatMap { LearningFolds(times: $0.values, count: count) }
      ?? (times == nil ? LearningFolds(groups: groups, count: count, seed: trainer.definition.seed) : nil)
    guard let folds = made, folds.folds.count == count else {
      let what =
        times.map { "times in “\($0.name)”" } ?? (column ?? key).map { "values in “\($0)”" } ?? "rows"
      throw RunError("The table has too few different \(what) for \(count) folds; take fewer.")
    }
    let kind: CrossValidation.Kind = times != nil ? .time : column == nil ? .key : .column
    let found = try CrossValidator(
      trainer: trainer, rows: rows, groups: groups, times: table.times, refits: refits
    ).evaluate(folds, by: kind, of: times?.name ?? column ?? key)
    let scores = FoldScores(
      keyName: key ?? "row", keys: table.keys, labels: rows.labels, scores: found.scores)
    return (found.figures, scores)
  }
}
