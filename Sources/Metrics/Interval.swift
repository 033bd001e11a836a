/// An interval that is to hold the true value of a figure in 95 of 100 samples.
public struct Interval: Sendable, Equatable, Codable {
  public var lower: Double
  public var upper: Double

  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// The 0.975 quantile of the standard normal distribution.
  static let normalQuantile = 1.959963984540054

  /// The interval of a share by Wilson (1927): it stays within 0 to 1 and is sound for few rows and rare events.
  ///
  /// `(p + z²/2n ± z·sqrt(p(1 − p)/n + z²/4n²)) / (1 + z²/n)`; nil for no rows.
  public static func wilson(successes: Double, of count: Double) -> Interval? {
    guard count > 0 else { return nil }
    let share = successes / count
    let squared = normalQuantile * normalQuantile
    let middle = share + squared / (2 * count)
    let reach =
      normalQuantile * (share * (1 - share) / count + squared / (4 * count * count)).squareRoot()
    let scale = 1 + squared / count
    return Interval(lower: max(0, (middle - reach) / scale), upper: min(1, (middle + reach) / scale))
  }

  /// The middle 95% of values by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, the
  /// default of numpy and R); nil without values.
  static func middle(of values: [Double]) -> Interval? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    func quantile(_ share: Double) -> Double {
      let position = share * Double(sorted.count - 1)
      let index = Int(position)
      let next = min(index + 1, sorted.count - 1)
      return sorted[index] + (position - Double(index)) * (sorted[next] - sorted[index])
    }
    return Interval(lower: quantile(0.025), upper: quantile(0.975))
  }
}
