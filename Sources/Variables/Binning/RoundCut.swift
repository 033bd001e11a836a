#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Borders that people can read.
enum RoundCut {
  /// The number with the fewest digits that is above `low` and not above `high`, so that all rows stay where they
  /// are: 200,000 instead of 199,998.37.
  static func between<Number: BinaryFloatingPoint>(_ low: Number, _ high: Number) -> Number {
    let (lower, upper) = (Double(low), Double(high))
    if low < 0, high >= 0 { return 0 }
    let size = max(lower.magnitude, upper.magnitude)
    // As many digits as tell all numbers apart.
    let digits = Number.significandBitCount > 23 ? 17 : 9
    var exponent = size > 0 ? Int(log10(size).rounded(.up)) : 0
    while exponent > -38, size > 0, exponent > Int(log10(size)) - digits {
      // A power of ten below one is divided by, so that 0.3 is not 3 · 0.1.
      let scale = pow(10, Double(exponent.magnitude))
      let steps = (exponent >= 0 ? upper / scale : upper * scale).rounded(.down)
      let candidate = Number(exponent >= 0 ? steps * scale : steps / scale)
      if candidate > low, candidate <= high { return candidate }
      exponent -= 1
    }
    return high
  }
}
