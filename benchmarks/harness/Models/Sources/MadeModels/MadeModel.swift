import Parallel
import Scoring

/// A model made here, ready to be measured on one thread.
struct MadeModel: Sendable {
  let name: String
  private let scorer: Scorer
  private let rows: ColumnMatrix
  private let few: ColumnMatrix
  private let row: [Float]
  private let places: AlignedArray<Double>
  private let shares: AlignedArray<Double>
  private let team = ThreadTeam(threadCount: 1)

  init(_ name: String, _ model: ScoringModel, rows: ColumnMatrix, few: ColumnMatrix) throws {
    self.name = name
    scorer = try Scorer(model)
    (self.rows, self.few, row) = (rows, few, (0..<few.columnCount).map { few[0, $0] })
    places = AlignedArray(count: rows.rowCount)
    shares = AlignedArray(count: few.rowCount * few.columnCount)
  }

  /// Made when first asked for.
  static let all = (try? made()) ?? []

  /// A linear model of 60 terms, and forests of 200 trees: symmetric of depth 6, and of 63 leaves.
  private static func made() throws -> [MadeModel] {
    let (rows, few) = (Dice.rows(20_000), Dice.rows(2000))
    return [
      try MadeModel("linear", Dice.linear(), rows: rows, few: few),
      try MadeModel("symmetric", Dice.symmetric(), rows: rows, few: few),
      try MadeModel("leafwise", Dice.leafwise(), rows: rows, few: few),
    ]
  }

  /// 20,000 rows.
  func writeProbabilities() { scorer.probabilities(of: rows, into: places.view, team: team) }

  /// 2,000 rows.
  func writeContributions() { few.withBlock { scorer.contributions(of: $0, into: shares.view) } }

  /// One row, `times` times; the sum of the margins.
  func scoreRow(times: Int) -> Double {
    row.withUnsafeBufferPointer { row in
      var sum = 0.0
      for _ in 0..<times { sum += scorer.margin(of: row) }
      return sum
    }
  }

  /// All values of the 20,000 rows added up: what reading alone takes.
  func readRows() -> Float {
    rows.withStorage { storage in
      let vectors = UnsafeRawPointer(storage.base).assumingMemoryBound(to: SIMD16<Float>.self)
      var sums = (SIMD16<Float>.zero, SIMD16<Float>.zero, SIMD16<Float>.zero, SIMD16<Float>.zero)
      for index in stride(from: 0, to: storage.count / 16 - 3, by: 4) {
        sums.0 += vectors[index]
        sums.1 += vectors[index + 1]
        sums.2 += vectors[index + 2]
        sums.3 += vectors[index + 3]
      }
      return (sums.0 + sums.1 + sums.2 + sums.3).sum()
    }
  }
}
