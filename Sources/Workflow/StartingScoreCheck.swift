import Numerics
import Scoring
import Variables

/// Looks, before a model scores, whether the score that its trees go on from is a probability in every row: points or
/// percentages there would give wrong scores without a word.
struct StartingScoreCheck {
  private let start: StartingScore
  private let variable: String

  /// Nil where the model goes on from no score.
  init?(_ model: ScoringModel, book: RecipeBook) {
    guard case .forest(let forest) = model, let start = forest.start else { return nil }
    self.start = start
    variable = book.recipes[start.variable].name
  }

  /// The first row whose score is no probability.
  func firstFault(in block: ColumnBlock) -> (row: Int, value: Float)? {
    (0..<block.rowCount).lazy.map { (row: $0, value: block[$0, start.variable]) }.first {
      $0.value < 0 || $0.value > 1
    }
  }

  /// Checks the rows of a table.
  ///
  /// - Parameter keys: what the rows are called.
  func check(_ matrix: ColumnMatrix, keys: [String]) throws {
    if let fault = matrix.withBlock(firstFault) { throw problem(key: keys[fault.row], value: fault.value) }
  }

  func problem(key: String, value: Float) -> RunError {
    RunError(
      "“\(variable)” of “\(key)” is \(value), which is no probability from 0 to 1. The model goes on from this score; "
        + "give the one that it was learnt with.")
  }
}
