import Parallel
import Tabular

extension RecipeBook {
  /// Some rows of a training table as their variables come when rows are scored: numbers that stand for cells in training
  /// are what the model compares.
  ///
  /// - Parameters:
  ///   - matrix: the variables as they were trained on.
  ///   - scales: what its numbers stand for; nil for variables whose numbers they are.
  public func scoredVariables(
    _ rows: [Int], of matrix: ColumnMatrix, scales: [CellScale?], team: ThreadTeam
  ) -> ColumnMatrix {
    var scored = ColumnMatrix(rowCount: rows.count, columnCount: recipes.count)
    let stride = scored.columnStride
    scored.withMutableStorage { storage in
      team.forEach(recipes.count) { variable, _ in
        let (column, scale) = (matrix.column(variable), scales[variable])
        let thresholds = recipes[variable].thresholds.map { ThresholdScale(rising: $0) }
        for (index, row) in rows.enumerated() {
          let value = column[row]
          let cell = value.isNaN ? nil : scale?.cell(ofFloat: value)
          storage[variable * stride + index] =
            cell.map { thresholds?.float(ofCell: $0) ?? Float($0) } ?? value
        }
      }
    }
    return scored
  }
}
