import Foundation
import Parallel
import Scoring

/// Checks that an accepted model scores, with the same bits from every engine.
enum Agreement {
  /// Larger models would make the fuzzer slow without asking anything new.
  private static let mostVariables = 256
  private static let mostNodes = 4096
  private static let mostCodes = 1 << 16
  private static let values: [Float] = [.nan, .infinity, -.infinity, -0.0, 0, 1, 2, 0.5, -1.5, 3e38]

  static func check(_ model: ScoringModel) {
    guard model.variableCount <= mostVariables else { return }
    if case .forest(let forest) = model {
      guard forest.trees.reduce(0, { $0 + $1.nodes.count }) <= mostNodes else { return }
      let codes = forest.trees.reduce(0) { $1.categorySets.reduce($0) { $0 + $1.count } }
      guard codes <= mostCodes else { return }
    }
    let rows = 17
    let matrix = ColumnMatrix(
      columns: (0..<model.variableCount).map { column in
        (0..<rows).map { values[(3 * column + 7 * $0 + column * $0) % values.count] }
      })
    let team = ThreadTeam(threadCount: 1)
    do {
      let expected = try Scorer(model, engine: .reference).margins(of: matrix, team: team)
      for name in try Scorer.engines(for: model) {
        let margins = try Scorer(model, engine: name).margins(of: matrix, team: team)
        guard margins.map(\.bitPattern) == expected.map(\.bitPattern) else {
          complain("engine \(name) differs from the reference")
        }
      }
      // Infinite values count as missing in linear models, so that margins are numbers in any case.
      guard expected.allSatisfy({ !$0.isNaN }) else { complain("a margin is NaN") }
    } catch {
      complain("a model that was accepted is refused when it is to score: \(error)")
    }
  }

  /// Ends the program, so that the fuzzer keeps the bytes that led here.
  static func complain(_ text: String) -> Never {
    FileHandle.standardError.write(Data("churn-fuzz: \(text)\n".utf8))
    abort()
  }
}
