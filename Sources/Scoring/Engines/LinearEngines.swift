import CKernels
import Numerics

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

/// Scores a linear model column by column over tiles of rows.
///
/// Each row's margin is added up in the order of the terms, so the bits are those of the reference.
struct ColumnwiseLinearEngine: ScoringEngine {
  /// Rows of a tile: their margins stay in the nearest cache while the columns pass.
  private static let tile = 1024

  let model: LinearModel

  func margin(of row: UnsafePointer<Float>, stride: Int) -> Double { model.margin(of: row, stride: stride) }

  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>) {
    for start in stride(from: 0, to: block.rowCount, by: Self.tile) {
      let rows = start..<min(start + Self.tile, block.rowCount)
      let sums = margins[rows].base
      for row in 0..<rows.count { sums[row] = model.intercept }
      for term in model.terms {
        let column = block.values.base + (term.variable * block.columnStride + rows.lowerBound)
        switch term {
        case .numeric(let numeric) where numeric.transform == .identity:
          var packed = churn_numeric_term(
            lowest: numeric.lowest, highest: numeric.highest, mean: numeric.mean, scale: numeric.scale,
            weight: numeric.weight, missing: numeric.addend(.nan))
          churn_add_numeric_term(&packed, column, rows.count, sums)
        case .numeric(let numeric):
          for row in 0..<rows.count { sums[row] += numeric.addend(column[row]) }
        case .binned(let binned):
          for row in 0..<rows.count { sums[row] += binned.addend(column[row]) }
        case .category(let category):
          category.weights.withUnsafeBufferPointer { weights in
            for row in 0..<rows.count {
              let code = Int(exactly: column[row]) ?? -1
              sums[row] += code >= 0 && code < weights.count ? weights[code] : category.otherWeight
            }
          }
        }
      }
    }
  }
}

extension LinearModel {
  /// The margin of a row whose value of variable v stands at `row[v * stride]`.
  func margin(of row: UnsafePointer<Float>, stride: Int) -> Double {
    var margin = intercept
    for term in terms {
      switch term {
      case .numeric(let numeric): margin += numeric.addend(row[numeric.variable * stride])
      case .category(let category): margin += category.addend(row[category.variable * stride])
      case .binned(let binned): margin += binned.addend(row[binned.variable * stride])
      }
    }
    return margin
  }
}
