import CKernels
import Parallel

/// Scores a linear model row by row, straight from the model.
struct ReferenceLinearEngine: ScoringEngine {
  let model: LinearModel

  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>) {
    for row in 0..<block.rowCount {
      margins[row] = margin(of: block.values.base + row, stride: block.columnStride)
    }
  }

  func margin(of row: UnsafePointer<Float>, stride: Int) -> Double { model.margin(of: row, stride: stride) }
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
    base = model.base
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

  func margin(of row: UnsafePointer<Float>, stride: Int) -> Double {
    var margin = base
    for step in steps {
      switch step {
      case .numbers(let terms):
        terms.withUnsafeBufferPointer { terms in
          for term in terms { term.add(row[Int(term.column) * stride], to: &margin) }
        }
      case .other(let term): margin += term.addend(row[term.variable * stride])
      }
    }
    return margin
  }

  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>) {
    for start in stride(from: 0, to: block.rowCount, by: Self.tile) {
      let rows = start..<min(start + Self.tile, block.rowCount)
      let sums = margins[rows].base
      for row in 0..<rows.count { sums[row] = base }
      for step in steps {
        switch step {
        case .numbers(let terms):
          terms.withUnsafeBufferPointer { terms in
            guard let first = terms.baseAddress else { return }
            churn_add_numeric_terms(
              first, terms.count, block.values.base + rows.lowerBound, block.columnStride, rows.count, sums)
          }
        case .other(let term):
          add(
            term, block.values.base + (term.variable * block.columnStride + rows.lowerBound), rows.count, sums
          )
        }
      }
    }
  }

  private func add(
    _ term: LinearTerm, _ column: UnsafePointer<Float>, _ count: Int, _ sums: UnsafeMutablePointer<Double>
  ) {
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
  fileprivate var base: Double {
    terms.reduce(intercept) { sum, term in
      guard case .numeric(let numeric) = term, numeric.transform == .identity else { return sum }
      return sum + numeric.offset
    }
  }

  /// The margin of a row whose value of variable v stands at `row[v * stride]`.
  fileprivate func margin(of row: UnsafePointer<Float>, stride: Int) -> Double {
    var margin = base
    for term in terms {
      let value = row[term.variable * stride]
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
