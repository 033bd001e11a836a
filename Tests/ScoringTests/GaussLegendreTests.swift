import Testing

@testable import Scoring

@Suite("Gauss-Legendre rules")
struct GaussLegendreTests {
  @Test("integrate polynomials of degree 2n - 1 exactly", arguments: [1, 2, 3, 4, 7, 8, 16, 33])
  func exactness(count: Int) {
    let rule = GaussLegendre(count: count)
    #expect(rule.points.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(zip(rule.points, rule.points.dropFirst()).allSatisfy { $0 < $1 })
    #expect(rule.weights.allSatisfy { $0 > 0 })
    for degree in 0..<2 * count {
      var sum = 0.0
      for (point, weight) in zip(rule.points, rule.weights) {
        var power = 1.0
        for _ in 0..<degree { power *= point }
        sum += weight * power
      }
      #expect((sum - 1 / Double(degree + 1)).magnitude < 1e-14)
    }
  }
}
