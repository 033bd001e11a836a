/// The assets of the last three months that the panel shows.
struct RecentAssets {
  private var values = SIMD4<Double>(repeating: 0)
  private(set) var count = 0

  mutating func append(_ assets: Double) {
    values = SIMD4(values[1], values[2], assets, 0)
    count += 1
  }

  /// Whether three months lie within `band` of their median, as the design's rule of sudden losses asks.
  func areQuiet(within band: Double) -> Bool {
    guard count >= 3 else { return false }
    let low = min(values[0], values[1], values[2])
    let high = max(values[0], values[1], values[2])
    let median = values[0] + values[1] + values[2] - low - high
    return median > 0 && high <= median * (1 + band) && low >= median * (1 - band)
  }
}
