import Configuration

/// What a leaf is worth, from the sums of the derivatives in it.
///
/// The objective's second-order estimate, twice: 2 G v + (H + l2) v² + 2 l1 |v|. It is least at
/// v = −shrunk(G) / (H + l2), where shrunk(G) is G moved towards 0 by l1 (Chen and Guestrin, "XGBoost", 2016).
struct LeafValue: Sendable {
  var l1: Double
  var l2: Double
  var lower = -Double.infinity
  var upper = Double.infinity

  init(_ options: TreeSettings, addedL2: Double = 0, bounds: NodeBounds) {
    l1 = options.l1
    l2 = options.l2 + addedL2
    (lower, upper) = (bounds.lower, bounds.upper)
  }

  /// The best value within the bounds; 0 where there is nothing to divide by.
  func value(gradient: Double, hessian: Double) -> Double {
    let shrunk = gradient > 0 ? max(gradient - l1, 0) : -max(-gradient - l1, 0)
    let free = -shrunk / (hessian + l2)
    return max(min(free.isFinite ? free : 0, upper), lower)
  }

  /// By how much twice the objective falls with the best value.
  func score(gradient: Double, hessian: Double) -> Double {
    if lower == -.infinity, upper == .infinity {
      let shrunk = max(gradient.magnitude - l1, 0)
      return shrunk * shrunk / (hessian + l2)
    }
    let value = value(gradient: gradient, hessian: hessian)
    return -2 * gradient * value - (hessian + l2) * value * value - 2 * l1 * value.magnitude
  }
}
