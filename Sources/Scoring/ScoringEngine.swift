import Numerics

/// The ways to score a model. All give the same margins, bit for bit.
public enum EngineName: String, Sendable, CaseIterable, Codable {
  /// Row by row and node by node, as the model's definition reads: slow, obvious, the measure of the others.
  case reference
  /// Many rows walk through each tree side by side, which hides the time that memory takes to answer.
  case walking
  /// Every node is asked of many rows at once, by masks of leaves; for trees of at most 32 leaves.
  case masks

  /// The one to take when nothing speaks for another; models that it does not fit are walked.
  public static var fastest: EngineName { .masks }
}

/// One way to score one model.
///
/// An engine prepares what it needs when it is made and is not changed afterwards, so threads may share it.
protocol ScoringEngine: Sendable {
  /// Writes the margin of each row of `block` to the place of its row in `margins`.
  ///
  /// The caller has checked that the block has as many columns as the model has variables and that `margins`
  /// has a place for each row.
  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>)
}
