import CKernels
import Parallel

/// Scores a linear model row by row, straight from the model.
struct ReferenceLinearEngine: ScoringEngine {
  let model: LinearModel

  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>) {
    for row in 0..<block.rowCount {
      margins[row] = margin(of: block.row(row))
    }
  }

  func margin(of row: RowView) -> Double { model.margin(of: row) }
}

/// Scores a linear model some columns at a time over tiles of rows.
///
/// Each row's margin is added up in the order of the terms, so the bits are those of the reference.
struct ColumnwiseLinearEngine: ScoringEngine {
  /// Rows of a tile: their margins stay in the nearest cache while the columns pass.
  private static let tile = 1024

  /// Many tiles, as each fetches the next one's values ahead of time, which would be in vain where another thread takes it.
  let rowsPerTurn = 16_384

  /// Terms that one after the other go one way.
  private enum Step {
    /// Numbers as they are.
    case numbers([churn_numeric_term])
    case other(LinearTerm)
  }

  private let base: Double
  private let steps: [Step]

  init(model: LinearModel) {
    base = model.startingMargin
    var steps: [Step] = []
    for term in model.terms {
      guard case .numeric(let numeric) = term, numeric.transform == .identity else {
        steps.append(.other(term))
        continue
      }
      let packed = churn_numeric_term(numeric)
      if case .numbers(let before)? = steps.last {
        steps[steps.count - 1] = .numbers(before + [packed])
      } else {
        steps.append(.numbers([packed]))
      }
    }
    self.steps = steps
  }

  func margin(of row: RowView) -> Double {
    var margin = base
    for step in steps {
      switch step {
      case .numbers(let terms):
        terms.withUnsafeBufferPointer { terms in
          for term in terms { term.add(row[Int(term.column)], to: &margin) }
        }
      case .other(let term): margin += term.addend(row[term.variable])
      }
    }
    return margin
  }

  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>) {
    for start in stride(from: 0, to: block.rowCount, by: Self.tile) {
      let rows = start..<min(start + Self.tile, block.rowCount)
      let sums = margins[rows]
      sums.fill(with: base)
      for step in steps {
        switch step {
        case .numbers(let terms):
          ScoringKernels.addNumericTerms(terms, of: block.rows(rows), to: sums)
        case .other(let term): add(term, of: block.column(term.variable, rows), to: sums)
        }
      }
    }
  }

  private func add(_ term: LinearTerm, of column: SharedBuffer<Float>, to sums: SharedBuffer<Double>) {
    let count = column.count
    switch term {
    case .numeric(let numeric):
      for row in 0..<count { sums[row] += numeric.addend(column[row]) }
    case .binned(let binned):
      for row in 0..<count { sums[row] += binned.addend(column[row]) }
    case .category(let category):
      category.weights.withUnsafeBufferPointer { weights in
        for row in 0..<count {
          let code = Int(exactly: column[row]) ?? -1
          sums[row] += code >= 0 && code < weights.count ? weights[code] : category.otherWeight
        }
      }
    }
  }
}

extension churn_numeric_term {
  fileprivate init(_ term: NumericTerm) {
    self.init(
      column: Int64(term.variable), lowest: Float(term.lowest), highest: Float(term.highest),
      imputation: Float(term.imputation), slope: term.slope, missing: term.missingWeight)
  }

  /// One row by itself.
  @inline(__always)
  fileprivate func add(_ value: Float, to margin: inout Double) {
    if value.isNaN {
      margin += slope * Double(imputation)
      if missing != 0 { margin += missing }
    } else {
      let atLeast = lowest > value ? lowest : value
      margin += slope * Double(highest < atLeast ? highest : atLeast)
    }
  }
}

extension LinearTerm {
  fileprivate func addend(_ value: Float) -> Double {
    switch self {
    case .numeric(let numeric): numeric.addend(value)
    case .category(let category): category.addend(value)
    case .binned(let binned): binned.addend(value)
    }
  }
}

extension LinearModel {
  /// The intercept and what numbers of 0 give, which every row has; bent numbers are added whole.
  fileprivate var startingMargin: Double {
    terms.reduce(intercept) { sum, term in
      guard case .numeric(let numeric) = term, numeric.transform == .identity else { return sum }
      return sum + numeric.offset
    }
  }

  /// The margin of a row.
  fileprivate func margin(of row: RowView) -> Double {
    var margin = startingMargin
    for term in terms {
      let value = row[term.variable]
      guard case .numeric(let numeric) = term, numeric.transform == .identity else {
        margin += term.addend(value)
        continue
      }
      margin += numeric.slope * Double(numeric.bounded(value))
      if value.isNaN, numeric.missingWeight != 0 { margin += numeric.missingWeight }
    }
    return margin
  }
}
