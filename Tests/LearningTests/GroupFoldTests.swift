import Parallel
import Testing

@testable import Learning

@Suite("Folds by groups")
struct GroupFoldTests {
  @Test("hold every row once, groups together, in parts of about a size, whatever the order of rows")
  func folds() throws {
    for seed in 0..<40 as Range<UInt64> {
      var random = RandomStream(seed: seed, stream: 1)
      let groups = (0..<300).map { _ in "g\(random.below(5 + Int(seed)))" }
      let count = 2 + random.below(4)
      let folds = try #require(LearningFolds(groups: groups, count: count, seed: seed))
      #expect(folds.folds.flatMap(\.evaluated).sorted() == Array(groups.indices))
      for fold in folds.folds {
        #expect((fold.trained + fold.evaluated).sorted() == Array(groups.indices))
        #expect(Set(fold.trained.map { groups[$0] }).isDisjoint(with: fold.evaluated.map { groups[$0] }))
      }
      let sizes = folds.folds.map(\.evaluated.count)
      let largest = Dictionary(grouping: groups) { $0 }.values.map(\.count).max() ?? 0
      #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= largest)
      var order = Array(groups.indices)
      order.shuffle(using: &random)
      let shuffled = try #require(LearningFolds(groups: order.map { groups[$0] }, count: count, seed: seed))
      #expect(
        shuffled.folds.map { Set($0.evaluated.map { order[$0] }) } == folds.folds.map { Set($0.evaluated) })
    }
    #expect(LearningFolds(groups: ["a", "b", "a"], count: 3, seed: 1) == nil)
  }
}
