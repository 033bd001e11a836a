import Parallel
import Testing

@testable import Scoring

@Suite("Slopes of linear terms")
struct SlopeTests {
  private static func term(weight: Double, scale: Double = 1) -> NumericTerm {
    NumericTerm(
      variable: 0, lowest: -.infinity, highest: .infinity, imputation: 0, mean: 0, scale: scale,
      weight: weight)
  }

  @Test("are the weights per unit to 29 bits, and give exact products with every Float32")
  func exactProducts() {
    var random = RandomStream(seed: 8)
    var worst = (ofExact: 0.0, ofProduct: 0.0)
    for _ in 0..<100_000 {
      let term = Self.term(weight: random.uniform(-5..<5), scale: random.uniform(1e-3..<1e6))
      let exact = term.weight / term.scale
      worst.ofExact = max(worst.ofExact, (term.slope - exact).magnitude / exact.ulp)
      let value = Double(Float(bitPattern: UInt32(random.below(0x7f80_0000))))
      let product = term.slope * value
      // What is left of the product after rounding, computed without rounding.
      worst.ofProduct = max(worst.ofProduct, (-product).addingProduct(term.slope, value).magnitude)
    }
    // Half a unit of the 29th bit, in units of the 53rd.
    #expect(worst.ofExact <= 0x1p23 && worst.ofExact > 0x1p22)
    #expect(worst.ofProduct == 0)
  }

  @Test("beyond what products can hold are 0 or the largest, and none rounds up to infinity")
  func ends() {
    #expect(Self.term(weight: 1e-300).slope == 0 && Self.term(weight: -.leastNonzeroMagnitude).slope == 0)
    #expect(Self.term(weight: 0).slope == 0)
    for weight in [1e300, Double.greatestFiniteMagnitude] {
      let slope = Self.term(weight: weight).slope
      #expect(slope.isFinite && slope > 0.99e250 && slope < 1.01e250)
      #expect(Self.term(weight: -weight).slope == -slope)
      #expect((slope * Double(Float.greatestFiniteMagnitude)).isFinite)
    }
  }
}
