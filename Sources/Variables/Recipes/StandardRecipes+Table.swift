import Calendar
import Panel

extension StandardRecipes {
  /// The recipes for a ready-made table: each number column as it is, days up to the end of the
  /// period of dates, and text columns of 2 to 255 levels as
  /// categories, whose levels are sorted so that their codes do not depend on the order of rows.
  ///
  /// - Parameters:
  ///   - others: columns that are no variables.
  ///   - takesMany: whether categories may have any number of levels, for a training that counts their losses.
  public static func book(
    for table: ReadyTable, except others: [String?] = [], takesMany: Bool = false
  ) -> RecipeBook {
    let leftOut = Set(leftOut(of: table, takesMany: takesMany).map(\.name) + others.compactMap { $0 })
    var recipes: [Recipe] = []
    let latest = latestDay(in: table)
    // In the order of their names: the order of columns in a file says nothing, and must not change a model.
    let columns = table.columns.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    for column in columns where !leftOut.contains(column.name) {
      if column.kind == .date {
        recipes.append(days(upFrom: column.name, in: table, latest: latest))
      } else if column.kind == .number {
        recipes.append(Recipe(name: column.name, function: .level, columns: [column.name]))
      } else if let text = table.texts.first(where: { $0.name == column.name }) {
        recipes.append(
          Recipe(name: column.name, function: .category, columns: [column.name], levels: text.levels.sorted())
        )
      }
    }
    return RecipeBook(window: 1, assets: [], recipes: recipes)
  }

  /// Days up to the end of the period that the time column names, or to the latest date of the table where there is none.
  private static func days(upFrom column: String, in table: ReadyTable, latest: Double) -> Recipe {
    var name = "\(column)_days"
    while table.columns.contains(where: { $0.name == name }) { name += "_" }
    guard let time = table.time, let dates = time.dates else {
      return Recipe(name: name, function: .daysBefore, columns: [column], figures: [latest])
    }
    return Recipe(
      name: name, function: .daysBefore, columns: [column, time.name], figures: [Double(dates.period.months)])
  }

  /// The latest date in a column of dates, as days since 1970-01-01. Dates of the next century on say that there is no
  /// end.
  private static func latestDay(in table: ReadyTable) -> Double {
    let noEnd = Double(Month(index: 2100 * 12).firstDay)
    var latest = -Double.infinity
    for (index, column) in table.numberColumns.enumerated() where column.kind == .date {
      for day in table.numbers.column(index).elements where Double(day) > latest && Double(day) < noEnd {
        latest = Double(day)
      }
    }
    return latest.isFinite ? latest : 0
  }

  /// The columns of a ready-made table that no variable is made of.
  ///
  /// - Parameter takesMany: whether categories may have any number of levels.
  public static func leftOut(of table: ReadyTable, takesMany: Bool = false) -> [LeftOutColumn] {
    table.report.columns.compactMap { $0.leftOut(among: table.rowCount, takesMany: takesMany) }
      + LeftOutColumn.unnamed(table.report.unnamedColumns)
  }
}
