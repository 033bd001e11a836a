import Calendar
import Variables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Amounts that grew or shrank by a factor near 10, 100, 1,000 or 10,000: another unit, such as fen instead of yuan.
struct UnitChange: Equatable {
  /// Powers of ten, such as 2 for a hundred times as much; negative for less.
  let power: Int

  /// How near the logarithm must be to a whole number.
  static let tolerance = 0.15
  static let greatestPower = 4

  init?(power: Int) {
    guard power != 0, abs(power) <= Self.greatestPower else { return nil }
    self.power = power
  }

  /// Nil where one of the amounts is no amount, or the factor is none of these.
  init?(from before: Double, to now: Double) {
    guard before > 0, now > 0 else { return nil }
    let logarithm = log10(now / before)
    guard (logarithm - logarithm.rounded()).magnitude <= Self.tolerance else { return nil }
    self.init(power: Int(logarithm.rounded()))
  }

  /// The power that at least four of five sizes agree on.
  init?(from before: [Double], to now: [Double]) {
    let powers = zip(before, now).compactMap { UnitChange(from: $0, to: $1)?.power }
    guard let middle = powers.sorted().dropFirst(powers.count / 2).first,
      powers.count(where: { $0 == middle }) >= max(1, before.count - 1)
    else { return nil }
    self.init(power: middle)
  }

  var factor: String { ["10", "100", "1,000", "10,000"][abs(power) - 1] }

  var remark: Remark {
    power > 0
      ? Remark(
        chinese: "约为其 \(factor) 倍：单位是否改变了？",
        english: "That is about \(factor) times as much: did the unit change?")
      : Remark(
        chinese: "约为其 \(factor) 分之一：单位是否改变了？",
        english: "That is about \(factor) times less: did the unit change?")
  }
}
