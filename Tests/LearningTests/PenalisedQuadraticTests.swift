import Configuration
import Parallel
import Testing

@testable import Learning

@Suite("A quadratic with an elastic net's penalty")
struct PenalisedQuadraticTests {
  @Test("meets the conditions of a minimum, by plain loops, also where columns are sums of others")
  func conditions() {
    var random = RandomStream(seed: 76)
    var zeros = 0
    for round in 0..<1500 {
      let order = 1 + random.below(14)
      // Fewer rows than columns in half of the cases, and copies and sums of columns.
      let rows = round % 2 == 0 ? 30 : 1 + random.below(8)
      var columns = [[Double](repeating: 1, count: rows)]
      while columns.count < order {
        switch random.below(4) {
        case 0: columns.append(columns[random.below(columns.count)])
        case 1:
          let (a, b) = (columns[random.below(columns.count)], columns[random.below(columns.count)])
          columns.append(zip(a, b).map { $0 - 2 * $1 })
        default: columns.append((0..<rows).map { _ in random.normal() })
        }
      }
      let goal = (0..<rows).map { _ in random.normal() }
      func product(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / Double(rows)
      }
      let gram = columns.flatMap { a in columns.map { product(a, $0) } }
      let slope = columns.map { -product($0, goal) }
      let (absolute, ridge) = ([0, 0.01, 0.1, 0.5][random.below(4)], [0, 0.02][random.below(2)])
      let signs = (0..<order).map { _ in
        [nil, nil, .positive, .negative][random.below(4)] as LogisticSettings.Sign?
      }
      var model = PenalisedQuadratic(
        gram: gram, slope: slope, coefficients: [Double](repeating: 0, count: order), absolute: absolute,
        ridge: ridge, signs: signs)
      model.minimise(tolerance: 1e-9)
      let beta = model.coefficients
      for column in 0..<order {
        var pull = slope[column]
        for other in 0..<order { pull += gram[other * order + column] * beta[other] }
        #expect((pull - model.slope[column]).magnitude < 1e-9 * (1 + beta.map(\.magnitude).reduce(0, +)))
        if column > 0 { pull += ridge * beta[column] }
        let bound = column == 0 ? 0 : absolute
        if column > 0, beta[column] == 0 {
          zeros += 1
          // Nothing pulls it up that may go up, nor down that may go down.
          if signs[column] != .negative { #expect(-pull <= bound + 1e-7, "round \(round)") }
          if signs[column] != .positive { #expect(pull <= bound + 1e-7, "round \(round)") }
        } else {
          #expect((pull + (beta[column] > 0 ? bound : -bound)).magnitude < 1e-7, "round \(round)")
          if column > 0, let sign = signs[column] { #expect((beta[column] > 0) == (sign == .positive)) }
        }
      }
    }
    #expect(zeros > 1000)
  }

  @Test("finds soon what coordinate descent creeps to, where columns tell nearly the same")
  func nearlyTheSame() {
    // Two columns of correlation 1 − 10⁻⁹: one coordinate at a time, each pass goes 10⁻⁹ of the way.
    let near = 1 - 1e-9
    var model = PenalisedQuadratic(
      gram: [1, 0, 0, 0, 1, near, 0, near, 1], slope: [0, -1, -1 + 2e-9], coefficients: [0, 0, 0],
      absolute: 0, ridge: 0, signs: [nil, nil, nil])
    model.minimise(tolerance: 1e-15)
    // By hand: b + ρc = 1 and ρb + c = 1 − 2·10⁻⁹ have the sum (2 − 2·10⁻⁹) / (1 + ρ) = 1 and the difference 2.
    #expect((model.coefficients[1] + model.coefficients[2] - 1).magnitude < 1e-6)
    #expect((model.coefficients[1] - model.coefficients[2] - 2).magnitude < 1e-2, "\(model.coefficients)")
  }
}
