import Parallel

/// The chance of each cause to strike next month, as the customer's hidden state stands at the month's end.
struct LossChances {
  private var values = SIMD16<Double>(repeating: 0)

  subscript(cause: LossCause) -> Double {
    get { values[cause.index] }
    set { values[cause.index] = min(0.97, max(0, newValue)) }
  }

  /// The chance that any strikes: `1 − Π (1 − pᵢ)`.
  var combined: Double {
    var escape = 1.0
    for cause in LossCause.allCases.indices { escape *= 1 - values[cause] }
    return 1 - escape
  }

  /// At most one cause, each in proportion to its chance.
  func draw(from random: inout RandomStream) -> LossCause? {
    guard random.chance(combined) else { return nil }
    var rest = random.uniform() * values.sum()
    for (position, cause) in LossCause.allCases.enumerated() {
      rest -= values[position]
      if rest < 0 { return cause }
    }
    return LossCause.allCases.last { self[$0] > 0 }
  }
}
