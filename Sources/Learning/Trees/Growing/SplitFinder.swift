import CKernels

/// Finds the best split of a node by one variable from the variable's histogram.
///
/// Splitting the node's sums into left and right lowers twice the loss by
///
///     G²(left) / (H(left) + l2) + G²(right) / (H(right) + l2) − G²(node) / (H(node) + l2)
///
/// with G and H the sums of first and second derivatives (Chen and Guestrin, "XGBoost", 2016, equation 7).
/// Of equal gains the first found stays, so results do not depend on chance.
struct SplitFinder: Sendable {
  let options: TreeOptions
  let bins: [VariableBins]
  let layout: HistogramLayout
  let scale: GradientScale

  /// What the gains of a node's splits are computed with.
  func terms(total: PackedSum) -> churn_split_terms {
    churn_split_terms(
      gradient_unit: scale.gradientUnit, hessian_unit: scale.hessianUnit, l2: options.l2,
      least_hessian: options.minimumHessian, floor: scale.score(total, l2: options.l2),
      minimum_gain: options.minimumGain)
  }

  /// The best split of a node whose rows sum up to `total`, or one that does not exist.
  ///
  /// Numbers are split without regard to the number of rows: ``TreeGrower`` counts them and asks
  /// ``bestCounted(variable:histogram:counts:total:)`` where a side is too small.
  func best(variable: Int, histogram: UnsafePointer<Int64>, total: PackedSum) -> SplitCandidate {
    let start = histogram + layout.starts[variable]
    switch bins[variable] {
    case .numbers(_, let valueBinCount, let isBounded):
      var terms = terms(total: total)
      let found = churn_best_threshold(start, valueBinCount, total.bits, isBounded ? 1 : 0, &terms)
      guard found.bin >= 0 else { return .none(minimumGain: options.minimumGain) }
      return SplitCandidate(
        gain: found.gain, variable: Int32(variable), lastLeftBin: found.bin,
        missingGoesLeft: found.missing_goes_left == 1, left: PackedSum(bits: found.left))
    case .categories(let codes, _):
      return bestOfCategories(
        variable: variable, histogram: start, counts: histogram + (layout.countStarts[variable] ?? 0),
        valueBinCount: codes.count, total: total)
    }
  }

  /// The best split that leaves at least ``TreeOptions/minimumRows`` rows on each side.
  ///
  /// `counts` holds the number of rows per bin where `histogram` holds the sums.
  func bestCounted(
    variable: Int, histogram: UnsafePointer<Int64>, counts: UnsafePointer<Int64>, total: PackedSum
  ) -> SplitCandidate {
    guard case .numbers(_, let valueBinCount, let isBounded) = bins[variable] else {
      return best(variable: variable, histogram: histogram, total: total)
    }
    let histogram = histogram + layout.starts[variable]
    let counts = counts + layout.starts[variable]
    var best = SplitCandidate.none(minimumGain: options.minimumGain)
    let missing = PackedSum(bits: histogram[valueBinCount])
    let missingRows = counts[valueBinCount]
    let rows = (0...valueBinCount).reduce(0) { $0 + counts[$1] }
    let floor = scale.score(total, l2: options.l2)
    let least = Int64(options.minimumRows)
    var left = PackedSum.zero
    var leftRows: Int64 = 0
    // With missing values, all numbers to the left and missing ones to the right is a split too.
    let lastSplit = missingRows > 0 && isBounded ? valueBinCount : valueBinCount - 1
    for bin in stride(from: 0, to: lastSplit, by: 1) where counts[bin] > 0 {
      left += PackedSum(bits: histogram[bin])
      leftRows += counts[bin]
      if leftRows >= least, rows - leftRows >= least,
        let gain = gain(left, total - left, floor: floor, l2: options.l2), gain > best.gain
      {
        best = SplitCandidate(
          gain: gain, variable: Int32(variable), lastLeftBin: Int32(bin),
          missingGoesLeft: missingRows == 0 && left.hessian >= (total - left).hessian, left: left)
      }
      if missingRows > 0, bin < valueBinCount - 1, leftRows + missingRows >= least,
        rows - leftRows - missingRows >= least
      {
        let leftWithMissing = left + missing
        if let gain = gain(leftWithMissing, total - leftWithMissing, floor: floor, l2: options.l2),
          gain > best.gain
        {
          best = SplitCandidate(
            gain: gain, variable: Int32(variable), lastLeftBin: Int32(bin), missingGoesLeft: true,
            left: leftWithMissing)
        }
      }
    }
    return best
  }

  /// Categories are put in the order of gradient / hessian; then the best subset is one from the start of that
  /// order (Fisher, "On Grouping for Maximum Homogeneity", 1958). Categories with few rows here go with the
  /// missing values. The children's ridge is raised by `categoryL2`, because ordering by the outcome fits noise.
  private func bestOfCategories(
    variable: Int, histogram: UnsafePointer<Int64>, counts: UnsafePointer<Int64>, valueBinCount: Int,
    total: PackedSum
  ) -> SplitCandidate {
    var best = SplitCandidate.none(minimumGain: options.minimumGain)
    var others = total
    var otherRows = (0...valueBinCount).reduce(0) { $0 + counts[$1] }
    let rows = otherRows
    let least = Int64(options.minimumRows)
    var listed: [(statistic: Double, bin: Int)] = []
    for bin in 0..<valueBinCount where counts[bin] >= options.minimumCategoryRows {
      let sum = PackedSum(bits: histogram[bin])
      others = others - sum
      otherRows -= counts[bin]
      listed.append((scale.gradient(sum) / (scale.hessian(sum) + options.categorySmoothing), bin))
    }
    listed.sort { $0 < $1 }
    let floor = scale.score(total, l2: options.l2)
    let l2 = options.l2 + options.categoryL2
    var left = PackedSum.zero
    var leftRows: Int64 = 0
    for count in stride(from: 1, through: otherRows > 0 ? listed.count : listed.count - 1, by: 1) {
      left += PackedSum(bits: histogram[listed[count - 1].bin])
      leftRows += counts[listed[count - 1].bin]
      let missingGoesLeft = otherRows == 0 && leftRows >= rows - leftRows
      if leftRows >= least, rows - leftRows >= least,
        let gain = gain(left, total - left, floor: floor, l2: l2), gain > best.gain
      {
        best = SplitCandidate(
          gain: gain, variable: Int32(variable),
          listedBins: binSet(missingGoesLeft ? listed[count...] : listed[..<count]),
          missingGoesLeft: missingGoesLeft, left: left)
      }
      let withOthers = left + others
      if otherRows > 0, count < listed.count, leftRows + otherRows >= least,
        rows - leftRows - otherRows >= least,
        let gain = gain(withOthers, total - withOthers, floor: floor, l2: l2), gain > best.gain
      {
        best = SplitCandidate(
          gain: gain, variable: Int32(variable), listedBins: binSet(listed[count...]), missingGoesLeft: true,
          left: withOthers)
      }
    }
    return best
  }

  private func binSet(_ listed: ArraySlice<(statistic: Double, bin: Int)>) -> BinSet {
    var set = BinSet()
    for entry in listed { set.insert(entry.bin) }
    return set
  }

  /// The gain of a split, or nil where a side is too light.
  @inline(__always)
  private func gain(_ left: PackedSum, _ right: PackedSum, floor: Double, l2: Double) -> Double? {
    let leftHessian = scale.hessian(left)
    let rightHessian = scale.hessian(right)
    guard left.hessian > 0, right.hessian > 0, leftHessian >= options.minimumHessian,
      rightHessian >= options.minimumHessian
    else { return nil }
    let leftGradient = scale.gradient(left)
    let rightGradient = scale.gradient(right)
    let leftScale = leftHessian + l2
    let rightScale = rightHessian + l2
    return (leftGradient * leftGradient * rightScale + rightGradient * rightGradient * leftScale)
      / (leftScale * rightScale) - floor
  }
}
