import Parallel
import Tabular

/// A column of a table to train on.
public struct TrainingVariable: Sendable, Hashable {
  /// What the values of a column mean.
  public enum Kind: Sendable, Hashable {
    /// Numbers with an order.
    case numeric
    /// Codes 0 ..< levels without an order, as whole numbers.
    case category(levels: Int)
  }

  public let name: String
  public let kind: Kind
  /// What the Float32s of the column stand for; nil where they are the numbers themselves. Trees and scorecards, which need
  /// nothing but the order, can be trained on such columns.
  public let scale: CellScale?

  public init(name: String, kind: Kind, scale: CellScale? = nil) {
    self.name = name
    self.kind = kind
    self.scale = scale
  }
}

/// A table with labels, checked once: what it holds can be trained on.
public struct TrainingSet: Sendable {
  public let variables: [TrainingVariable]
  /// A column per variable; NaN stands for a missing value.
  public let matrix: ColumnMatrix
  /// Per row 1 for a loss, else 0.
  public let labels: [Float]
  /// Weight of each row; nil for 1 each.
  public let weights: [Float]?
  /// Which rows were known before which; nil: nothing is said of it.
  public let order: RowOrder?

  /// Checks sizes, labels, weights, names and category codes.
  ///
  /// - Complexity: O(rows · categories).
  /// - Throws: the first thing that is wrong. A table whose rows all have one label passes: it may serve for
  ///   validation.
  public init(
    variables: [TrainingVariable], matrix: ColumnMatrix, labels: [Float], weights: [Float]? = nil,
    order: RowOrder? = nil
  ) throws(TrainingError) {
    guard matrix.rowCount > 0 else { throw .noRows }
    guard variables.count == matrix.columnCount else {
      throw .unequalSizes(what: "names of variables", found: variables.count, expected: matrix.columnCount)
    }
    guard labels.count == matrix.rowCount else {
      throw .unequalSizes(what: "labels", found: labels.count, expected: matrix.rowCount)
    }
    if let row = labels.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw .invalidLabel(row: row, value: labels[row])
    }
    if let weights {
      guard weights.count == matrix.rowCount else {
        throw .unequalSizes(what: "weights", found: weights.count, expected: matrix.rowCount)
      }
      if let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
        throw .invalidWeight(row: row, value: weights[row])
      }
    }
    if let order, order.places.count != matrix.rowCount {
      throw .unequalSizes(what: "places of rows", found: order.places.count, expected: matrix.rowCount)
    }
    var names: Set<String> = []
    for (index, variable) in variables.enumerated() {
      guard names.insert(variable.name).inserted else { throw .repeatedVariable(name: variable.name) }
      guard case .category(let levels) = variable.kind else { continue }
      let column = matrix.column(index)
      for row in 0..<matrix.rowCount {
        let value = column[row]
        if value.isNaN { continue }
        guard let code = Int(exactly: value), code >= 0, code < levels else {
          throw .invalidCategory(variable: variable.name, row: row, value: value, levels: levels)
        }
      }
    }
    self.variables = variables
    self.matrix = matrix
    self.labels = labels
    self.weights = weights
    self.order = order
  }

  /// A table that has been checked, with other weights.
  private init(_ set: TrainingSet, weights: [Float]) {
    (variables, matrix, labels, order) = (set.variables, set.matrix, set.labels, set.order)
    self.weights = weights
  }

  /// The table with the weights of losses multiplied.
  func countingLosses(times factor: Double) -> TrainingSet {
    let counted = labels.indices.map { row in
      let weight = weights.map { Double($0[row]) } ?? 1
      return Float(labels[row] == 1 ? factor * weight : weight)
    }
    return TrainingSet(self, weights: counted)
  }

  public var rowCount: Int { matrix.rowCount }

  /// Sum of the weights per label, added in the order of the rows.
  func weightSums() -> (kept: Double, lost: Double) {
    var sums = (kept: 0.0, lost: 0.0)
    for row in 0..<rowCount {
      let weight = weights.map { Double($0[row]) } ?? 1
      if labels[row] == 1 { sums.lost += weight } else { sums.kept += weight }
    }
    return sums
  }

  /// Checks that rows of both labels weigh something, without which nothing can be trained.
  func checkBothClasses() throws(TrainingError) {
    if !labels.contains(1) { throw .oneClass(rows: rowCount, label: 0) }
    if !labels.contains(0) { throw .oneClass(rows: rowCount, label: 1) }
    let sums = weightSums()
    if sums.kept <= 0 { throw .noWeight(label: 0) }
    if sums.lost <= 0 { throw .noWeight(label: 1) }
  }

  /// Checks that `validation` has the same variables.
  func checkMatches(_ validation: TrainingSet) throws(TrainingError) {
    guard validation.variables.count == variables.count else {
      throw .unequalSizes(
        what: "variables in validation", found: validation.variables.count, expected: variables.count)
    }
    for (position, pair) in zip(variables, validation.variables).enumerated() where pair.0 != pair.1 {
      throw .differentVariables(
        position: position, training: pair.0.description, validation: pair.1.description)
    }
  }
}

extension TrainingVariable: CustomStringConvertible {
  public var description: String {
    switch kind {
    case .numeric: "\(name) (number)"
    case .category(let levels): "\(name) (category of \(levels) levels)"
    }
  }
}
