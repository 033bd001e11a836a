import Parallel
import Testing

@testable import Scoring

@Suite("Units of forests")
struct UnitTests {
  /// Stumps, one per value.
  private func forest(_ values: [Double], base: Double) -> Forest {
    Forest(
      variableCount: 1, baseMargin: base,
      trees: values.map { value in
        DecisionTree(nodes: [
          .split(variable: 0, threshold: 0, left: 1, right: 2, missingGoesLeft: true, cover: 1),
          .leaf(value: value, cover: 1), .leaf(value: -value / 3, cover: 1),
        ])
      })
  }

  private func leaves(_ forest: Forest) -> [Double] {
    forest.trees.flatMap(\.nodes).filter(\.isLeaf).map(\.value)
  }

  @Test("let values be added in any order and keep them to Float64's own rounding")
  func exactSums() throws {
    var random = RandomStream(seed: 21)
    for round in 0..<2000 {
      let size = random.uniform(1e-9..<1e9)
      let values = (0..<1 + random.below(40)).map { _ in random.normal() * size }
      let given = forest(values, base: random.normal() * (round % 2 == 0 ? size : 1))
      let unit = try #require(given.unit)
      let exact = given.inUnits()
      var addends = leaves(exact) + [exact.baseMargin]
      let sum = addends.reduce(0, +)
      addends.shuffle(using: &random)
      try #require(addends.reduce(0, +) == sum)
      try #require(addends.allSatisfy { ($0 / unit) == ($0 / unit).rounded() })
      let magnitude = (leaves(given) + [given.baseMargin]).reduce(0) { $0 + $1.magnitude }
      for (before, after) in zip(leaves(given), leaves(exact)) {
        try #require((before - after).magnitude <= magnitude * 0x1p-45)
      }
    }
  }

  @Test("leave a trainer's values as they are")
  func trained() {
    var random = RandomStream(seed: 22)
    let values = (0..<300).map { _ in Forest.exact(random.normal()) }
    let given = forest(values, base: Forest.exact(-2.5))
    let leavesBefore = given.trees.map { $0.nodes[1].value }
    #expect(given.inUnits().trees.map { $0.nodes[1].value } == leavesBefore)
    #expect(given.inUnits().baseMargin == given.baseMargin)
    let large = Forest.exact([300.123456789, -0.7, 1e5 / 3])
    let alone = forest(large, base: 0).trees.map { Forest(variableCount: 1, baseMargin: 0, trees: [$0]) }
    #expect(zip(large, alone).allSatisfy { $1.inUnits().trees[0].nodes[1].value == $0 })
    let together = Forest(
      variableCount: 1, baseMargin: 0,
      trees: [
        DecisionTree(nodes: [
          .split(variable: 0, threshold: 0, left: 1, right: 2, missingGoesLeft: true, cover: 1),
          .leaf(value: large[1], cover: 1), .leaf(value: large[2], cover: 1),
        ])
      ])
    #expect(together.inUnits() == together)
    #expect(Forest.exact(0.1) != 0.1 && (Forest.exact(0.1) - 0.1).magnitude <= 0x1p-41)
  }

  @Test("do not exist where sums overflow or all values are 0; values are then taken as they are")
  func ends() throws {
    let team = ThreadTeam(threadCount: 1)
    let matrix = ColumnMatrix(columns: [[-1, 1, .nan] + [Float](repeating: 2, count: 20)])
    #expect(forest([1e308, 1e308], base: 1e308).unit == nil)
    for values in [[0, 0], [1e-290, 1e-300]] {
      let given = forest(values, base: 0)
      #expect(given.unit == nil && given.inUnits() == given)
      let slow = try Scorer(.forest(given), engine: .reference).margins(of: matrix, team: team)
      let fast = try Scorer(.forest(given), engine: .patterns).margins(of: matrix, team: team)
      #expect(slow.map(\.bitPattern) == fast.map(\.bitPattern))
    }
  }
}
