import Parallel

/// The rules of Gauss and Legendre that paths of different lengths need, each made once.
struct QuadratureRules {
  private var rules: [Int: GaussLegendre] = [:]

  /// The smallest rule that is exact for paths with so many different variables; see ``ForestContributor``.
  mutating func exact(forVariables count: Int) -> GaussLegendre {
    let points = max(1, (count + 1) / 2)
    if let rule = rules[points] { return rule }
    let rule = GaussLegendre(count: points)
    rules[points] = rule
    return rule
  }
}
