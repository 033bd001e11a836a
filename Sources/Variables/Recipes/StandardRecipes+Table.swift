import Panel

extension StandardRecipes {
  /// The recipes for a ready-made table: each number and date column as it is, and text columns of 2 to 255 levels as
  /// categories, whose levels are sorted so that their codes do not depend on the order of rows.
  ///
  /// - Parameter other: a column that is no variable.
  public static func book(for table: ReadyTable, except other: String? = nil) -> RecipeBook {
    let leftOut = Set(leftOut(of: table).map(\.name))
    var recipes: [Recipe] = []
    for column in table.columns where column.name != other && !leftOut.contains(column.name) {
      if column.kind != .text {
        recipes.append(Recipe(name: column.name, function: .level, columns: [column.name]))
      } else if let text = table.texts.first(where: { $0.name == column.name }) {
        recipes.append(
          Recipe(name: column.name, function: .category, columns: [column.name], levels: text.levels.sorted())
        )
      }
    }
    return RecipeBook(window: 1, assets: [], recipes: recipes)
  }

  /// The columns of a ready-made table that no variable is made of.
  public static func leftOut(of table: ReadyTable) -> [LeftOutColumn] {
    table.report.columns.compactMap { $0.leftOut(among: table.rowCount) }
      + LeftOutColumn.unnamed(table.report.unnamedColumns)
  }
}
