import Configuration
import Parallel
import Variables

/// How a training's categories became numbers: loss rates and frequencies of levels, and of levels taken together.
///
/// Rows that a model was fitted to have the rates of the rows known before them, so that none sees its own outcome (ordered
/// target statistics; Prokhorenkova et al., “CatBoost: unbiased boosting with categorical features”, 2018); all other
/// rows have those of all rows fitted to, by the recipes of ``book``.
public struct LevelEncoding: Sendable {
  /// The categories of the training table, by number, that are taken together in each group.
  let groups: [[Int]]
  /// The variables of the training table that stay as they are.
  let kept: [Int]
  /// The training table's categories by number, in the order of the statistics' columns.
  let categories: [Int]
  /// The recipes of the model's variables, with what they look up.
  public let book: RecipeBook

  /// Rows that the model was not fitted to, as its variables.
  public func variables(of set: TrainingSet, team: ThreadTeam) throws -> TrainingSet {
    let statistics = book.statistics
    let lookups = book.recipes.dropFirst(kept.count).map { recipe in
      (recipe: recipe, lookup: statistics.flatMap { LevelLookup(recipe, $0) })
    }
    return try encoded(set, team: team) { index, target in
      let (recipe, lookup) = lookups[index]
      let group = statistics?.group(of: recipe)?.columns ?? []
      lookup?.fill(target, codes: group.map { set.matrix.column(categories[$0]) })
    }
  }

  /// The table with the kept variables and those that are made by `fill`.
  func encoded(
    _ set: TrainingSet, team: ThreadTeam,
    fill: @Sendable (_ index: Int, _ target: SharedBuffer<Float>) -> Void
  ) throws -> TrainingSet {
    var matrix = ColumnMatrix(rowCount: set.rowCount, columnCount: book.recipes.count)
    let stride = matrix.columnStride
    let rowCount = set.rowCount
    matrix.withMutableStorage { storage in
      team.forEach(book.recipes.count) { variable, _ in
        let target = storage[variable * stride..<variable * stride + rowCount]
        if variable < kept.count {
          let source = set.matrix.column(kept[variable])
          for row in 0..<rowCount { target[row] = source[row] }
        } else {
          fill(variable - kept.count, target)
        }
      }
    }
    return try TrainingSet(
      variables: kept.map { set.variables[$0] }
        + book.recipes.dropFirst(kept.count).map { TrainingVariable(name: $0.name, kind: .numeric) },
      matrix: matrix, labels: set.labels, weights: set.weights, order: set.order)
  }
}
