import Parallel
import Testing

@testable import Learning

@Suite("Rounded derivatives")
struct RoundingTests {
  private let team = ThreadTeam(threadCount: 2)

  private func rounding(
    _ rounded: RoundedDerivatives, gradients: [Float], hessians: [Float], seed: UInt32
  ) -> (scale: GradientScale, total: PackedSum) {
    var gradients = gradients
    var hessians = hessians
    return gradients.withUnsafeMutableBufferPointer { gradients in
      hessians.withUnsafeMutableBufferPointer { hessians in
        guard let first = gradients.baseAddress, let second = hessians.baseAddress else {
          return (GradientScale(gradientUnit: 1, hessianUnit: 1), .zero)
        }
        return rounded.round(
          gradients: SharedBuffer(base: first, count: gradients.count),
          hessians: SharedBuffer(base: second, count: hessians.count), count: gradients.count, seed: seed,
          team: team)
      }
    }
  }

  @Test("sums side by side come apart again, up to the very limits")
  func packing() {
    var random = RandomStream(seed: 21)
    let gradients = [0, 1, -1, PackedSum.gradientLimit - 1, 1 - PackedSum.gradientLimit]
    let hessians = [0, 1, PackedSum.hessianLimit - 1]
    for gradient in gradients {
      for hessian in hessians {
        let sum = PackedSum(gradient: gradient, hessian: hessian)
        #expect(sum.gradient == gradient && sum.hessian == hessian)
        // A part of it, and what is left.
        let part = PackedSum(
          gradient: gradient == 0 ? 0 : gradient.signum() * Int64(random.below(Int(gradient.magnitude) + 1)),
          hessian: Int64(random.below(Int(hessian) + 1)))
        let rest = sum - part
        #expect(rest.gradient == gradient - part.gradient && rest.hessian == hessian - part.hessian)
        #expect(part + rest == sum)
      }
    }
    // Gradients of both signs: a node's sum may be small where its parts are as large as they can be.
    let left = PackedSum(gradient: PackedSum.gradientLimit / 2, hessian: 5)
    let right = PackedSum(gradient: 1 - PackedSum.gradientLimit / 2, hessian: 7)
    #expect((left + right).gradient == 1 && (left + right).hessian == 12)
  }

  @Test("no sum reaches its limit, whatever the number of rows, their sizes and the limits")
  func limits() {
    var random = RandomStream(seed: 22)
    for round in 0..<400 {
      let count = 1 + random.below(3000)
      let scale = Float(2).power(random.below(60) - 30)
      let isEqual = random.below(3) == 0
      let gradients = (0..<count).map { _ in
        isEqual ? scale : scale * Float(random.normal()) * (random.below(50) == 0 ? 1e4 : 1)
      }
      let hessians = gradients.map { _ in random.below(5) == 0 ? 0 : scale * Float(random.uniform()) }
      // Limits that so few rows reach, down to fewer units than there are rows.
      let gradientLimit = Int64(1) << Int64(3 + random.below(29))
      let hessianLimit = Int64(1) << Int64(3 + random.below(30))
      let rounded = RoundedDerivatives(
        capacity: count, gradientLimit: gradientLimit, hessianLimit: hessianLimit)
      let (units, total) = rounding(rounded, gradients: gradients, hessians: hessians, seed: UInt32(round))
      var gradientSize: Int64 = 0
      var sum = PackedSum.zero
      for row in 0..<count {
        let pair = rounded.pairs.view[row]
        let gradient = Int64(Int16(truncatingIfNeeded: pair & 0xFFFF))
        gradientSize += Int64(gradient.magnitude)
        sum += PackedSum(gradient: gradient, hessian: Int64(pair >> 16))
        // Each to within a unit of what it was.
        #expect(
          (Double(gradient) * units.gradientUnit - Double(gradients[row])).magnitude <= units.gradientUnit)
        #expect(
          (Double(pair >> 16) * units.hessianUnit - Double(hessians[row])).magnitude <= units.hessianUnit)
      }
      #expect(gradientSize < gradientLimit && sum.hessian < hessianLimit, "round \(round)")
      #expect(sum == total)
    }
  }

  @Test("where units are coarse, rounding up and down by chance keeps sums right")
  func dithering() {
    let count = 40_000
    let gradients = [Float](repeating: 0.013, count: count)
    let hessians = [Float](repeating: 0.011, count: count)
    // Room for a fortieth of a unit per row.
    let rounded = RoundedDerivatives(capacity: count, gradientLimit: 1000, hessianLimit: 1000)
    var sums: [(gradient: Double, hessian: Double)] = []
    for seed in 0..<40 {
      let (units, total) = rounding(rounded, gradients: gradients, hessians: hessians, seed: UInt32(seed))
      sums.append((units.gradient(total), units.hessian(total)))
    }
    let mean = sums.reduce(0) { $0 + $1.gradient } / 40
    #expect((mean - 0.013 * 40_000).magnitude < 0.02 * 0.013 * 40_000)
    let hessianMean = sums.reduce(0) { $0 + $1.hessian } / 40
    #expect((hessianMean - 0.011 * 40_000).magnitude < 0.02 * 0.011 * 40_000)
    #expect(sums.contains { $0.gradient != sums[0].gradient }, "each seed draws anew")
  }

  @Test("equal weights of 2 round to the same whole numbers, worth twice as much")
  func doubleWeights() {
    var random = RandomStream(seed: 23)
    let gradients = (0..<500).map { _ in Float(random.normal()) }
    let hessians = (0..<500).map { _ in Float(random.uniform()) }
    let plain = RoundedDerivatives(capacity: 500)
    let double = RoundedDerivatives(capacity: 500)
    let (units, total) = rounding(plain, gradients: gradients, hessians: hessians, seed: 1)
    let (doubleUnits, doubleTotal) = rounding(
      double, gradients: gradients.map { 2 * $0 }, hessians: hessians.map { 2 * $0 }, seed: 2)
    #expect(total == doubleTotal)
    #expect(doubleUnits.gradientUnit == 2 * units.gradientUnit)
    #expect(Array(plain.pairs.view.elements) == Array(double.pairs.view.elements))
  }
}

extension Float {
  /// The number to a whole power.
  fileprivate func power(_ exponent: Int) -> Float {
    (0..<exponent.magnitude).reduce(1) { product, _ in exponent < 0 ? product / self : product * self }
  }
}
