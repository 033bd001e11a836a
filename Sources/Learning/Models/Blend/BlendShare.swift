#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How much of a blend a regression gets.
struct BlendShare {
  /// From 0 to 1, a whole number of hundredths.
  let share: Double

  /// A share that is smaller is not worth a second model.
  static let least = 0.05
  private static let steps = 20
  /// By how much a share of 1 is held less likely than one of 0 before rows have been seen, as a natural logarithm. Chosen on 23
  /// tables of 4,000 to 10,000 rows: about the same mean gain as without, a third of the greatest harm.
  private static let doubt = 3.0

  /// The mean of all shares by how likely they make what happened: few rows leave it near the middle of what they allow, many rows
  /// settle it. So it never jumps for one row more, as the best share would.
  ///
  /// - Parameters:
  ///   - regression: margins of rows that neither model was fitted to.
  ///   - trees: margins of the same rows.
  init(of regression: [Double], besides trees: [Double], on set: TrainingSet) {
    var losses = [Double](repeating: 0, count: Self.steps + 1)
    var (weights, squares) = (0.0, 0.0)
    for (row, label) in set.labels.enumerated() {
      let weight = set.weights.map { Double($0[row]) } ?? 1
      (weights, squares) = (weights + weight, squares + weight * weight)
      for step in losses.indices {
        let share = Double(step) / Double(Self.steps)
        let margin = (1 - share) * trees[row] + share * regression[row]
        losses[step] += weight * logLoss(margin: margin, label: Double(label))
      }
    }
    // Rows of unequal weights tell as much as fewer rows of the same weight.
    let scale = squares > 0 ? weights / squares : 0
    let best = losses.min() ?? 0
    let likelihoods = losses.enumerated().map { step, loss in
      exp(scale * (best - loss) - Self.doubt * Double(step) / Double(Self.steps))
    }
    let total = likelihoods.reduce(0, +)
    let mean =
      likelihoods.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
      / (total * Double(Self.steps))
    let rounded = (100 * mean).rounded() / 100
    share = rounded >= Self.least ? rounded : 0
  }
}
