import CKernels
import Parallel

/// First and second derivatives of the log-loss per row, with the margins that they were taken at.
///
/// With p = probability(margin): gradient = weight · (p − label), hessian = weight · p · (1 − p).
final class Derivatives: Sendable {
  /// Rows that are worked on together; sums are formed per block and added in the order of blocks.
  static let blockRows = 16384

  let rowCount: Int
  let margins: AlignedArray<Double>
  let gradients: AlignedArray<Float>
  let hessians: AlignedArray<Float>
  let weights: [Float]?
  private let labels: [Float]
  private let weightSum: Double
  private let losses: AlignedArray<Float>
  private let blockLosses: AlignedArray<Double>

  init(_ set: TrainingSet, baseMargin: Double, team: ThreadTeam) {
    rowCount = set.rowCount
    labels = set.labels
    weights = set.weights
    margins = AlignedArray(count: rowCount, repeating: baseMargin)
    gradients = AlignedArray(count: rowCount)
    hessians = AlignedArray(count: rowCount)
    losses = AlignedArray(count: team.threadCount * Self.blockRows)
    blockLosses = AlignedArray(count: (rowCount + Self.blockRows - 1) / Self.blockRows)
    let sums = set.weightSums()
    weightSum = sums.kept + sums.lost
  }

  /// Computes the derivatives at the margins.
  ///
  /// - Returns: the mean log-loss there.
  func update(team: ThreadTeam) -> Double {
    team.forEachRange(rowCount, grain: Self.blockRows) { rows, worker in
      let first = rows.lowerBound
      let losses = self.losses.view.base + worker * Self.blockRows
      self.labels.withUnsafeBufferPointer { labels in
        self.withWeights(from: first) { weights in
          guard let labels = labels.baseAddress else { return }
          churn_logistic_derivatives(
            self.margins.view.base + first, labels + first, weights, rows.count,
            self.gradients.view.base + first, self.hessians.view.base + first, losses)
        }
      }
      self.blockLosses.view[first / Self.blockRows] = churn_sum(losses, rows.count)
    }
    return blockLosses.view.elements.reduce(0, +) / weightSum
  }

  /// Calls `body` with the weights from row `first` on; with nil where every row weighs 1.
  @inline(__always)
  func withWeights<Result>(from first: Int, _ body: (UnsafePointer<Float>?) -> Result) -> Result {
    guard let weights else { return body(nil) }
    return weights.withUnsafeBufferPointer { body($0.baseAddress.map { $0 + first }) }
  }
}
