#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a bin says about losses, against all rows.
///
/// With the shares `l` of all losses and `k` of all kept rows that lie in the bin:
///
/// - weight of evidence `WoE = ln(l / k)`: above 0 where losses are more frequent than among all rows;
/// - its part of the information value, `(l − k) · WoE`;
/// - its standard error `√(1/lost − 1/all lost + 1/kept − 1/all kept)`, by the delta method for two independent
///   binomial shares.
///
/// A bin that holds one class only would have an infinite WoE: half a row of each class is added to it (Haldane 1956;
/// Anscombe 1956), in the WoE and its standard error alone; where the mean weight of rows is less than 1, half of that. An
/// empty bin says nothing: its WoE is 0. Source of the quantities: Siddiqi, *Credit Risk Scorecards* (2006), chapter 6.
public struct WeightOfEvidence: Sendable, Hashable {
  public let value: Double
  /// Nil for an empty bin.
  public let standardError: Double?
  public let informationPart: Double

  /// - Parameters:
  ///   - bin: rows of the bin.
  ///   - total: rows of all bins; both classes must occur in it.
  ///   - rowWeight: 1, or the mean weight of rows where that is less.
  public init(of bin: ClassCounts, in total: ClassCounts, rowWeight: Double = 1) {
    precondition(total.lost > 0 && total.kept > 0, "Evidence needs rows of both classes.")
    guard bin.rows > 0 else {
      (value, standardError, informationPart) = (0, nil, 0)
      return
    }
    let half = bin.isPure ? rowWeight / 2 : 0
    let (lost, kept) = (bin.lost + half, bin.kept + half)
    value = log(lost / total.lost / (kept / total.kept))
    let variance = 1 / lost - 1 / total.lost + 1 / kept - 1 / total.kept
    standardError = max(0, variance).squareRoot()
    informationPart = (bin.lost / total.lost - bin.kept / total.kept) * value
  }
}
