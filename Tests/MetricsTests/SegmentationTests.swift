import Parallel
import Testing

@testable import Metrics

@Suite("Groups of customers")
struct SegmentationTests {
  @Test("add up to the whole list, and a single group is the whole", arguments: [false, true])
  func addUp(weighted: Bool) throws {
    var random = RandomStream(seed: weighted ? 42 : 41)
    for _ in 0..<500 {
      let sample = try randomSample(&random, weighted: weighted)
      let groups = sample.scores.map { _ in random.below(4) - 1 }
      let ranked = RankedSample(sample)
      let share = 0.05 + 0.9 * random.uniform()
      let whole = Segmentation(
        by: "all", sample, groups: sample.scores.map { _ in 0 }, names: ["all"], listShare: share)
      #expect(whole.segments.count == (sample.count > 0 ? 1 : 0))
      guard let all = whole.segments.first else { continue }
      let top = ranked.top(share: share)
      #expect(nearlyEqual(all.listed, top?.customers ?? 0, within: 1e-9))
      #expect(nearlyEqual(all.recall, top?.recall, within: 1e-9))
      #expect(nearlyEqual(all.capturedLostAssets, top?.capturedLostAssets, within: 1e-9))
      #expect(all.auc == ranked.auc && all.losses == ranked.lossCount)
      let parts = Segmentation(by: "x", sample, groups: groups, names: ["a", "b", "c"], listShare: share)
      #expect(parts.segments.reduce(0) { $0 + $1.customers } == groups.count { $0 >= 0 })
      let left = Segmentation(
        by: "x", sample, groups: groups.map { $0 < 0 ? 0 : -1 }, names: ["a"], listShare: share)
      let listed = (parts.segments + left.segments).reduce(0) { $0 + $1.listed }
      #expect(nearlyEqual(listed, all.listed, within: 1e-9))
      for segment in parts.segments {
        let index = ["a", "b", "c"].firstIndex(of: segment.name) ?? 0
        let rows = groups.indices.filter { groups[$0] == index }
        #expect(nearlyEqual(segment.auc, SlowFigures.auc(sample.rows(rows))))
        #expect(segment.losses == rows.count { sample.losses[$0] })
      }
    }
  }
}
