import Panel

extension StandardRecipes {
  /// The columns of a panel that no variable is made of.
  public static func leftOut(of panel: CustomerPanel) -> [LeftOutColumn] {
    let columns = panel.report.columns + panel.report.attributes
    return columns.compactMap { column in
      if identifiers.contains(column.name) { return LeftOutColumn(name: column.name, reason: .identifier) }
      if let reason = column.leftOut(among: panel.customerCount) { return reason }
      let isUsed = column.kind != .date || column.name == "open_date"
      return isUsed ? nil : LeftOutColumn(name: column.name, reason: .date)
    } + LeftOutColumn.unnamed(panel.report.unnamedColumns)
  }
}
