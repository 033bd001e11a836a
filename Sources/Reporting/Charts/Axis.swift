import Calendar
import Configuration

/// One axis of a chart: where it begins and ends, and what is written along it.
struct Axis {
  struct Tick {
    var value: Double
    var label: String
  }

  var title: String
  var from: Double
  var to: Double
  var ticks: [Tick]

  /// Shares in per cent from 0 to a round number above the greatest.
  static func shares(_ title: String, upTo greatest: Double) -> Axis {
    let step = roundStep(greatest / 5)
    let end = min(1, max(step, (greatest / step - 1e-9).rounded(.up) * step))
    let decimals = step >= 0.00999 ? 0 : step >= 0.000999 ? 1 : 2
    let count = Int((end / step).rounded())
    return Axis(
      title: title, from: 0, to: end,
      ticks: (0...max(1, count)).map { index in
        let value = Double(index) * end / Double(max(1, count))
        return Tick(value: value, label: Language.fixed(value * 100, decimals: decimals) + "%")
      })
  }

  /// Numbers between round ones around the least and the greatest.
  static func numbers(_ title: String, from least: Double, to greatest: Double, decimals: Int) -> Axis {
    let step = roundStep(max(greatest - least, 1e-6) / 4)
    let start = (least / step + 1e-9).rounded(.down) * step
    let end = max(start + step, (greatest / step - 1e-9).rounded(.up) * step)
    let count = max(1, Int(((end - start) / step).rounded()))
    return Axis(
      title: title, from: start, to: end,
      ticks: (0...count).map { index in
        let value = start + Double(index) * step
        return Tick(value: value, label: Language.fixed(value, decimals: decimals))
      })
  }

  /// Things side by side, at 0, 1, 2, …; where there are many, only some are named.
  static func categories(_ title: String, names: [String], named most: Int = 8) -> Axis {
    let step = max(1, (names.count + most - 1) / most)
    return Axis(
      title: title, from: -0.5, to: Double(max(1, names.count)) - 0.5,
      ticks: stride(from: 0, to: names.count, by: step).map { Tick(value: Double($0), label: names[$0]) })
  }

  /// 1, 2 or 5 times a power of ten, at least the size given.
  private static func roundStep(_ size: Double) -> Double {
    guard size > 0, size.isFinite else { return 0.2 }
    var power = 1.0
    while power > size { power /= 10 }
    while power * 10 <= size { power *= 10 }
    for factor in [1.0, 2, 5] where power * factor >= size * (1 - 1e-9) { return power * factor }
    return power * 10
  }
}
