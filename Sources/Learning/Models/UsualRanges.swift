import Parallel

/// Where the middle half of the rows lies in each variable, so that a reason can call a value high or low.
public enum UsualRanges {
  /// Rows that are looked at; more would not change what is called usual.
  private static let sampleRows = 50_000

  /// The first and third quartile of each variable; nil for categories and constants.
  ///
  /// - Complexity: O(variables · rows looked at · log rows), in parallel.
  public static func of(_ set: TrainingSet, team: ThreadTeam) -> [ClosedRange<Double>?] {
    let step = max(1, set.rowCount / sampleRows)
    let count = set.variables.count
    let quartiles = AlignedArray<Float>(count: 2 * count, repeating: .nan)
    let view = quartiles.view
    team.forEach(count) { variable, _ in
      guard set.variables[variable].kind == .numeric else { return }
      let column = set.matrix.column(variable)
      let taken = AlignedArray<Float>(count: (set.rowCount + step - 1) / step)
      for index in 0..<taken.view.count { taken.view[index] = column[index * step] }
      let values = sortedNumbers(taken.view)
      guard let last = values.indices.last, last > 0 else { return }
      view[2 * variable] = values[last / 4]
      view[2 * variable + 1] = values[(3 * last + 3) / 4]
    }
    return (0..<count).map { variable in
      let (lower, upper) = (view[2 * variable], view[2 * variable + 1])
      guard lower <= upper else { return nil }
      let scale = set.variables[variable].scale
      return (scale?.cell(ofFloat: lower) ?? Double(lower))...(scale?.cell(ofFloat: upper) ?? Double(upper))
    }
  }
}
