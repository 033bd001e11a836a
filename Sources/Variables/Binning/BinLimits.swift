#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which bins a search may make.
///
/// A bin holds the least share of the rows. It need not hold both classes: rows of one class alone are the strongest
/// evidence there is. Of such a pure bin two more things are asked:
///
/// - it has five rows at least, so that a few rows in a line are not taken for evidence where no share is asked for;
/// - it may be smaller than the least share where it holds at least half of all rows of its class, and rows that are drawn
///   at random would hardly ever be so many of one class. The flag that only the lost customers have is such a bin, however
///   few of them there are.
struct BinLimits: Sendable {
  /// Least rows of a pure bin.
  static let leastPureRows = 5.0
  /// Share of its class that makes a pure bin worth having whatever its size.
  static let decisiveShare = 0.5
  /// Chance below which rows of one class are no accident.
  static let accident = 1e-6

  /// All rows of the variable, those with missing values and special codes included.
  let total: ClassCounts
  /// Least weight of the rows in a bin.
  let leastRows: Double
  /// What a row weighs; see ``WeightOfEvidence``.
  let rowWeight: Double

  init(total: ClassCounts, leastRows: Double, rowWeight: Double = 1) {
    self.total = total
    // Rounding of sums of weights must not make a bin too small.
    self.leastRows = leastRows * (1 - 1e-12)
    self.rowWeight = rowWeight
  }

  func allow(_ bin: ClassCounts) -> Bool {
    guard bin.isPure else { return bin.rows > 0 && bin.rows >= leastRows }
    guard bin.rows >= Self.leastPureRows * rowWeight * (1 - 1e-12) else { return false }
    return bin.rows >= leastRows || isDecisive(bin)
  }

  /// Whether a pure bin holds so much of its class that its size does not matter.
  func isDecisive(_ bin: ClassCounts) -> Bool {
    guard bin.isPure, bin.rows > 0 else { return false }
    return bin.rows >= Self.decisiveShare * (bin.lost > 0 ? total.lost : total.kept) && isNoAccident(bin)
  }

  /// Whether rows drawn at random would hardly ever all be of the class that a pure bin holds.
  func isNoAccident(_ bin: ClassCounts) -> Bool {
    let share = (bin.lost > 0 ? total.lost : total.kept) / total.rows
    return bin.rows / rowWeight * log(share) < log(Self.accident)
  }
}

extension BinLimits {
  /// The ends of the longest decisive stretches of neighbours: borders that a search through coarser parts could miss.
  func pureBorders(_ runs: [ClassCounts]) -> [Int] {
    var borders: [Int] = []
    var start = 0
    while start < runs.count {
      var stretch = runs[start]
      var end = start + 1
      while end < runs.count, (stretch + runs[end]).isPure {
        stretch += runs[end]
        end += 1
      }
      if allow(stretch), isDecisive(stretch) { borders += [start, end] }
      start = end
    }
    return borders.filter { $0 > 0 && $0 < runs.count }
  }
}
