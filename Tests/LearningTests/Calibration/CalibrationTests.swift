import Foundation
import Parallel
import Scoring
import Testing

@testable import Learning

@Suite("Learnt calibration")
struct CalibrationTests {
  /// Margins with the outcome, where `bent` says how the true log odds follow from the margin.
  private func sample(
    _ count: Int, _ random: inout RandomStream, levels: Int? = nil, bent: (Double) -> Double = { $0 }
  ) -> CalibrationRows {
    let margins = (0..<count).map { _ in
      let margin = random.uniform() * 8 - 5
      return levels.map { (margin * Double($0)).rounded() / Double($0) } ?? margin
    }.sorted()
    return CalibrationRows(
      margins: margins, losses: margins.map { random.chance(1 / (1 + exp(-bent($0)))) })
  }

  /// The loss rate of each row by the min–max formula, and neighbours without losses or others joined.
  private func slowIsotonic(_ rows: CalibrationRows) -> [Double]? {
    let count = rows.margins.count
    func mean(_ first: Int, _ last: Int) -> Double {
      Double(rows.losses[first...last].count { $0 }) / Double(last - first + 1)
    }
    let rates = (0..<count).map { row in
      let starts = (0...row).filter { $0 == 0 || rows.margins[$0 - 1] != rows.margins[$0] }
      let ends = (row..<count).filter { $0 == count - 1 || rows.margins[$0 + 1] != rows.margins[$0] }
      return starts.map { first in ends.map { mean(first, $0) }.min() ?? 0 }.max() ?? 0
    }
    var pools: [[Int]] = []
    for row in rates.indices {
      if let last = pools.last?.last, abs(rates[last] - rates[row]) < 1e-12 {
        pools[pools.count - 1].append(row)
      } else {
        pools.append([row])
      }
    }
    func losses(_ pool: [Int]) -> Int { pool.count { rows.losses[$0] } }
    while pools.count > 1, losses(pools[0]) == 0 {
      let first = pools.removeFirst()
      pools[0] = first + pools[0]
    }
    while pools.count > 1, let last = pools.last, losses(last) == last.count {
      pools.removeLast()
      pools[pools.count - 1] += last
    }
    guard count > 0, pools.allSatisfy({ losses($0) > 0 && losses($0) < $0.count }) else { return nil }
    return pools.map { pool in pool.reduce(0) { $0 + rows.margins[$1] } / Double(pool.count) }
      + pools.map { log(Double(losses($0)) / Double($0.count - losses($0))) }
  }

  @Test("isotonic knots agree with the min–max formula, ties, one class and few rows included")
  func isotonic() {
    var random = RandomStream(seed: 5, stream: 0)
    var found = 0
    for _ in 0..<2000 {
      let rows = sample(random.below(25), &random, levels: 1 + random.below(3))
      let (fast, slow) = (rows.isotonic, slowIsotonic(rows))
      #expect((fast == nil) == (slow == nil), "\(rows)")
      guard let fast, let slow else { continue }
      found += 1
      #expect(fast.count == slow.count && zip(fast, slow).allSatisfy { abs($0 - $1) < 1e-9 }, "\(rows)")
      #expect(Calibration(method: .isotonic, figures: fast).problem == nil)
    }
    #expect(found > 500)
  }

  @Test(
    "Platt's and the beta correction are the likeliest: the residuals are at right angles to their columns")
  func likeliest() throws {
    var random = RandomStream(seed: 6, stream: 0)
    for _ in 0..<40 {
      let (slope, shift) = (0.5 + random.uniform(), random.uniform() * 2 - 1)
      let rows = sample(400 + random.below(400), &random) { slope * $0 + shift }
      for (method, columns) in [
        (Calibration.Method.platt, [{ (margin: Double) in margin }, { _ in 1 }]),
        (.beta, [{ -log1p(exp(-$0)) }, { log1p(exp($0)) }, { _ in 1 }]),
      ] {
        let calibration = try #require(rows.fit(method))
        for (index, column) in columns.enumerated()
        where index == columns.count - 1 || calibration.figures[index] > 0 {
          let sum = zip(rows.margins, rows.losses).reduce(0.0) { sum, row in
            sum + (1 / (1 + exp(-calibration.margin(of: row.0))) - (row.1 ? 1 : 0)) * column(row.0)
          }
          #expect(abs(sum) < 1e-3, "\(method) \(index) \(sum)")
        }
      }
    }
  }

  @Test("finds what was done to the margins")
  func recovery() throws {
    var random = RandomStream(seed: 7, stream: 0)
    let rows = sample(60_000, &random) { 0.6 * $0 - 0.8 }
    let platt = try #require(rows.fit(.platt))
    #expect(abs(platt.figures[0] - 0.6) < 0.03 && abs(platt.figures[1] + 0.8) < 0.05, "\(platt)")
    for method in [Calibration.Method.beta, .isotonic] {
      let fit = try #require(rows.fit(method))
      for margin in [-3.5, -2, 0, 2] {
        #expect(abs(fit.margin(of: margin) - (0.6 * margin - 0.8)) < 0.25, "\(method) \(margin)")
      }
    }
  }

  @Test("what comes true already stays, in most samples; what does not is corrected, and new rows gain by it")
  func choice() throws {
    let trainer = CalibrationTrainer(team: ThreadTeam(threadCount: 2))
    var random = RandomStream(seed: 8, stream: 0)
    var kept = 0
    for _ in 0..<40 {
      let rows = sample(1500, &random)
      let folds = rows.margins.map { _ in random.below(CalibrationTrainer.folds) }
      if trainer.fit(margins: rows.margins, losses: rows.losses, folds: folds).calibration == nil {
        kept += 1
      }
    }
    #expect(kept >= 30, "\(kept)")
    for bend in [{ 0.5 * $0 - 1 }, { $0 > 0 ? 0.2 * $0 : 1.5 * $0 }, { 1.6 * $0 + 0.5 }]
      as [(Double) -> Double]
    {
      let rows = sample(4000, &random, bent: bend)
      let folds = rows.margins.map { _ in random.below(CalibrationTrainer.folds) }
      let fit = trainer.fit(margins: rows.margins, losses: rows.losses, folds: folds)
      let calibration = try #require(fit.calibration)
      #expect(fit.trials.count == 4 && fit.trials[0].method == nil)
      let least = fit.trials.compactMap(\.logLoss).min()
      #expect(fit.trials.first { $0.method == calibration.method }?.logLoss == least)
      let fresh = sample(20_000, &random, bent: bend)
      let (before, after) = (loss(fresh) { $0 }, loss(fresh) { calibration.margin(of: $0) })
      #expect(after < before - 0.005, "\(before) \(after)")
    }
  }

  private func loss(_ rows: CalibrationRows, _ change: (Double) -> Double) -> Double {
    zip(rows.margins, rows.losses).reduce(0) { $0 + logLoss(margin: change($1.0), label: $1.1 ? 1 : 0) }
      / Double(rows.margins.count)
  }

  @Test("depends neither on the order of rows nor on the number of threads; too few rows teach nothing")
  func determinism() {
    var random = RandomStream(seed: 9, stream: 0)
    let rows = sample(1000, &random, levels: 20) { 0.4 * $0 }
    let folds = rows.margins.map { _ in random.below(CalibrationTrainer.folds) }
    let one = CalibrationTrainer(team: ThreadTeam(threadCount: 1))
      .fit(margins: rows.margins, losses: rows.losses, folds: folds)
    let order = rows.margins.indices.sorted { ($0 &* 7919) % 1000 < ($1 &* 7919) % 1000 }
    let other = CalibrationTrainer(team: ThreadTeam(threadCount: 3)).fit(
      margins: order.map { rows.margins[$0] }, losses: order.map { rows.losses[$0] },
      folds: order.map { folds[$0] })
    #expect(one == other && one.calibration != nil)
    let few = sample(60, &random)
    let none = CalibrationTrainer(team: ThreadTeam(threadCount: 1))
      .fit(margins: few.margins, losses: few.losses, folds: few.margins.map { _ in 0 })
    #expect(none == CalibrationTrainer.Fit(calibration: nil, trials: []))
  }

  @Test("every correction rises strictly, far out too, and one that does not is refused")
  func rising() throws {
    var random = RandomStream(seed: 10, stream: 0)
    let rows = sample(800, &random, levels: 4) { 0.7 * $0 + 0.3 }
    for method in Calibration.Method.allCases {
      let calibration = try #require(rows.fit(method))
      let margins = stride(from: -40.0, through: 20, by: 0.25).map { $0 }
      let after = margins.map { calibration.margin(of: $0) }
      #expect(zip(after, after.dropFirst()).allSatisfy { $0 < $1 }, "\(method)")
      #expect(calibration.margin(of: 800).isFinite && calibration.margin(of: -800).isFinite)
    }
    for (method, figures) in [
      (Calibration.Method.platt, [0.0, 1]), (.platt, [-1, 0]), (.platt, [1]), (.platt, [.nan, 0]),
      (.beta, [0, 0, 1]), (.beta, [-1, 2, 0]), (.beta, [1, 1]), (.isotonic, []), (.isotonic, [1, 2, 3]),
      (.isotonic, [1, 1, 0, 2]), (.isotonic, [1, 2, 3, 3]), (.isotonic, [1, .infinity, 3, 4]),
    ] as [(Calibration.Method, [Double])] {
      #expect(Calibration(method: method, figures: figures).problem != nil, "\(method) \(figures)")
    }
  }
}
