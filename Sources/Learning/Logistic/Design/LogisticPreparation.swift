import Parallel
import Scoring

/// How one variable becomes columns of the design matrix; trained on the training rows.
enum PreparedVariable: Sendable {
  /// A number: one standardised column, and an indicator of missing values where `hasIndicator`.
  ///
  /// `term` carries the preparation with weights of 0.
  case number(term: NumericTerm, hasIndicator: Bool)
  /// A category: a 0/1 column per entry of `levels`, which are codes, or nil for "missing or rare".
  ///
  /// The heaviest level has no column: it is what the others are compared with. `columnOfCode` gives the column
  /// of each code and, last, that of missing values, or -1 for the reference. `shares` is each column's share
  /// of the training rows.
  case category(levels: [Int?], columnOfCode: [Int], shares: [Double])
  /// Left out: it has the same value in all training rows.
  case constant

  /// Number of columns in the design matrix.
  var width: Int {
    switch self {
    case .number(_, let hasIndicator): hasIndicator ? 2 : 1
    case .category(let levels, _, _): levels.count
    case .constant: 0
    }
  }
}

extension PreparedVariable {
  /// Trains the preparation of variable `index` of a table whose weights add up to `weightSum`.
  init(_ set: TrainingSet, index: Int, weightSum: Double, options: LogisticOptions) {
    switch set.variables[index].kind {
    case .numeric: self = Self.number(set, index: index, weightSum: weightSum, options: options)
    case .category(let levels):
      self = Self.category(set, index: index, levels: levels, weightSum: weightSum, options: options)
    }
  }

  private static func number(
    _ set: TrainingSet, index: Int, weightSum: Double, options: LogisticOptions
  ) -> PreparedVariable {
    let column = set.matrix.column(index)
    if options.clippedShare == 0, !options.transformsLongTails,
      let term = plainTerm(set, index: index, weightSum: weightSum)
    {
      return term.scale > 0 ? .number(term: term, hasIndicator: false) : .constant
    }
    let quantiles = WeightedQuantiles(column, weights: set.weights)
    let missingWeight = max(0, weightSum - quantiles.weight)
    let hasIndicator =
      missingWeight >= options.minimumMissingRows && quantiles.weight >= options.minimumMissingRows
    let bound = 1e30
    func figure(_ share: Double) -> Double { min(max(quantiles.quantile(share) ?? 0, -bound), bound) }
    let low = figure(options.clippedShare)
    let high = figure(1 - options.clippedShare)
    let median = figure(0.5)
    let tail = max(high - median, median - low)
    let isLong = options.transformsLongTails && tail > options.longTail * (figure(0.75) - figure(0.25))
    var term = NumericTerm(
      variable: index, lowest: low, highest: high, imputation: median,
      transform: isLong ? .signedLog : .identity, mean: 0, scale: 1, weight: 0,
      missingShare: weightSum > 0 ? missingWeight / weightSum : 0)
    term.standardise(column, weights: set.weights, weightSum: weightSum)
    // A cut that leaves one value would throw away rare but real differences: try without.
    if term.scale == 0, !quantiles.isEmpty, figure(0) < figure(1) {
      (term.lowest, term.highest) = (figure(0), figure(1))
      term.standardise(column, weights: set.weights, weightSum: weightSum)
    }
    if term.scale == 0 {
      guard hasIndicator else { return .constant }
      term.scale = 1
    }
    return .number(term: term, hasIndicator: hasIndicator)
  }

  /// The preparation of a complete column that is neither cut nor bent, for which nothing need be sorted; nil where
  /// a value is missing or not finite.
  private static func plainTerm(_ set: TrainingSet, index: Int, weightSum: Double) -> NumericTerm? {
    let column = set.matrix.column(index)
    var (lowest, highest, sum) = (Float.infinity, -Float.infinity, 0.0)
    let weights = set.weights
    for row in 0..<column.count {
      let value = column[row]
      lowest = value < lowest ? value : lowest
      highest = value > highest ? value : highest
      sum += weights.map { Double($0[row]) * Double(value) } ?? Double(value)
    }
    guard sum.isFinite, lowest.isFinite, highest.isFinite, weightSum > 0 else { return nil }
    var term = NumericTerm(
      variable: index, lowest: Double(lowest), highest: Double(highest), imputation: sum / weightSum,
      mean: sum / weightSum, scale: 1, weight: 0)
    let mean = term.mean
    var squares = 0.0
    for row in 0..<column.count {
      let distance = Double(column[row]) - mean
      squares += (weights.map { Double($0[row]) } ?? 1) * distance * distance
    }
    let scale = (squares / weightSum).squareRoot()
    // Rounding alone must not make a constant look like a variable.
    term.scale = scale > 1e-10 * max(1e-10, mean.magnitude) ? scale : 0
    return term
  }

  private static func category(
    _ set: TrainingSet, index: Int, levels: Int, weightSum: Double, options: LogisticOptions
  ) -> PreparedVariable {
    let column = set.matrix.column(index)
    var sums = [Double](repeating: 0, count: levels)
    var others = 0.0
    for row in 0..<set.rowCount {
      let weight = set.weights.map { Double($0[row]) } ?? 1
      if column[row].isNaN { others += weight } else { sums[Int(column[row])] += weight }
    }
    let frequent = (0..<levels).filter { sums[$0] >= options.minimumLevelRows }
    for code in 0..<levels where sums[code] < options.minimumLevelRows { others += sums[code] }
    var entries: [(level: Int?, weight: Double)] = frequent.map { ($0, sums[$0]) }
    if others > 0 { entries.append((nil, others)) }
    guard entries.count > 1, weightSum > 0 else { return .constant }
    let heaviest = entries.indices.reduce(0) { entries[$1].weight > entries[$0].weight ? $1 : $0 }
    let hasOthers = others > 0
    let reference = entries.remove(at: heaviest).level
    var columnOfCode = [Int](repeating: -1, count: levels + 1)
    for (position, entry) in entries.enumerated() { columnOfCode[entry.level ?? levels] = position }
    // Rare codes share the column of missing values; without one, they are as good as the reference.
    if hasOthers, reference != nil {
      for code in 0..<levels where sums[code] < options.minimumLevelRows {
        columnOfCode[code] = columnOfCode[levels]
      }
    }
    return .category(
      levels: entries.map(\.level), columnOfCode: columnOfCode, shares: entries.map { $0.weight / weightSum })
  }
}

extension NumericTerm {
  /// Trains mean and standard deviation of the transformed values; a standard deviation of 0 means "constant".
  fileprivate mutating func standardise(_ column: SharedBuffer<Float>, weights: [Float]?, weightSum: Double) {
    (mean, scale) = (0, 1)
    guard weightSum > 0 else {
      scale = 0
      return
    }
    var sum = 0.0
    for row in 0..<column.count { sum += (weights.map { Double($0[row]) } ?? 1) * standardised(column[row]) }
    mean = sum / weightSum
    var squares = 0.0
    for row in 0..<column.count {
      let distance = standardised(column[row])
      squares += (weights.map { Double($0[row]) } ?? 1) * distance * distance
    }
    scale = (squares / weightSum).squareRoot()
    // Rounding alone must not make a constant look like a variable.
    if !(scale > 1e-10 * max(1e-10, mean.magnitude)) { scale = 0 }
  }
}
