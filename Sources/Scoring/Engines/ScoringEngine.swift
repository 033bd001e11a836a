import Parallel

/// The ways to score a model, from the fastest, where it fits, to the slowest. All give the same margins, bit for bit.
///
/// Here and nowhere else engines are listed: a new one is a case, a line in `engine(for:)` and a file of its own.
public enum EngineName: String, Sendable, CaseIterable, Codable {
  /// Forests whose trees ask at most ten different splits, as symmetric trees do: the answers are the leaf's index.
  case patterns
  /// Forests whose trees have at most 256 leaves: every node is asked of many rows at once, by masks of leaves.
  case masks
  /// Linear models: column by column.
  case columns
  /// Forests: many rows walk through each tree side by side, which hides the time that memory takes to answer.
  case walking
  /// Row by row and node by node, as the model's definition reads: slow, obvious, the measure of the others.
  case reference
}

/// One way to score one model.
///
/// An engine prepares what it needs when it is made and is not changed afterwards, so threads may share it.
protocol ScoringEngine: Sendable {
  /// Rows that one thread takes at a time.
  var rowsPerTurn: Int { get }

  /// Writes the margin of each row of `block` to the element of its row in `margins`.
  ///
  /// The caller has checked that the block has as many columns as the model has variables and that `margins`
  /// has an element for each row.
  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>)

  /// The margin of one row; allocates nothing.
  func margin(of row: RowView) -> Double
}

extension ScoringEngine {
  var rowsPerTurn: Int { 2048 }
}

extension EngineName {
  /// The engine for a model that has been checked; nil where it does not fit.
  func engine(for model: ScoringModel) -> (any ScoringEngine)? {
    switch self {
    case .patterns: Self.forestEngine(for: model) { PatternForestEngine($0) }
    case .masks: Self.forestEngine(for: model) { MaskForestEngine($0) }
    case .columns: if case .linear(let linear) = model { ColumnwiseLinearEngine(model: linear) } else { nil }
    case .walking: Self.forestEngine(for: model) { WalkingForestEngine($0) }
    case .reference:
      switch model {
      case .forest(let forest): ReferenceForestEngine(forest: forest)
      case .linear(let linear): ReferenceLinearEngine(model: linear)
      }
    }
  }

  /// An engine for trees, and what a score to start from adds; nil for other models and where the engine does not fit.
  private static func forestEngine(
    for model: ScoringModel, _ make: (Forest) -> (any ScoringEngine)?
  ) -> (any ScoringEngine)? {
    guard case .forest(let forest) = model, let trees = make(forest) else { return nil }
    return forest.start.map { StartingScoreEngine(trees: trees, start: $0) } ?? trees
  }
}
