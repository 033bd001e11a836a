import Parallel
import Tabular

/// What is analysed: variables in columns, the label of each row, and when the row was.
public struct AnalysisTable: Sendable {
  /// A variable of the table.
  public struct Variable: Sendable, Hashable {
    public var name: String
    /// What a category's codes stand for; nil for numbers.
    public var levels: [String]?
    /// What the Float32s of the column stand for; nil where they are the numbers themselves.
    public var scale: CellScale?

    public init(name: String, levels: [String]? = nil, scale: CellScale? = nil) {
      self.name = name
      self.levels = levels
      self.scale = scale
    }
  }

  public let variables: [Variable]
  /// A column per variable; NaN is missing.
  public let matrix: ColumnMatrix
  /// 1 for a loss, else 0.
  public let labels: AlignedArray<UInt8>
  /// Weight of each row; nil for 1 each.
  public let weights: [Float]?
  /// Names of the periods in their order; empty where rows have no time.
  public let periods: [String]
  /// The period of each row.
  public let periodOfRow: [UInt8]
  /// Rows of each class.
  public let total: ClassCounts

  /// - Throws: ``BinningError`` where there is nothing to distinguish, or sizes do not fit.
  public init(
    variables: [Variable], matrix: ColumnMatrix, labels: [Float], weights: [Float]? = nil,
    periods: [String] = [], periodOfRow: [UInt8] = []
  ) throws(BinningError) {
    var problems: [String] = []
    if variables.count != matrix.columnCount || labels.count != matrix.rowCount
      || weights.map({ $0.count != labels.count }) ?? false
      || (!periods.isEmpty && periodOfRow.count != labels.count)
    {
      problems.append("Columns, labels, weights or periods are not as many as the table's columns and rows.")
    }
    if matrix.rowCount == 0 { problems.append("There are no rows to analyse.") }
    if matrix.rowCount >= Int(Int32.max) {
      problems.append("\(matrix.rowCount) rows are more than can be analysed at once; take a sample.")
    }
    if periods.count > 255 || periodOfRow.contains(where: { Int($0) >= periods.count }) && !periods.isEmpty {
      problems.append("More than 255 periods, or rows of an unknown one.")
    }
    if let bad = labels.first(where: { $0 != 0 && $0 != 1 }) {
      problems.append("The label \(bad) is neither 0 nor 1.")
    }
    if let bad = weights?.first(where: { !($0 >= 0 && $0.isFinite) }) {
      problems.append("The weight \(bad) is no usable number.")
    }
    guard problems.isEmpty else { throw BinningError(problems: problems) }
    let codes = AlignedArray<UInt8>(count: labels.count)
    var total = ClassCounts()
    for (row, label) in labels.enumerated() {
      codes.view[row] = label == 1 ? 1 : 0
      total.add(isLoss: label == 1, weight: weights.map { Double($0[row]) } ?? 1)
    }
    if total.lost <= 0 || total.kept <= 0 {
      throw BinningError(problems: [
        "All \(labels.count) rows have the same outcome (\(total.lost > 0 ? "loss" : "none")): there is nothing to distinguish. "
          + "Take more months, a lower floor or another loss rule."
      ])
    }
    self.variables = variables
    self.matrix = matrix
    self.labels = codes
    self.weights = weights
    self.periods = periods
    self.periodOfRow = periodOfRow
    self.total = total
  }

  public var rowCount: Int { matrix.rowCount }
  /// Whether each row is a loss.
  var losses: [Bool] { labels.view.elements.map { $0 != 0 } }
}

extension RecipeBook {
  /// The variables as an analysis knows them.
  public var analysisVariables: [AnalysisTable.Variable] {
    analysisVariables(scales: recipes.map { _ in nil })
  }

  /// The variables as an analysis knows them.
  ///
  /// - Parameter scales: what the Float32s of each variable stand for; nil where they are the numbers themselves.
  public func analysisVariables(scales: [CellScale?]) -> [AnalysisTable.Variable] {
    zip(recipes, scales).map { recipe, scale in
      AnalysisTable.Variable(
        name: recipe.name, levels: recipe.isCategory ? recipe.levels ?? [] : nil, scale: scale)
    }
  }
}
