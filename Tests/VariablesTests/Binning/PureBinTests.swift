import Configuration
import Foundation
import Parallel
import Testing

@testable import Variables

/// Bins of one class alone are the strongest evidence there is.
@Suite("Pure bins")
struct PureBinTests {
  /// Rows of a number: (value, kept, lost).
  private func rows(_ parts: [(Float, Int, Int)]) -> (values: [Float], labels: [UInt8]) {
    var (values, labels): ([Float], [UInt8]) = ([], [])
    for (value, kept, lost) in parts {
      values += [Float](repeating: value, count: kept + lost)
      labels += [UInt8](repeating: 0, count: kept) + [UInt8](repeating: 1, count: lost)
    }
    return (values, labels)
  }

  /// ln of the ratio of shares, half a row added to both counts of a pure bin.
  private func woe(_ lost: Double, _ kept: Double, of all: (lost: Double, kept: Double)) -> Double {
    let half = lost > 0 && kept > 0 ? 0 : 0.5
    return log((lost + half) / all.lost / ((kept + half) / all.kept))
  }

  @Test(
    "a flag without losses on one side has the figures that a hand computes",
    arguments: BinningDefinition.Method.allCases)
  func flag(method: BinningDefinition.Method) throws {
    let (values, labels) = rows([(0, 500, 0), (1, 40, 60)])
    let binning = try binned(values, labels) { $0.method = method }
    #expect(binning.ordinaryCount == 2)
    let (first, second) = (woe(0, 500, of: (60, 540)), woe(60, 40, of: (60, 540)))
    #expect((binning.bins[0].woe - first).magnitude < 1e-12)
    #expect((binning.bins[1].woe - second).magnitude < 1e-12)
    let value = -500.0 / 540 * first + (1 - 40.0 / 540) * second
    #expect((binning.informationValue - value).magnitude < 1e-12)
    let curve = BinCurve(binning.bins.map(\.counts))
    #expect((curve.ks - 500.0 / 540).magnitude < 1e-12)
    #expect((curve.auc - (500.0 + 40 * 0.5) / 540).magnitude < 1e-12)
  }

  @Test("what is lost alone is found however few it is", arguments: BinningDefinition.Method.allCases)
  func rare(method: BinningDefinition.Method) throws {
    // Two in a hundred are lost, all of them beyond 900.25; a bin is to hold five in a hundred.
    let lost: [Float] = (0..<40).map { 901 + Float($0) / 50 }
    let kept: [Float] = (0..<1960).map { Float($0 % 900) }
    let binning = try binned(
      lost + kept, [UInt8](repeating: 1, count: 40) + [UInt8](repeating: 0, count: 1960)
    ) { $0.method = method }
    #expect(binning.ordinaryCount == 2 && binning.bins[1].counts == ClassCounts(lost: 40))
    #expect(BinCurve(binning.bins.map(\.counts)).ks == 1)
  }

  @Test("a level that only the lost have stands alone, and rare ones that may be chance are pooled")
  func levels() throws {
    // closed: 20 rows, all lost; ten levels of a row each, all lost as well.
    var (codes, labels): ([Float], [UInt8]) = ([], [])
    func add(_ code: Int, _ count: Int, _ label: UInt8) {
      codes += [Float](repeating: Float(code), count: count)
      labels += [UInt8](repeating: label, count: count)
    }
    add(0, 4000, 0)
    add(0, 200, 1)
    add(1, 20, 1)
    for level in 2..<12 { add(level, 1, UInt8(level % 2)) }
    let binning = try binned(codes: codes, levels: (0..<12).map { "l\($0)" }, labels) { $0.leastShare = 0 }
    let mapping = try #require(binning.binOfLevel)
    #expect(binning.bins[mapping[1]].counts == ClassCounts(lost: 20))
    #expect(Set(mapping[2..<12]).count == 1)
  }

  @Test("a few rows in a line are no evidence, and a small pure bin is no longer than its share asks")
  func chance() throws {
    let total = ClassCounts(kept: 900, lost: 100)
    let limits = BinLimits(total: total, leastRows: 0)
    #expect(!limits.allow(ClassCounts(lost: 4)) && limits.allow(ClassCounts(lost: 5)))
    #expect(!limits.allow(ClassCounts()) && limits.allow(ClassCounts(kept: 1, lost: 1)))
    let shared = BinLimits(total: total, leastRows: 60)
    #expect(!shared.allow(ClassCounts(lost: 49)) && shared.allow(ClassCounts(lost: 50)))
    #expect(shared.allow(ClassCounts(kept: 60)) && !shared.allow(ClassCounts(kept: 59)))
    // Half of three losses is chance.
    #expect(!BinLimits(total: ClassCounts(kept: 20, lost: 10), leastRows: 15).allow(ClassCounts(lost: 6)))
  }

  @Test("small weights that are all equal change neither bins nor weights of evidence")
  func weights() throws {
    let (values, labels) = rows([(0, 500, 0), (1, 40, 60)])
    let plain = try binned(values, labels)
    for weight: Float in [0.001, 0.5] {
      let weighted = try binned(values, labels, weights: [Float](repeating: weight, count: values.count))
      #expect(weighted.cuts == plain.cuts)
      for (a, b) in zip(weighted.woe, plain.woe) { #expect((a - b).magnitude < 1e-6) }
    }
  }

  @Test("pure bins of special codes and of missing values have a finite WoE")
  func special() throws {
    let (values, labels) = rows([(-999, 0, 30), (1, 200, 20), (2, 100, 50), (.nan, 70, 0)])
    let binning = try binned(values, labels) { ($0.specials, $0.leastShare) = ([-999], 0.05) }
    let all = (lost: 100.0, kept: 370.0)
    #expect((binning.bins[binning.ordinaryCount].woe - woe(30, 0, of: all)).magnitude < 1e-12)
    #expect((binning.bins[binning.missingBin].woe - woe(0, 70, of: all)).magnitude < 1e-12)
  }
}
