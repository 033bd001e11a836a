import Tabular

/// Counts over cells of a number column; adding two up gives the same whatever the order.
struct CellCounts: BitwiseCopyable, Sendable {
  var cells = 0
  var missing = 0
  var unreadable = 0
  var negative = 0
  var zero = 0
  var least = Double.infinity
  var greatest = -Double.infinity

  @inline(__always)
  mutating func add(_ value: Double) {
    cells += 1
    if value.isNaN {
      if CellValue.isUnreadable(value) { unreadable += 1 } else { missing += 1 }
      return
    }
    // Without jumps: which amounts are zero cannot be guessed.
    negative += value < 0 ? 1 : 0
    zero += value == 0 ? 1 : 0
    least = value < least ? value : least
    greatest = value > greatest ? value : greatest
  }

  mutating func add(_ other: CellCounts) {
    cells += other.cells
    missing += other.missing
    unreadable += other.unreadable
    negative += other.negative
    zero += other.zero
    least = min(least, other.least)
    greatest = max(greatest, other.greatest)
  }
}

/// Counts and spread of the cells of a number column.
///
/// With a spread, values are counted in bins that are 1/32 of a power of two wide, so quantiles need no sorting: a
/// bin's start is at most 3% smaller in size than what lies in it, and exact for whole numbers up to 64.
struct CellSummary: Sendable {
  var counts = CellCounts()
  /// Counts by bin; empty where no spread is wanted.
  private var bins: [UInt32]

  private static let binsPerPower = 32
  /// Magnitudes below 2⁻¹⁶ share the lowest bin, those from 2⁴⁸ on the highest.
  private static let powers = 64
  private static let lowestPower = -16
  private static let halfBins = binsPerPower * powers

  init(withDistribution: Bool) {
    bins = withDistribution ? [UInt32](repeating: 0, count: 2 * CellSummary.halfBins + 1) : []
  }

  /// Counts a value in its bin; missing values have none.
  mutating func addToDistribution(_ value: Double) {
    if !bins.isEmpty, !value.isNaN { bins[CellSummary.bin(of: value)] += 1 }
  }

  mutating func add(_ other: CellSummary) {
    counts.add(other.counts)
    for index in bins.indices { bins[index] += other.bins[index] }
  }

  /// The value below which a share of the cells lies, to within a bin.
  func quantile(_ share: Double) -> Double? {
    let total = counts.cells - counts.missing - counts.unreadable
    guard !bins.isEmpty, total > 0 else { return nil }
    let wanted = share * Double(total)
    var seen = 0
    for (index, count) in bins.enumerated() where count > 0 {
      seen += Int(count)
      if Double(seen) >= wanted {
        return min(counts.greatest, max(counts.least, CellSummary.start(ofBin: index)))
      }
    }
    return counts.greatest
  }

  /// Cells further than three interquartile ranges outside the quartiles, to within a bin.
  func outliers() -> Int? {
    guard let lower = quantile(0.25), let upper = quantile(0.75) else { return nil }
    let reach = 3 * (upper - lower)
    if reach == 0 { return 0 }
    var count = 0
    for (index, cells) in bins.enumerated() where cells > 0 {
      let value = CellSummary.start(ofBin: index)
      if value < lower - reach || value > upper + reach { count += Int(cells) }
    }
    return count
  }

  @inline(__always)
  private static func bin(of value: Double) -> Int {
    if value == 0 { return halfBins }
    let bits = value.magnitude.bitPattern
    // Exponent and the five highest bits of the fraction number the bins.
    let number = Int(bits >> 47) - (1023 + lowestPower) * binsPerPower
    let clamped = min(max(number, 0), halfBins - 1)
    return value > 0 ? halfBins + 1 + clamped : halfBins - 1 - clamped
  }

  private static func start(ofBin index: Int) -> Double {
    if index == halfBins { return 0 }
    let number = index > halfBins ? index - halfBins - 1 : halfBins - 1 - index
    let exponent = number / binsPerPower + lowestPower
    let fraction = Double(number % binsPerPower) / Double(binsPerPower)
    let magnitude = Double(sign: .plus, exponent: exponent, significand: 1 + fraction)
    return index > halfBins ? magnitude : -magnitude
  }
}
