import Panel

extension StandardRecipes {
  /// The columns of a panel that no variable is made of.
  ///
  /// - Parameter takesMany: whether categories may have any number of levels.
  public static func leftOut(of panel: CustomerPanel, takesMany: Bool = false) -> [LeftOutColumn] {
    let columns = panel.report.columns + panel.report.attributes
    return columns.compactMap { column in
      if identifiers.contains(column.name) { return LeftOutColumn(name: column.name, reason: .identifier) }
      return column.leftOut(among: panel.customerCount, takesMany: takesMany)
    } + LeftOutColumn.unnamed(panel.report.unnamedColumns)
  }
}
