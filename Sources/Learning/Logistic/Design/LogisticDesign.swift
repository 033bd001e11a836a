import CKernels
import Parallel
import Scoring

/// The design matrix of a logistic regression, made block by block when it is needed.
///
/// Column 0 is the intercept; then come the columns of each variable: standardised numbers, and 0/1 indicators
/// less their share, so that every column but the intercept has mean 0.
struct LogisticDesign: Sendable {
  let set: TrainingSet
  let prepared: [PreparedVariable]
  /// First column of each variable.
  let starts: [Int]
  let columnCount: Int
  let weightSum: Double
  /// Standardised values of numbers that are bent by a logarithm, which is not to be computed anew in every pass.
  private let bent: [AlignedArray<Double>?]

  init(_ set: TrainingSet, options: LogisticOptions, team: ThreadTeam) {
    let sums = set.weightSums()
    let weightSum = sums.kept + sums.lost
    self.set = set
    self.weightSum = weightSum
    prepared = team.map(set.variables.count) { index, _ in
      PreparedVariable(set, index: index, weightSum: weightSum, options: options)
    }
    var starts: [Int] = []
    var next = 1
    for variable in prepared {
      starts.append(next)
      next += variable.width
    }
    self.starts = starts
    columnCount = next
    bent = Self.bent(set, prepared, team: team)
  }

  /// The same columns for some of the rows.
  init(_ design: LogisticDesign, taking part: TrainingSet, team: ThreadTeam) {
    (prepared, starts, columnCount) = (design.prepared, design.starts, design.columnCount)
    set = part
    let sums = part.weightSums()
    weightSum = sums.kept + sums.lost
    bent = Self.bent(part, design.prepared, team: team)
  }

  private static func bent(_ set: TrainingSet, _ prepared: [PreparedVariable], team: ThreadTeam)
    -> [AlignedArray<Double>?]
  {
    team.map(prepared.count) { index, _ in
      guard case .number(let term, _) = prepared[index], term.transform == .signedLog else { return nil }
      let column = set.matrix.column(index)
      let values = AlignedArray<Double>(count: set.rowCount)
      let view = values.view
      for row in 0..<set.rowCount { view[row] = term.standardised(column[row]) }
      return values
    }
  }

  /// Writes the rows `rows` into `block`, a column every `stride` elements.
  func write(rows: Range<Int>, into block: SharedBuffer<Double>, stride: Int) {
    block[0..<rows.count].fill(with: 1)
    for (index, variable) in prepared.enumerated() {
      let source = set.matrix.column(index)[rows]
      let target = block[(starts[index] * stride)...]
      switch variable {
      case .constant: break
      case .number(let term, let hasIndicator):
        if let values = bent[index] {
          target[0..<rows.count].copy(from: values.view[rows])
        } else {
          source.standardise(churn_standard(term), into: target)
        }
        if hasIndicator {
          let indicator = target[stride...]
          for row in 0..<rows.count { indicator[row] = (source[row].isNaN ? 1 : 0) - term.missingShare }
        }
      case .category(let levels, let columnOfCode, let shares):
        for column in levels.indices {
          for row in 0..<rows.count { target[column * stride + row] = -shares[column] }
        }
        for row in 0..<rows.count {
          let code = source[row].isNaN ? columnOfCode.count - 1 : Int(source[row])
          let column = columnOfCode[code]
          if column >= 0 { target[column * stride + row] += 1 }
        }
      }
    }
  }

  /// What each column is, in order; the first is the intercept.
  var parts: [(variable: Int?, part: LogisticCoefficient.Part)] {
    var parts: [(Int?, LogisticCoefficient.Part)] = [(nil, .intercept)]
    for (index, variable) in prepared.enumerated() {
      switch variable {
      case .constant: break
      case .number(_, let hasIndicator):
        parts.append((index, .value))
        if hasIndicator { parts.append((index, .missing)) }
      case .category(let levels, _, _):
        parts += levels.map { (index, $0.map { .level($0) } ?? .otherLevels) }
      }
    }
    return parts
  }

  /// The variables that have one value in all rows.
  var constants: [Int] {
    prepared.indices.filter { if case .constant = prepared[$0] { true } else { false } }
  }

  /// The model with these coefficients, one per column.
  func model(coefficients: [Double]) -> LinearModel {
    var intercept = coefficients[0]
    var terms: [LinearTerm] = []
    for (index, variable) in prepared.enumerated() {
      let start = starts[index]
      switch variable {
      case .constant: break
      case .number(var term, let hasIndicator):
        term.weight = coefficients[start]
        if hasIndicator {
          term.missingWeight = coefficients[start + 1]
          intercept -= term.missingWeight * term.missingShare
        }
        terms.append(.numeric(term))
      case .category(_, let columnOfCode, let shares):
        let weights = columnOfCode.map { $0 >= 0 ? coefficients[start + $0] : 0 }
        let mean = shares.indices.reduce(0) { $0 + shares[$1] * coefficients[start + $1] }
        intercept -= mean
        terms.append(
          .category(
            CategoryTerm(
              variable: index, weights: Array(weights.dropLast()), otherWeight: weights[weights.count - 1],
              meanWeight: mean)))
      }
    }
    return LinearModel(variableCount: set.variables.count, intercept: intercept, terms: terms)
  }
}

extension churn_standard {
  /// ``NumericTerm/standardised(_:)`` of an unbent number.
  fileprivate init(_ term: NumericTerm) {
    self.init(
      lowest: Double(Float(term.lowest)), highest: Double(Float(term.highest)),
      imputation: Double(Float(term.imputation)), mean: term.mean,
      per_unit: 1 / term.scale)
  }
}

extension SharedBuffer<Float> {
  /// Writes each number cut, filled in and standardised; `target` has room for all.
  fileprivate func standardise(_ standard: churn_standard, into target: SharedBuffer<Double>) {
    churn_standardise(memory(of: count), count, standard, target.memory(of: count))
  }
}
