import Foundation
import Parallel
import Testing

@testable import Metrics

@Suite("The bootstrap")
struct BootstrapTests {
  private func withCustomers(_ sample: ScoredSample, _ random: inout RandomStream) throws -> ScoredSample {
    let most = 1 + random.below(max(1, sample.count))
    return try ScoredSample(
      scores: sample.scores, losses: sample.losses, weights: sample.weights, assets: sample.assets,
      lostAssets: sample.lostAssets, customers: sample.scores.map { _ in Int32(3 * random.below(most)) })
  }

  /// Each row as often as its customer was drawn, one below the other.
  private func drawn(_ sample: ScoredSample, _ times: [Int]) throws -> ScoredSample {
    let rows = sample.scores.indices.flatMap { Array(repeating: $0, count: times[$0]) }
    return try ScoredSample(
      scores: rows.map { sample.scores[$0] }, losses: rows.map { sample.losses[$0] },
      weights: sample.weights.map { weights in rows.map { weights[$0] } },
      assets: sample.assets.map { assets in rows.map { assets[$0] } },
      lostAssets: sample.lostAssets.map { lost in rows.map { lost[$0] } })
  }

  @Test("agrees with evaluating each round's rows written out", arguments: [false, true], [false, true])
  func slowTwin(weighted: Bool, byCustomer: Bool) throws {
    var random = RandomStream(seed: (weighted ? 2 : 0) + (byCustomer ? 1 : 0))
    let team = ThreadTeam(threadCount: 2)
    let shares = [0.01, 0.1, 0.5]
    for seed in 0..<150 {
      var sample = try randomSample(&random, weighted: weighted)
      if byCustomer { sample = try withCustomers(sample, &random) }
      let ranked = RankedRows(sample)
      let keys = sample.scores.indices.map { sample.scores[$0] * (sample.assets?[$0] ?? 1) }
      let bootstrap = Bootstrap(rounds: 4, seed: UInt64(seed), team: team)
      let rounds = bootstrap.run(
        sample, ranked, byExpectedLoss: RankedRows(sample, by: keys), areProbabilities: true, shares: shares)
      let owners =
        sample.customers.map { $0.map(Int.init) }
        ?? {
          var owners = sample.scores.indices.map { $0 }
          for (rank, row) in ranked.rows.enumerated() { owners[Int(row)] = rank }
          return owners
        }()
      let present = Set(owners).sorted()
      let positions = Dictionary(uniqueKeysWithValues: zip(present, present.indices))
      #expect(rounds.customers == present.count)
      for round in 0..<4 {
        let counts = AlignedArray<UInt8>(count: present.count)
        bootstrap.draw(round, into: counts.view)
        let times = owners.map { Int(counts.view[positions[$0] ?? 0]) }
        let again = try drawn(sample, times)
        let figures = rounds.figures[round]
        let slow = RankedSample(again)
        func equal(_ fast: Double, _ slow: Double?) -> Bool {
          nearlyEqual(fast.isNaN ? nil : fast, slow, within: 1e-9)
        }
        #expect(equal(figures.auc, slow.auc))
        #expect(equal(figures.kolmogorovSmirnov, slow.kolmogorovSmirnov?.value))
        #expect(equal(figures.averagePrecision, slow.averagePrecision))
        let probabilities = ProbabilityFigures(again)
        #expect(equal(figures.logLoss, probabilities?.logLoss))
        #expect(equal(figures.brier, probabilities?.brier))
        let byLoss = RankedSample(again, by: zip(again.scores, again.assets ?? []).map { $0 * $1 })
        for (index, share) in shares.enumerated() {
          for (list, slow) in [
            (rounds.lists[3 * round + index], slow.top(share: share)),
            (rounds.listsByExpectedLoss[3 * round + index], byLoss.top(share: share)),
          ] {
            #expect(equal(list.precision, slow?.precision))
            #expect(equal(list.recall, slow?.recall))
            #expect(equal(list.lift, slow?.lift))
            #expect(equal(list.capturedLostAssets, slow?.capturedLostAssets))
          }
        }
      }
    }
  }

  @Test("draws as many customers as there are, each as likely as any other")
  func drawing() {
    let counts = AlignedArray<UInt8>(count: 1000)
    let bootstrap = Bootstrap(seed: 5, team: ThreadTeam(threadCount: 1))
    var sums = [Int](repeating: 0, count: 1000)
    var never = 0
    for round in 0..<400 {
      bootstrap.draw(round, into: counts.view)
      #expect(counts.view.elements.reduce(0) { $0 + Int($1) } == 1000)
      never += counts.view.elements.count { $0 == 0 }
      for (customer, count) in counts.view.elements.enumerated() { sums[customer] += Int(count) }
    }
    // (1 − 1/1000)¹⁰⁰⁰ = 0.36770; 400,000 of them have a standard error of 0.0005.
    #expect(abs(Double(never) / 400_000 - 0.3677) < 0.003)
    // Each customer is drawn 400 times, give or take 20; six standard errors for the furthest of a thousand.
    #expect(sums.allSatisfy { abs($0 - 400) < 120 })
  }

  @Test("gives the same figures for any number of threads and any order of rows")
  func deterministic() throws {
    var random = RandomStream(seed: 77)
    let scores = (0..<3000).map { _ in (random.uniform() * 200).rounded() / 200 }
    let losses = scores.map { random.chance($0 * 0.4) }
    let assets = scores.map { _ in 200_000 + random.uniform() * 1e6 }
    func evaluation(_ rows: [Int], threads: Int) throws -> Evaluation {
      let sample = try ScoredSample(
        scores: rows.map { scores[$0] }, losses: rows.map { losses[$0] }, assets: rows.map { assets[$0] },
        lostAssets: rows.map { losses[$0] ? assets[$0] / 2 : 0 })
      return Evaluation(
        sample, bootstrap: Bootstrap(rounds: 40, seed: 1, team: ThreadTeam(threadCount: threads)))
    }
    let rows = Array(0..<3000)
    let one = try evaluation(rows, threads: 1)
    #expect(try evaluation(rows, threads: 2) == one && evaluation(rows, threads: 5) == one)
    #expect(try evaluation(rows.shuffled(using: &random), threads: 2) == one)
    let bootstrap = try #require(one.bootstrap)
    let interval = try #require(bootstrap.auc)
    let auc = try #require(one.auc)
    #expect(interval.lower < auc && auc < interval.upper)
    // DeLong's interval asks the same question.
    let delong = try #require(one.aucInterval)
    #expect(abs((interval.upper - interval.lower) / (delong.upper - delong.lower) - 1) < 0.4)
  }

  @Test("of nobody, of one row, of one class and of no weight has no intervals where there is no figure")
  func degenerate() throws {
    let bootstrap = Bootstrap(rounds: 5, seed: 1, team: ThreadTeam(threadCount: 1))
    #expect(try Evaluation(ScoredSample(scores: [], losses: []), bootstrap: bootstrap).bootstrap == nil)
    let one = try Evaluation(
      ScoredSample(scores: [0.5], losses: [true], assets: [1], lostAssets: [1]), bootstrap: bootstrap)
    #expect(one.bootstrap?.auc == nil && one.bootstrap?.customers == 1)
    #expect(one.bootstrap?.lists.first?.byProbability.recall == Interval(lower: 1, upper: 1))
    let none = try Evaluation(
      ScoredSample(scores: [0.5, 0.6], losses: [false, false]), bootstrap: bootstrap)
    #expect(none.bootstrap?.averagePrecision == nil && none.bootstrap?.logLoss != nil)
    let weightless = try Evaluation(
      ScoredSample(scores: [0.5, 0.6], losses: [true, false], weights: [0, 0]), bootstrap: bootstrap)
    #expect(weightless.bootstrap?.auc == nil && weightless.bootstrap?.lists.isEmpty == false)
  }
}
