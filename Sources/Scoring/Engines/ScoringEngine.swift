import Parallel

/// The ways to score a model. All give the same margins, bit for bit.
public enum EngineName: String, Sendable, CaseIterable, Codable {
  /// Row by row and node by node, as the model's definition reads: slow, obvious, the measure of the others.
  case reference
  /// Forests: many rows walk through each tree side by side, which hides the time that memory takes to answer.
  case walking
  /// Forests whose trees have at most 256 leaves: every node is asked of many rows at once, by masks of leaves.
  case masks
  /// Forests whose trees ask at most ten different questions, as symmetric trees do: the answers are the leaf's index.
  case patterns
  /// Linear models: column by column.
  case columns
}

/// One way to score one model.
///
/// An engine prepares what it needs when it is made and is not changed afterwards, so threads may share it.
protocol ScoringEngine: Sendable {
  /// Rows that one thread takes at a time.
  var rowsPerTurn: Int { get }

  /// Writes the margin of each row of `block` to the place of its row in `margins`.
  ///
  /// The caller has checked that the block has as many columns as the model has variables and that `margins`
  /// has a place for each row.
  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>)

  /// The margin of one row, whose value of variable v stands at `row[v * stride]`; allocates nothing.
  func margin(of row: UnsafePointer<Float>, stride: Int) -> Double
}

extension ScoringEngine {
  var rowsPerTurn: Int { 2048 }
}

extension EngineName {
  /// The engine for a model that has been checked; nil where it does not fit.
  func engine(for model: ScoringModel) -> (any ScoringEngine)? {
    switch (model, self) {
    case (.forest(let forest), .reference): ReferenceForestEngine(forest: forest)
    case (.forest(let forest), _):
      forestEngine(for: forest).map { trees in
        forest.start.map { StartingScoreEngine(trees: trees, start: $0) } ?? trees
      }
    case (.linear(let linear), .reference): ReferenceLinearEngine(model: linear)
    case (.linear(let linear), .columns): ColumnwiseLinearEngine(model: linear)
    default: nil
    }
  }

  /// The engine for the trees of a forest.
  private func forestEngine(for forest: Forest) -> (any ScoringEngine)? {
    switch self {
    case .walking: WalkingForestEngine(forest)
    case .masks: MaskForestEngine(forest)
    case .patterns: PatternForestEngine(forest)
    case .reference, .columns: nil
    }
  }

  /// From the fastest, where it fits, to the slowest.
  static let bySpeed: [EngineName] = [.patterns, .masks, .columns, .walking, .reference]
}
