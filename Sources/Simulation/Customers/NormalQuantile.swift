#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The point below which a standard normal number lies with probability `share`, by bisection on `erfc`.
func normalQuantile(_ share: Double) -> Double {
  var low = -10.0
  var high = 10.0
  while high - low > 1e-12 {
    let middle = (low + high) / 2
    if 0.5 * erfc(-middle / 2.0.squareRoot()) < share { low = middle } else { high = middle }
  }
  return (low + high) / 2
}
