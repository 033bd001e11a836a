import Configuration
import Messages
import Parallel
import Scoring
import Variables

/// Looks, before a model is trained or scores, whether the score that its trees go on from is a probability in every row:
/// points or percentages there would give wrong scores without a word.
public struct StartingScoreCheck: Sendable {
  private let variable: Int
  private let name: String

  /// Nil where the model goes on from no score.
  public init?(_ model: ScoringModel, book: RecipeBook) {
    guard case .forest(let forest) = model, let start = forest.start else { return nil }
    variable = start.variable
    name = book.recipes[variable].name
  }

  /// Nil where trees are to go on from no score, or from one that is no variable, which the trainer refuses.
  public init?(_ definition: TrainingDefinition, book: RecipeBook) {
    guard definition.algorithm == .trees, let name = definition.trees.start,
      let variable = book.recipes.firstIndex(where: { $0.name == name })
    else { return nil }
    (self.variable, self.name) = (variable, name)
  }

  /// The first row whose score is no probability.
  public func firstFault(in block: ColumnBlock) -> (row: Int, value: Float)? {
    (0..<block.rowCount).lazy.map { (row: $0, value: block[$0, variable]) }.first {
      $0.value < 0 || $0.value > 1
    }
  }

  /// Checks the rows of a table.
  ///
  /// - Parameter key: what a row is called.
  public func check(_ matrix: ColumnMatrix, key: (_ row: Int) -> String) throws {
    if let fault = matrix.withBlock(firstFault) { throw problem(key: key(fault.row), value: fault.value) }
  }

  /// What to tell of a row whose score is no probability.
  public func problem(key: String, value: Float) -> RunError {
    RunError(
      "“\(name)” of “\(key)” is \(value), which is no probability from 0 to 1. Trees that go on from a score need "
        + "probabilities, the same to score with as to train on.")
  }
}
