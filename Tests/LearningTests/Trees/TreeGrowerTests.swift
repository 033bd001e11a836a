import Configuration
import Parallel
import Testing

@testable import Learning

@Suite("Growing of trees")
struct TreeGrowerTests {
  @Test("exploring several leaves at once grows the same tree as one by one")
  func batches() throws {
    var tables = RandomTables(seed: 41)
    for round in 0..<30 {
      let rows = 200 + tables.random.below(12_000)
      let set = try tables.table(rows: rows, numeric: 5, categories: round % 3)
      var options = TreeSettings()
      options.leaves = 2 + tables.random.below(60)
      options.minimumRows = 1 + tables.random.below(40)
      options.minimumHessian = Double(tables.random.below(3))
      if round % 4 == 0 { options.maximumDepth = 1 + tables.random.below(6) }
      var trees: [GrownTree] = []
      for (threads, batchLimit) in [(1, 1), (2, 8), (5, 3)] {
        let team = ThreadTeam(threadCount: threads)
        let matrix = BinnedMatrix(set, binLimit: 255, team: team)
        let derivatives = Derivatives(set, baseMargin: -1, team: team)
        _ = derivatives.update(team: team)
        let sampler = RowSampler(matrix, derivatives: derivatives, method: .all, team: team)
        let grower = TreeGrower(
          bins: matrix.bins, capacity: rows, options: options, team: team, batchLimit: batchLimit)
        // The second tree is grown in memory that has been used.
        for _ in 0..<2 {
          trees.append(grower.grow(sampler.draw(variables: Array(set.variables.indices), seed: 1)))
        }
      }
      for tree in trees.dropFirst() {
        #expect(tree.nodes.count == trees[0].nodes.count, "round \(round)")
        #expect(
          zip(tree.nodes, trees[0].nodes).allSatisfy { a, b in
            a.left == b.left && a.rows == b.rows && a.leaf == b.leaf && a.split?.gain == b.split?.gain
              && a.split?.variable == b.split?.variable && a.split?.lastLeftBin == b.split?.lastLeftBin
          }, "round \(round)")
      }
      #expect(trees[0].leafCount <= options.leaves)
      #expect(trees[0].leaves.allSatisfy { trees[0].leafCount == 1 || $0.rows.count >= options.minimumRows })
    }
  }
}
