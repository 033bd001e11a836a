import Parallel
import Testing

@testable import Tabular

@Suite("Float32s that compare as Float64s do")
struct ThresholdScaleTests {
  /// Thresholds as models and people have them: decimals, dates, account codes, tiny and huge ones, neighbours.
  private func thresholds(_ random: inout RandomStream) -> [Double] {
    let count = random.below(40)
    var found = (0..<count).map { _ in
      switch random.below(9) {
      case 0: Double(random.below(2000) - 1000) / 1000 + 0.0005
      case 1: 20_240_100.5 + Double(random.below(30))
      case 2: 62_220_000_000_000 + Double(random.below(100)) + 0.5
      case 3: Double(random.below(20) - 10) * .leastNonzeroMagnitude
      case 4: [0, -0.0, 1e300, -1e300, .greatestFiniteMagnitude, 3.5e38, -3.5e38][random.below(7)]
      case 5: Double(Float.greatestFiniteMagnitude) * (1 + Double(random.below(5) - 2) * 1e-8)
      case 6: Double(Float(random.below(100)) / 7)
      case 7: Double(random.below(20) - 10) * 1e-45
      default: Double(bitPattern: UInt64(random.below(1 << 50))) - 1
      }
    }
    for threshold in found.prefix(random.below(5)) { found += [threshold.nextUp, threshold.nextDown] }
    return found.filter(\.isFinite)
  }

  @Test("at every threshold, one step either side, and everywhere else")
  func comparisons() {
    var random = RandomStream(seed: 17)
    for _ in 0..<2000 {
      let scale = ThresholdScale(thresholds(&random))
      #expect(zip(scale.floats, scale.floats.dropFirst()).allSatisfy { $0 < $1 })
      #expect(scale.floats.allSatisfy { $0.isFinite })
      var cells: [Double] = [
        0, -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 1e-45, .infinity, -.infinity, 1e308,
        20_240_115, 0.1,
      ]
      for threshold in scale.thresholds {
        cells += [threshold, threshold.nextUp, threshold.nextDown, threshold + 1, Double(Float(threshold))]
      }
      for cell in cells {
        let float = scale.float(ofCell: cell)
        let isRight = zip(scale.thresholds, scale.floats).allSatisfy { (cell <= $0) == (float <= $1) }
        #expect(isRight, "\(cell) became \(float) among \(scale.thresholds)")
        if scale.keepsFloats, cell.magnitude < 1e38 {
          #expect((Double(float) - cell).magnitude <= Double(Float(cell).ulp))
        }
      }
      #expect(scale.float(ofCell: .nan).isNaN)
    }
  }

  @Test("thresholds are found both ways, and a code between two neighbours is one Float32")
  func lookUp() throws {
    var random = RandomStream(seed: 18)
    for _ in 0..<500 {
      let special = thresholds(&random).first ?? 3
      let scale = ThresholdScale(thresholds(&random) + [special, special.nextDown])
      for (threshold, float) in zip(scale.thresholds, scale.floats) {
        #expect(scale.float(ofThreshold: threshold) == float && scale.threshold(ofFloat: float) == threshold)
      }
      let float = try #require(scale.float(ofThreshold: special + 0))
      #expect(scale.float(ofThreshold: (special + 0).nextDown) == float.nextDown)
      #expect(scale.float(ofCell: special) == float)
      #expect(scale.float(ofCell: special.nextUp) != float && scale.float(ofCell: special.nextDown) != float)
    }
    #expect(ThresholdScale([2, 1]).threshold(ofFloat: 1.5) == nil)
    #expect(ThresholdScale([2, 1]).float(ofThreshold: 1.5) == nil)
  }

  @Test("Float32s stand for themselves wherever they can")
  func floats() {
    let scale = ThresholdScale([0.1, 2.5, 131_072.01])
    #expect(scale.keepsFloats)
    for float in [0, 0.1, 0.25, 2.5, 131_072, 131_072.02] as [Float] {
      #expect(scale.float(ofCell: Double(float)) == float)
    }
    #expect(!ThresholdScale([62_220_000_000.5, 62_220_000_001.5]).keepsFloats)
  }
}
