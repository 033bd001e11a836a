import Testing

@testable import Algebra
@testable import Parallel

@Suite("Dense algebra")
struct DenseAlgebraTests {
  private func random(_ count: Int, seed: UInt64) -> AlignedArray<Double> {
    var random = RandomStream(seed: seed)
    let array = AlignedArray<Double>(count: count)
    for index in 0..<count { array.view[index] = random.normal() }
    return array
  }

  @Test("products are those of plain loops", arguments: [(1, 1, 1), (7, 3, 9), (100, 20, 128)])
  func products(rows: Int, columns: Int, stride: Int) {
    let x = random(stride * columns, seed: 1)
    let vector = random(columns, seed: 2)
    let column = random(rows, seed: 3)
    let gram = AlignedArray<Double>(count: columns * columns)
    let product = AlignedArray<Double>(count: rows, repeating: 99)
    let transposed = AlignedArray<Double>(count: columns, repeating: 1)
    DenseAlgebra.addGram(of: x.view, rows: rows, columns: columns, stride: stride, to: gram.view)
    DenseAlgebra.multiply(
      x.view, rows: rows, columns: columns, stride: stride, by: vector.view, into: product.view)
    DenseAlgebra.addTransposed(
      x.view, rows: rows, columns: columns, stride: stride, times: column.view, to: transposed.view)
    for row in 0..<rows {
      let expected = (0..<columns).reduce(0) { $0 + x.view[$1 * stride + row] * vector.view[$1] }
      #expect((product.view[row] - expected).magnitude < 1e-11)
    }
    for a in 0..<columns {
      let expected = (0..<rows).reduce(1) { $0 + x.view[a * stride + $1] * column.view[$1] }
      #expect((transposed.view[a] - expected).magnitude < 1e-11)
      for b in 0...a {
        let expected = (0..<rows).reduce(0) { $0 + x.view[a * stride + $1] * x.view[b * stride + $1] }
        #expect((gram.view[b * columns + a] - expected).magnitude < 1e-11)
      }
    }
  }

  @Test("a Cholesky factor solves and inverts")
  func cholesky() throws {
    // A = [[4, 2], [2, 3]], inverse [[3, -2], [-2, 4]] / 8; the upper triangle is not read.
    let factor = try #require(CholeskyFactor([4, 2, 77, 3], order: 2))
    #expect((factor.leastPivotShare - 2.0 / 3).magnitude < 1e-14)
    let solution = factor.solve([8, 8])
    #expect((solution[0] - 1).magnitude < 1e-14 && (solution[1] - 2).magnitude < 1e-14)
    let diagonal = factor.inverseDiagonal()
    #expect((diagonal[0] - 0.375).magnitude < 1e-14 && (diagonal[1] - 0.5).magnitude < 1e-14)
  }

  @Test("matrices that are not positive definite have no factor")
  func noFactor() {
    #expect(CholeskyFactor([1, 2, 2, 1], order: 2) == nil)
    #expect(CholeskyFactor([.nan, 0, 0, 1], order: 2) == nil)
    #expect(CholeskyFactor([0], order: 1) == nil)
  }
}
