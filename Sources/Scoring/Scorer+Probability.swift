import CKernels
import Parallel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Scorer {
  /// The probability of a margin: 1 / (1 + exp(−margin)), computed so that neither end overflows, to three units in the last
  /// place and with the same bits on every machine; 0 for margins below −707, whose odds Float64 no longer holds in full.
  public static func probability(ofMargin margin: Double) -> Double { churn_probability(margin) }

  /// The probability of a loss of a row with a margin, calibrated where the model is.
  public func probability(_ margin: Double) -> Double {
    Self.probability(ofMargin: calibration?.margin(of: margin) ?? margin)
  }

  /// Writes the probability of a loss of each row of `block` into `probabilities`, on the calling thread.
  ///
  /// `block` has ``variableCount`` columns; `probabilities` has at least as many elements as the block has rows.
  public func probabilities(of block: ColumnBlock, into probabilities: SharedBuffer<Double>) {
    // Some rows at a time, whose margins are still in the nearest cache when they are bent.
    for start in stride(from: 0, to: block.rowCount, by: Self.rowsPerBend) {
      let rows = start..<min(start + Self.rowsPerBend, block.rowCount)
      let target = probabilities[rows]
      margins(of: block.rows(rows), into: target)
      if let calibration {
        for row in 0..<rows.count { target[row] = calibration.margin(of: target[row]) }
      }
      ScoringKernels.makeProbabilities(of: target)
    }
  }

  private static let rowsPerBend = 2048

  /// The probability of a loss of each row of `matrix`, computed by `team`.
  public func probabilities(of matrix: ColumnMatrix, team: ThreadTeam) -> [Double] {
    filled(matrix.rowCount) { probabilities(of: matrix, into: $0, team: team) }
  }

  /// Writes the probability of a loss of each row of `matrix` into `probabilities`, which has at least as many elements as
  /// the matrix has rows, computed by `team`.
  public func probabilities(
    of matrix: ColumnMatrix, into probabilities: SharedBuffer<Double>, team: ThreadTeam
  ) {
    precondition(
      probabilities.count >= matrix.rowCount, "There must be an element for each row's probability.")
    matrix.withBlock { block in
      team.forEachRange(matrix.rowCount, grain: rowsPerTurn) { rows, _ in
        self.probabilities(of: block.rows(rows), into: probabilities[rows])
      }
    }
  }

  /// The margin of a probability: log(p / (1 − p)).
  public static func margin(ofProbability probability: Double) -> Double {
    log(probability) - log1p(-probability)
  }
}
