import Configuration
import Foundation
import Parallel
import Scoring
import Testing

@testable import Learning

@Suite("What a tree may split on at a level, and how much losses count")
struct TreeDrawingTests {
  private func fit(
    _ set: TrainingSet, threads: Int = 2, seed: UInt64 = 1, _ change: (inout TreeSettings) -> Void
  ) throws -> TreeFit {
    var options = TreeSettings()
    (options.rounds, options.learningRate, options.minimumRows) = (12, 0.2, 5)
    change(&options)
    let trainer = TreeTrainer(
      options: try options.validated(seed: seed), team: ThreadTeam(threadCount: threads))
    return try trainer.train(set)
  }

  /// The variables that nodes of each depth split on.
  private func askedByLevel(_ tree: DecisionTree) -> [Int: Set<Int32>] {
    var asked: [Int: Set<Int32>] = [:]
    var open = [(index: 0, depth: 0)]
    while let (index, depth) = open.popLast() {
      let node = tree.nodes[index]
      if node.isLeaf { continue }
      asked[depth, default: []].insert(node.variable)
      open += [(Int(node.left), depth + 1), (Int(node.right), depth + 1)]
    }
    return asked
  }

  @Test(
    "the nodes of a level share their few variables, other levels have others",
    arguments: TreeSettings.Growth.allCases
  )
  func levels(growth: TreeSettings.Growth) throws {
    var tables = RandomTables(seed: 81)
    let set = try tables.table(rows: 4000, numeric: 12)
    let fit = try fit(set) {
      ($0.growth, $0.columnShare, $0.levelColumnShare, $0.leaves) = (growth, 1, 0.25, 32)
    }
    var (differ, levels) = (0, 0)
    for tree in fit.forest.trees {
      let asked = askedByLevel(tree)
      #expect(asked.values.allSatisfy { $0.count <= 3 })
      levels += asked.count
      differ += asked.count { level, variables in level > 0 && !variables.isSubset(of: asked[level - 1] ?? [])
      }
    }
    #expect(levels > 30 && differ > levels / 3)
    let free = try self.fit(set) { ($0.growth, $0.columnShare, $0.leaves) = (growth, 1, 32) }
    if growth != .symmetric {
      #expect(free.forest.trees.contains { askedByLevel($0).values.contains { $0.count > 3 } })
    }
  }

  @Test("are drawn by the seed alone: the same trees on 1, 2 and 5 threads, others by another seed")
  func seeded() throws {
    var tables = RandomTables(seed: 82)
    let set = try tables.table(rows: 3000, numeric: 8, categories: 2)
    func forest(threads: Int, seed: UInt64 = 1) throws -> Forest {
      try fit(set, threads: threads, seed: seed) { $0.levelColumnShare = 0.4 }.forest
    }
    let one = try forest(threads: 1)
    #expect(try forest(threads: 2) == one && forest(threads: 5) == one)
    #expect(try forest(threads: 2, seed: 2) != one)
  }

  @Test(
    "losses that count twice give the trees of losses that stand there with twice the weight, with their odds halved"
  )
  func lossWeight() throws {
    var tables = RandomTables(seed: 83)
    let set = try tables.table(rows: 4000, numeric: 5)
    let weighted = try TrainingSet(
      variables: set.variables, matrix: set.matrix, labels: set.labels, weights: set.labels.map { 1 + $0 })
    let counted = try fit(set) { $0.lossWeight = 2 }
    let written = try fit(weighted) { _ in }
    #expect(counted.forest.trees == written.forest.trees)
    #expect((counted.forest.baseMargin - written.forest.baseMargin + log(2)).magnitude < 1e-12)
    #expect(try fit(set) { $0.lossWeight = 1 }.forest == fit(set) { _ in }.forest)
  }

  @Test(
    "probabilities stay probabilities where losses count tenfold: they add up to the losses, within a tenth")
  func probabilities() throws {
    var tables = RandomTables(seed: 84)
    let set = try tables.table(rows: 20_000, numeric: 5)
    let fit = try fit(set) { ($0.lossWeight, $0.rounds) = (10, 60) }
    let found = try Scorer(.forest(fit.forest)).probabilities(
      of: set.matrix, team: ThreadTeam(threadCount: 2))
    let ratio = found.reduce(0, +) / Double(set.labels.reduce(0, +))
    #expect((0.9...1.1).contains(ratio), "\(ratio)")
  }

  @Test("shares and factors out of their bounds are refused")
  func refusals() {
    var options = TreeSettings()
    (options.levelColumnShare, options.lossWeight) = (0, -1)
    #expect {
      try options.validated()
    } throws: {
      "\($0)".contains("level_column_share") && "\($0)".contains("loss_weight")
    }
  }
}
