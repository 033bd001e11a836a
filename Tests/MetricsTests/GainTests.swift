import Parallel
import Testing

@testable import Metrics

@Suite("Gain, lift and captured money")
struct GainTests {
  @Test("agree with each row's chance to lie above the edge, averaged over the order of equal scores")
  func slowTwin() throws {
    var random = RandomStream(seed: 3)
    for _ in 0..<2000 {
      let sample = try randomSample(&random)
      let ranked = RankedSample(sample)
      let share = max(0.01, random.uniform())
      if let top = ranked.top(share: share) {
        let slow = SlowFigures.top(sample, rows: top.customers)
        #expect(top.customers == max(1, (Double(sample.count) * share).rounded()))
        #expect(nearlyEqual(top.losses, slow.losses))
        #expect(nearlyEqual(top.lostAssets, slow.lostAssets))
        #expect(nearlyEqual(top.precision, slow.losses / top.customers))
        let losses = Double(sample.losses.count { $0 })
        #expect(nearlyEqual(top.recall, losses > 0 ? slow.losses / losses : nil))
        #expect(
          nearlyEqual(
            top.lift, losses > 0 ? slow.losses / top.customers * Double(sample.count) / losses : nil))
      } else {
        #expect(sample.count == 0)
      }
      var customers = 0.0
      for row in ranked.gainTable() {
        customers += row.customers
        let slow = SlowFigures.top(sample, rows: customers)
        let losses = Double(sample.losses.count { $0 })
        #expect(nearlyEqual(row.capturedLosses, losses > 0 ? slow.losses / losses : nil))
      }
      #expect(customers == Double(sample.count))
    }
  }

  @Test("parts are as equal as whole customers allow, and hold all customers, losses and money")
  func partsAddUp() throws {
    var random = RandomStream(seed: 4)
    for weighted in [false, true] {
      for _ in 0..<500 {
        let sample = try randomSample(&random, weighted: weighted)
        let table = RankedSample(sample).gainTable()
        let total = RankedSample(sample).total
        #expect(nearlyEqual(table.reduce(0) { $0 + $1.customers }, total.weight))
        #expect(nearlyEqual(table.reduce(0) { $0 + $1.losses }, total.losses))
        #expect(nearlyEqual(table.reduce(0) { $0 + ($1.lostAssets ?? 0) }, total.lostAssets))
        #expect(table.map(\.part) == Array(0..<table.count).map { $0 + 1 })
        guard !weighted, let most = table.map(\.customers).max(), let least = table.map(\.customers).min()
        else {
          continue
        }
        #expect(most - least <= 1)
        #expect(least >= 1)
        #expect(table.last?.capturedLosses ?? 1 == 1)
      }
    }
  }

  @Test("a hand-made table comes out as counted by hand")
  func byHand() throws {
    // Twenty customers with scores 20 down to 1; losses are the customers with 20, 19, 17 and 3.
    let sample = try ScoredSample(
      scores: (1...20).map(Double.init), losses: (1...20).map { [20, 19, 17, 3].contains($0) },
      assets: (1...20).map { Double($0) * 100_000 }, lostAssets: (1...20).map { Double($0) * 50_000 })
    let table = RankedSample(sample).gainTable()
    #expect(table.count == 10)
    #expect(
      table[0]
        == GainRow(
          part: 1, customers: 2, losses: 2, lossRate: 1, lift: 5, capturedLosses: 0.5, lowestScore: 19,
          lostAssets: 1_950_000, capturedLostAssets: 1_950_000 / 2_950_000))
    #expect(table[1].losses == 1 && table[1].capturedLosses == 0.75)
    #expect(table[2].losses == 0 && table[2].lift == 0)
    #expect(table[8].capturedLosses == 1)
  }

  @Test("weighted rows count as copies of a row")
  func weightsAreCopies() throws {
    var random = RandomStream(seed: 5)
    for _ in 0..<500 {
      let sample = try randomSample(&random)
      let copies = (0..<sample.count).map { _ in random.below(4) }
      let rows = (0..<sample.count).flatMap { Array(repeating: $0, count: copies[$0]) }
      let copied = try ScoredSample(
        scores: rows.map { sample.scores[$0] }, losses: rows.map { sample.losses[$0] })
      let weighted = try ScoredSample(
        scores: sample.scores, losses: sample.losses, weights: copies.map(Double.init))
      #expect(RankedSample(copied).auc == RankedSample(weighted).auc)
      #expect(RankedSample(copied).kolmogorovSmirnov == RankedSample(weighted).kolmogorovSmirnov)
    }
  }
}
