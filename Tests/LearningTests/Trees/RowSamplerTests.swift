import Configuration
import Parallel
import Testing

@testable import Learning

@Suite("Drawing of rows")
struct RowSamplerTests {
  private let team = ThreadTeam(threadCount: 2)

  private struct Bench {
    var matrix: BinnedMatrix
    var derivatives: Derivatives
  }

  /// A table whose margins differ widely, so that chances do.
  private func bench(rows: Int, seed: UInt64, weighted: Bool = false) throws -> Bench {
    var tables = RandomTables(seed: seed)
    let set = try tables.table(rows: rows, numeric: 3, weighted: weighted)
    let derivatives = Derivatives(set, baseMargin: 0, team: team)
    for row in 0..<rows { derivatives.margins.view[row] = 2 * tables.random.normal() - 2 }
    _ = derivatives.update(team: team)
    return Bench(matrix: BinnedMatrix(set, binLimit: 255, team: team), derivatives: derivatives)
  }

  @Test("about as many rows are drawn as asked for, and their codes come along", arguments: [0.05, 0.3, 0.9])
  func size(share: Double) throws {
    for (rows, method) in [
      (40_000, RowSampler.Method.minimalVariance(share: share)), (40_000, .uniform(share: share)),
    ] {
      let bench = try bench(rows: rows, seed: 31)
      let sampler = RowSampler(bench.matrix, derivatives: bench.derivatives, method: method, team: team)
      let drawn = sampler.draw(variables: [0, 2], seed: 5)
      #expect((Double(drawn.count) / Double(rows) - share).magnitude < 0.05 * share)
      for index in stride(from: 0, to: drawn.count, by: 37) {
        let row = sampler.tableRow(index)
        #expect(index == 0 || sampler.tableRow(index - 1) < row)
        for (slot, variable) in drawn.drawn.enumerated() {
          let code = drawn.codes[index * drawn.stride + Int(drawn.columns[slot])]
          #expect(code == bench.matrix.code(row: row, variable: variable))
        }
      }
    }
  }

  @Test(
    "sums over a sample of minimal variance are right on average, and nearer than those over a uniform one")
  func variance() throws {
    let rows = 20_000
    let bench = try bench(rows: rows, seed: 32, weighted: true)
    let group = (0..<rows).filter { bench.matrix.code(row: $0, variable: 2) % 3 == 0 }
    let isInGroup = Set(group)
    let exact = group.reduce(0.0) { $0 + Double(bench.derivatives.gradients.view[$1]) }
    func sums(_ method: RowSampler.Method, scale: Double) -> [Double] {
      let sampler = RowSampler(bench.matrix, derivatives: bench.derivatives, method: method, team: team)
      return (0..<200).map { seed in
        let drawn = sampler.draw(variables: [2], seed: UInt32(seed) &* 0x9E37_79B9)
        var sum: Int64 = 0
        for index in 0..<drawn.count where isInGroup.contains(sampler.tableRow(index)) {
          sum += Int64(Int16(truncatingIfNeeded: drawn.pairs[index] & 0xFFFF))
        }
        return Double(sum) * drawn.scale.gradientUnit * scale
      }
    }
    func distribution(_ sums: [Double]) -> Double {
      (sums.reduce(0) { $0 + ($1 - exact) * ($1 - exact) } / Double(sums.count)).squareRoot()
    }
    let minimal = sums(.minimalVariance(share: 0.1), scale: 1)
    let uniform = sums(.uniform(share: 0.1), scale: 10)
    let mean = minimal.reduce(0, +) / 200
    #expect((mean - exact).magnitude < 4 * distribution(minimal) / 200.0.squareRoot())
    #expect(distribution(minimal) < 0.8 * distribution(uniform))
  }

  @Test("the same seed draws the same rows on any number of threads, another one others")
  func seeds() throws {
    let bench = try bench(rows: 50_000, seed: 33)
    func rows(threads: Int, seed: UInt32) -> [Int] {
      let sampler = RowSampler(
        bench.matrix, derivatives: bench.derivatives, method: .minimalVariance(share: 0.1),
        team: ThreadTeam(threadCount: threads))
      return (0..<sampler.draw(variables: [1], seed: seed).count).map { sampler.tableRow($0) }
    }
    let one = rows(threads: 1, seed: 8)
    #expect(rows(threads: 5, seed: 8) == one)
    #expect(rows(threads: 1, seed: 9) != one)
  }

  @Test("a tenth of the rows, or a hundred thousand where that is more, unless said otherwise")
  func byItself() {
    var options = TreeSettings()
    #expect(options.sampling(rowCount: 5_000_000) == .minimalVariance(share: 0.1))
    #expect(options.sampling(rowCount: 250_000) == .minimalVariance(share: 0.4))
    #expect(options.sampling(rowCount: 120_000) == .all && options.sampling(rowCount: 1) == .all)
    options.sampleShare = 1
    #expect(options.sampling(rowCount: 5_000_000) == .all)
    options.sampleShare = 0.5
    #expect(options.sampling(rowCount: 100) == .minimalVariance(share: 0.5))
    options.rowShare = 0.5
    #expect(options.sampling(rowCount: 5_000_000) == .uniform(share: 0.5))
  }
}
