#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Population stability index of bins between two periods: `Σ (aᵢ − eᵢ) · ln(aᵢ / eᵢ)` over shares of rows.
///
/// A bin that only one of the periods has rows in counts as half a row in the other; one that neither has is left out.
enum BinShift {
  static func index(expected: [Double], actual: [Double]) -> Double {
    let expectedSum = expected.reduce(0, +)
    let actualSum = actual.reduce(0, +)
    guard expectedSum > 0, actualSum > 0 else { return 0 }
    var sum = 0.0
    for (e, a) in zip(expected, actual) where e > 0 || a > 0 {
      let expectedShare = (e > 0 ? e : 0.5) / expectedSum
      let actualShare = (a > 0 ? a : 0.5) / actualSum
      sum += (actualShare - expectedShare) * log(actualShare / expectedShare)
    }
    return sum
  }
}
