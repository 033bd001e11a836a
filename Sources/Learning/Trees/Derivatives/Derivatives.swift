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
  /// Each worker's scratch: the log-loss of the rows of a block.
  private let objectives: AlignedArray<Float>
  private let blockObjectives: AlignedArray<Double>

  init(_ set: TrainingSet, baseMargin: Double, team: ThreadTeam) {
    rowCount = set.rowCount
    labels = set.labels
    weights = set.weights
    margins = AlignedArray(count: rowCount, repeating: baseMargin)
    gradients = AlignedArray(count: rowCount)
    hessians = AlignedArray(count: rowCount)
    objectives = AlignedArray(count: team.threadCount * Self.blockRows)
    blockObjectives = AlignedArray(count: (rowCount + Self.blockRows - 1) / Self.blockRows)
    let sums = set.weightSums()
    weightSum = sums.kept + sums.lost
  }

  /// Computes the derivatives at the margins.
  ///
  /// - Returns: the mean log-loss there.
  func update(team: ThreadTeam) -> Double {
    team.forEachRange(rowCount, grain: Self.blockRows) { rows, worker in
      let objectives = self.objectives.view[(worker * Self.blockRows)...][0..<rows.count]
      self.labels.withView(of: rows) { labels in
        self.withWeights(of: rows) { weights in
          TreeKernels.logisticDerivatives(
            margins: self.margins.view[rows], labels: labels, weights: weights,
            gradients: self.gradients.view[rows], hessians: self.hessians.view[rows], objectives: objectives)
        }
      }
      self.blockObjectives.view[rows.lowerBound / Self.blockRows] = TreeKernels.sum(objectives)
    }
    return blockObjectives.view.elements.reduce(0, +) / weightSum
  }

  /// Calls `body` with the weights of some rows; with nil where every row weighs 1.
  @inline(__always)
  func withWeights(of rows: Range<Int>, _ body: (SharedBuffer<Float>?) -> Void) {
    guard let weights else { return body(nil) }
    weights.withView(of: rows, body)
  }
}
