import Parallel
import Testing

@testable import Metrics

@Suite("Ranking rows")
struct RankedRowsTests {
  @Test("puts keys in falling order, equal ones in the order of their rows, many and few, both zeros alike")
  func order() {
    var random = RandomStream(seed: 31)
    for round in 0..<60 {
      let count = round % 2 == 0 ? random.below(50) : 1024 + random.below(3000)
      let distribution = random.below(4)
      let keys = (0..<count).map { _ -> Double in
        switch distribution {
        case 0: random.normal() * 1e6
        case 1: [-0.0, 0, 1, -1, .leastNonzeroMagnitude, 1e100, -1e100][random.below(7)]
        case 2: 3
        default: random.uniform()
        }
      }
      let expected = keys.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] > keys[$1] }
      #expect(descendingOrder(of: keys) == expected.map(Int32.init))
    }
  }

  @Test("the curve's points lie on the ranking, from few customers to all")
  func curve() throws {
    var random = RandomStream(seed: 32)
    for _ in 0..<300 {
      let sample = try randomSample(&random)
      let ranked = RankedSample(sample)
      let curve = ranked.curve()
      #expect(curve.isEmpty == (ranked.auc == nil))
      guard let last = curve.last else { continue }
      #expect(last.customers == 1 && last.losses == 1 && last.others == 1)
      #expect(
        zip(curve, curve.dropFirst()).allSatisfy {
          $0.losses <= $1.losses + 1e-12 && $0.others <= $1.others + 1e-12
        })
      for point in curve {
        let slow = SlowFigures.top(sample, rows: point.customers * Double(sample.count))
        #expect(nearlyEqual(point.losses, slow.losses / ranked.total.losses, within: 1e-9))
        if let lost = point.lostAssets {
          #expect(nearlyEqual(lost, slow.lostAssets / ranked.total.lostAssets, within: 1e-9))
        }
      }
    }
  }
}
