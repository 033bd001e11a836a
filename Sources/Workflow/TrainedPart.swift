import Calendar
import Configuration
import ModelFile
import Panel
import Parallel
import Validation

/// Which of a table's scored rows a model was trained on.
struct TrainedPart {
  let overlap: TrainingOverlap
  /// Of each row, whether it is one; nil where that cannot be told, or where the others are too unlike new rows for figures
  /// of their own.
  let isTrained: [Bool]?

  init(_ model: ModelDocument, _ rows: ScoredRows, _ selection: TableSelection, team: ThreadTeam) {
    let (count, trained) = (rows.table.rowCount, model.trainedRows)
    let hasOtherKey = trained?.hasKey == true && selection.key != nil && selection.key != model.key
    let found = hasOtherKey ? nil : trained?.recognised(in: rows.table, team: team)
    overlap =
      found.map { TrainingOverlap(rows: count, trained: $0.count) }
      ?? TrainingOverlap(
        rows: count, doubt: trained == nil ? .notKept : hasOtherKey ? .otherKey : .rowsAlike)
    isTrained = found.flatMap { $0.othersAreUsual ? $0.isTrained : nil }
  }

  /// The rows that were not trained on, where there are both kinds and figures of these say what new rows would.
  var others: [Int]? { Self.others([self]) }

  /// The rows that none of some models was trained on; nil as above.
  static func others(_ parts: [TrainedPart]) -> [Int]? {
    guard parts.contains(where: { ($0.overlap.trained ?? 0) > 0 }) else { return nil }
    let known = parts.compactMap(\.isTrained)
    guard known.count == parts.count, let count = known.first?.count else { return nil }
    let others = (0..<count).filter { row in known.allSatisfy { !$0[row] } }
    return others.isEmpty || others.count == count ? nil : others
  }
}

extension ModelDocument {
  /// Whether it was trained on the customers of snapshot months.
  ///
  /// - Parameter rows: how many customers of each month figures are of.
  func overlap(_ rows: [(month: Month, count: Int)]) -> TrainingOverlap {
    TrainingOverlap(rows: rows, trained: trainedMonths, stopping: validationMonths)
  }
}
