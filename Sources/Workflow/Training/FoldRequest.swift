import Calendar
import Configuration
import Learning
import Messages
import Metrics
import Panel
import SystemIO

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
  ) throws -> (figures: CrossValidation, scores: [UInt8]) {
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
    let scores = try ByteCollector.scores(
      keyName: key ?? "row",
      rows: table.keys.indices.map { row in
        (table.keys[row], found.scores[row]?.fold, rows.labels[row] == 1, found.scores[row]?.probability)
      })
    return (found.figures, scores)
  }
}

extension ReadyTable {
  /// What a column says of each row, for rows to stay together by it; rows without a value by their keys.
  fileprivate func groups(by name: String, key: String?) throws(RunError) -> [String] {
    if name == key { return keys }
    if let text = texts.first(where: { $0.name == name }) {
      return keys.indices.map { text.text($0).map { "=\($0)" } ?? keys[$0] }
    }
    if let index = numberColumns.firstIndex(where: { $0.name == name }) {
      let numbers = exact[index]?.floats.view ?? self.numbers.column(index)
      return keys.indices.map { numbers[$0].isNaN ? keys[$0] : "=\(numbers[$0])" }
    }
    let hint = Suggestion.closest(to: name, among: columns.map(\.name)).map { " Did you mean “\($0)”?" }
    throw RunError(
      "The table has no column “\(name)”, which \(RunInput.foldColumn.named(else: "the request")) names.\(hint ?? "")"
    )
  }
}

extension ByteCollector {
  /// Rows with their fold, outcome and probability; the last two cells are empty where a row is in no fold.
  fileprivate static func scores(
    keyName: String, rows: [(key: String, fold: Int?, isLoss: Bool, probability: Double?)]
  ) throws(FileError) -> [UInt8] {
    let collector = ByteCollector()
    let writer = CSVWriter(to: collector, neutralisesFormulas: true)
    try writer.row([keyName, "fold", "label", "probability"])
    for row in rows {
      writer.text(row.key)
      writer.number(row.fold.map(String.init) ?? "")
      writer.number(row.isLoss ? "1" : "0")
      writer.number(row.probability.map { "\($0)" } ?? "")
      try writer.endRow()
    }
    return collector.bytes
  }
}
