import CKernels
import Parallel
import Testing

@testable import Scoring

/// The narrower ways that a machine with wider vectors would never take.
///
/// One test after the other, as the limit holds for the whole process; tests of other suites that run meanwhile get the same
/// numbers.
@Suite("Instruction sets", .serialized)
struct InstructionSetTests {
  private struct Bits: Equatable {
    var margins: [EngineName: [UInt64]] = [:]
    var contributions: [UInt64] = []
  }

  private static func bits(_ forest: Forest, _ matrix: ColumnMatrix, _ team: ThreadTeam) throws -> Bits {
    var bits = Bits()
    for name in try Scorer.engines(for: .forest(forest)) {
      // Tables of contributions are made anew with each scorer.
      let scorer = try Scorer(.forest(forest), engine: name)
      bits.margins[name] = scorer.margins(of: matrix, team: team).map(\.bitPattern)
      if name == .reference {
        bits.contributions = scorer.contributions(of: matrix, team: team).map(\.bitPattern)
      }
    }
    return bits
  }

  @Test("all give the same bits, margins and contributions alike")
  func agree() throws {
    defer { churn_limit_instruction_set(Int32(CHURN_AVX512_BYTES)) }
    var models = RandomModels(seed: 11)
    let team = ThreadTeam(threadCount: 1)
    for round in 0..<400 {
      let variables = 1 + models.random.below(12)
      var forest = models.forest(
        trees: models.random.below(20), largestTree: round % 20 == 0 ? 200 : 9, variables: variables,
        categoryCount: round % 3 == 0 ? 0 : models.random.below(variables + 1))
      if round % 2 == 1 {
        forest.trees = forest.trees.map { _ in
          models.symmetricTree(
            depth: models.random.below(7), variables: variables, categoryCount: models.random.below(3))
        }
      }
      let matrix = models.matrix(
        rows: [1, 13, 127 + models.random.below(3), 300][round % 4], columns: variables)
      let slow = (0..<matrix.rowCount).map { slowMargin(forest, matrix.row($0)).bitPattern }
      var contributions: [UInt64]?
      for set in [CHURN_PLAIN, CHURN_AVX2, CHURN_AVX512, CHURN_AVX512_BYTES] {
        churn_limit_instruction_set(Int32(set))
        try #require(churn_instruction_set() <= Int32(set))
        let found = try Self.bits(forest, matrix, team)
        for (name, margins) in found.margins {
          try #require(margins == slow, "engine \(name), instruction set \(set), forest \(round)")
        }
        try #require(
          found.contributions == contributions ?? found.contributions,
          "instruction set \(set), forest \(round)")
        contributions = found.contributions
        let linear = models.linearModel(variables: variables)
        let byRow = try Scorer(.linear(linear), engine: .reference).margins(of: matrix, team: team)
        let byColumn = try Scorer(.linear(linear), engine: .columns).margins(of: matrix, team: team)
        try #require(byRow.map(\.bitPattern) == byColumn.map(\.bitPattern), "instruction set \(set)")
      }
    }
  }

  @Test("all give the same margins and probabilities of linear models, those of one row at a time")
  func linear() throws {
    defer { churn_limit_instruction_set(Int32(CHURN_AVX512_BYTES)) }
    var models = RandomModels(seed: 12)
    let team = ThreadTeam(threadCount: 1)
    for round in 0..<600 {
      let variables = 1 + models.random.below(20)
      let scorer = try Scorer(.linear(models.linearModel(variables: variables)))
      let matrix = models.matrix(rows: [1, 31, 32, 33, 200][round % 5], columns: variables)
      let rows = (0..<matrix.rowCount).map { row in
        matrix.row(row).withUnsafeBufferPointer { scorer.margin(of: $0) }
      }
      for set in [CHURN_PLAIN, CHURN_AVX2, CHURN_AVX512, CHURN_AVX512_BYTES] {
        churn_limit_instruction_set(Int32(set))
        let margins = scorer.margins(of: matrix, team: team)
        try #require(
          margins.map(\.bitPattern) == rows.map(\.bitPattern), "instruction set \(set), model \(round)")
        let probabilities = scorer.probabilities(of: matrix, team: team)
        let slow = rows.map { scorer.probability($0).bitPattern }
        try #require(probabilities.map(\.bitPattern) == slow, "instruction set \(set), model \(round)")
      }
    }
  }
}
