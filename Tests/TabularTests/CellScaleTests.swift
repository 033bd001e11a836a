import Parallel
import Testing

@testable import Tabular

@Suite("Cells that Float32s do not hold")
struct CellScaleTests {
  private func cells(_ random: inout RandomStream) -> [Double] {
    let kind = random.below(5)
    let cells = (0..<1 + random.below(60)).map { _ in
      switch kind {
      case 0: 62_220_000_000 + Double(random.below(100))
      case 1: Double(20_240_100 + random.below(1200))
      case 2: (20_000_000 + Double(random.below(500))) / 100
      case 3: Double(random.below(7) - 3) * .leastNonzeroMagnitude
      default: Double(random.below(1_000_000_000)) / 1_000_000_007
      }
    }
    return Set(cells.map { $0 + 0 }).sorted()
  }

  @Test("have Float32s in the same order, which stand for them and for what lies between")
  func order() {
    var random = RandomStream(seed: 3)
    for _ in 0..<500 {
      let cells = cells(&random)
      let middle = cells[random.below(cells.count)]
      let borders = [[], [middle, middle.nextUp, cells[0] - 1, 0.1]][random.below(2)]
      let scale = CellScale(cells: cells, borders: borders)
      let floats = cells.map(scale.float(ofCell:))
      #expect(zip(floats, floats.dropFirst()).allSatisfy { $0 < $1 })
      #expect(floats.map(scale.cell(ofFloat:)) == cells)
      for border in borders {
        let (cut, edge) = (scale.float(ofCut: border), scale.float(ofEdge: border))
        #expect(zip(cells, floats).allSatisfy { ($0 >= border) == ($1 >= cut) })
        #expect(zip(cells, floats).allSatisfy { ($0 <= border) == ($1 <= edge) })
        #expect(zip(cells, floats).allSatisfy { ($0 == border) == ($1 == edge) })
        #expect(scale.edge(ofFloat: edge) == border)
      }
      for _ in 0..<20 {
        let float = floats[random.below(floats.count)] * [1, 0.999, 1.001][random.below(3)]
        let edge = scale.edge(ofFloat: float)
        #expect(zip(cells, floats).allSatisfy { ($0 <= edge) == ($1 <= float) })
      }
      #expect(scale.edge(ofFloat: .greatestFiniteMagnitude) == .greatestFiniteMagnitude)
    }
  }

  @Test("are told from those that can be had back")
  func forms() {
    var random = RandomStream(seed: 4)
    for _ in 0..<2000 {
      let places = random.below(7)
      let power = (0..<places).reduce(1.0) { power, _ in power * 10 }
      let digits = [100, 10_000, 8_388_607, 100_000_000][random.below(4)]
      let numbers = (0..<30).map { _ in
        random.below(9) == 0 ? .nan : Double(random.below(2 * digits) - digits) / power
      }
      let floats = numbers.map { Float($0) }
      let form = numbers.withUnsafeBufferPointer { numbers in
        floats.withUnsafeBufferPointer { NumberForm(numbers, nearest: $0) }
      }
      if digits <= 8_388_607 { #expect(form != .doubles) }
      if form == .doubles { continue }
      for (number, float) in zip(numbers, floats) where !number.isNaN {
        #expect(form.number(float) == number)
      }
    }
    #expect(NumberForm.isDecimal(131_071.99) && !NumberForm.isDecimal(131_072.01))
    #expect(
      NumberForm.isDecimal(-0.384) && !NumberForm.isDecimal(1.0 / 3) && !NumberForm.isDecimal(20_240_101))
  }
}
