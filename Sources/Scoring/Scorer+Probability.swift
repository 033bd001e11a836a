import CKernels
import Numerics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Scorer {
  /// The probability of a margin: 1 / (1 + exp(−margin)), computed so that neither end overflows, to two units in the last
  /// place and with the same bits on every machine.
  public static func probability(ofMargin margin: Double) -> Double { churn_probability(margin) }

  /// The probability of a loss of a row with a margin, calibrated where the model is.
  public func probability(_ margin: Double) -> Double {
    Self.probability(ofMargin: calibration?.margin(of: margin) ?? margin)
  }

  /// Writes the probability of a loss of each row of `block` into `probabilities`, on the calling thread.
  ///
  /// `block` has ``variableCount`` columns; `probabilities` has at least as many places as the block has rows.
  public func probabilities(of block: ColumnBlock, into probabilities: SharedBuffer<Double>) {
    margins(of: block, into: probabilities)
    if let calibration {
      for row in 0..<block.rowCount { probabilities[row] = calibration.margin(of: probabilities[row]) }
    }
    churn_probabilities(probabilities.base, block.rowCount)
  }

  /// The probability of a loss of each row of `matrix`, computed by `team`.
  public func probabilities(of matrix: ColumnMatrix, team: ThreadTeam) -> [Double] {
    matrix.withBlock { block in
      Array(unsafeUninitializedCapacity: matrix.rowCount) { buffer, count in
        if let base = buffer.baseAddress {
          let places = SharedBuffer(base: base, count: matrix.rowCount)
          team.forEachRange(matrix.rowCount, grain: Self.rowsPerTurn) { rows, _ in
            probabilities(of: block.rows(rows), into: places[rows])
          }
        }
        count = matrix.rowCount
      }
    }
  }

  /// The margin of a probability: log(p / (1 − p)).
  public static func margin(ofProbability probability: Double) -> Double {
    log(probability) - log1p(-probability)
  }
}
