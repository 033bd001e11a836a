import Scoring
import Tabular
import Variables

extension ImportedModel {
  /// What a tool's reader has found out about its variables.
  struct Columns {
    var names: [String]
    /// Categories that the file lists, by variable; the table has them as texts or numbers instead of codes.
    var levels: [Int: ForeignLevels] = [:]
    /// What each variable is compared with in Float64; nil: the tool compares Float32s.
    var thresholds: [ThresholdScale]?
    /// Variables whose zeros count as missing.
    var nonzero: Set<Int> = []
    /// For variables whose codes are not listed and of which any code but the listed ones takes another side than missing
    /// values do: how many codes there are, the last of which stands for all others.
    var codesWithOther: [Int: Int] = [:]
  }

  /// How the table's columns become the variables that the forest splits on. A variable that no tree asks for needs no column.
  static func recipes(_ columns: Columns, forest: Forest) throws(InterchangeError) -> [Recipe] {
    var codeCounts = [Int](repeating: 0, count: columns.names.count)
    for tree in forest.trees {
      for node in tree.nodes where !node.isLeaf && node.categorySet >= 0 {
        let greatest = tree.categorySets[Int(node.categorySet)].last.map { Int($0) + 1 } ?? 0
        codeCounts[Int(node.variable)] = max(codeCounts[Int(node.variable)], greatest, 1)
      }
    }
    var recipes: [Recipe] = []
    for ((index, name), splits) in zip(columns.names.enumerated(), forest.splitCounts) {
      var recipe = Recipe(name: name, function: .level, columns: [name])
      if splits == 0 {
        (recipe.function, recipe.columns) = (.unused, [])
      } else if let levels = columns.levels[index] {
        guard codeCounts[index] <= levels.count else {
          throw InterchangeError(
            place: "variable “\(name)”",
            problem: "Its trees ask for category \(codeCounts[index] - 1), but \(levels.count) are listed.")
        }
        recipe.function = levels.areNumbers ? .numberCategory : .category
        recipe.levels = levels.texts
      } else if codeCounts[index] > 0 {
        let withOther = columns.codesWithOther[index]
        recipe.function = withOther == nil ? .code : .codeOrOther
        recipe.figures = [Double(withOther ?? codeCounts[index])]
      } else if columns.nonzero.contains(index) {
        recipe.function = .nonzero
      }
      if recipe.function == .level || recipe.function == .nonzero {
        recipe.thresholds = columns.thresholds?[index].thresholds
      }
      if let problem = recipe.problem(window: 1, hasAssets: false) {
        throw InterchangeError(place: "variable “\(name)”", problem: "It cannot be made: \(problem)")
      }
      recipes.append(recipe)
    }
    return recipes
  }
}
