/// Which rows of a table a model was trained on, as far as can be told.
public struct RecognisedRows: Sendable, Equatable {
  /// Of each row, whether it looks like one that was trained on.
  public let isTrained: [Bool]
  /// How many were, those who look so by chance taken off; 0 where chance alone explains it.
  public let count: Int
  /// Whether those that do not look so are rows like any others, so that figures of them say what new rows would.
  public let othersAreUsual: Bool
}

extension TrainedRows {
  /// Share of rows that were not trained on and look so, by the filter alone: `(1 − e^(−k / b))^k` with `b` bits a row and
  /// `k` positions, which is 0.0082.
  static let falseShare = 0.0082
  /// Where more of the rows are alike than this, those that were trained on cannot be told from others.
  static let mostRepeated = 0.5
  /// Where more are alike than this, the rows that are not are no longer rows like any others.
  private static let fewRepeated = 0.1

  /// Which rows were trained on; nil where too many rows are alike to tell.
  ///
  /// Of rows that were not, a share looks so by chance: as many as look like another training row, besides the filter's
  /// own. Only where more do than four standard deviations above that, some were trained on.
  ///
  /// - Parameter digests: of the rows, made as those of the training rows.
  func recognised(_ digests: [UInt64]) -> RecognisedRows? {
    guard repeatedShare <= Self.mostRepeated else { return nil }
    let isTrained = digests.map(contains)
    let (total, found) = (Double(digests.count), Double(isTrained.count { $0 }))
    let chance = repeatedShare + (1 - repeatedShare) * Self.falseShare
    let most = total * chance + 4 * (total * chance * (1 - chance)).squareRoot() + 1
    let count = found == total ? found : (found - total * chance) / (1 - chance)
    return RecognisedRows(
      isTrained: isTrained, count: found > most ? Int(count.rounded()) : 0,
      othersAreUsual: repeatedShare <= Self.fewRepeated)
  }
}
