import Parallel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// −log of the probability that a margin gives to what happened: log(1 + exp(margin)) − label · margin.
@inline(__always)
func logLoss(margin: Double, label: Double) -> Double {
  max(margin, 0) - margin * label + log1p(exp(-margin.magnitude))
}

/// Weighted mean of the log-loss; blocks of fixed size are added in order, so threads do not matter.
func meanLogLoss(margins: [Double], set: TrainingSet, team: ThreadTeam) -> Double {
  let blockRows = 8192
  let blocks = (set.rowCount + blockRows - 1) / blockRows
  let sums = AlignedArray<SIMD2<Double>>(count: blocks)
  let view = sums.view
  team.forEachRange(set.rowCount, grain: blockRows) { rows, _ in
    var sum = SIMD2<Double>.zero
    for row in rows {
      let weight = set.weights.map { Double($0[row]) } ?? 1
      sum += SIMD2(weight * logLoss(margin: margins[row], label: Double(set.labels[row])), weight)
    }
    view[rows.lowerBound / blockRows] = sum
  }
  let total = view.elements.reduce(SIMD2<Double>.zero) { $0 + $1 }
  return total.y > 0 ? total.x / total.y : 0
}
