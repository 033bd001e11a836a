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
  let scale: GradientScale

  /// The best split of a node whose rows sum up to `total`, or one that does not exist.
  ///
  /// `histogram` holds the variable's bins, the missing one last.
  func best(variable: Int, histogram: UnsafePointer<GradientSum>, total: GradientSum) -> SplitCandidate {
    switch bins[variable] {
    case .numbers(_, let valueBinCount, let isBounded):
      return bestOfNumbers(
        variable: variable, histogram: histogram, valueBinCount: valueBinCount, isBounded: isBounded,
        total: total)
    case .categories(let codes, _):
      return bestOfCategories(
        variable: variable, histogram: histogram, valueBinCount: codes.count, total: total)
    }
  }

  private func bestOfNumbers(
    variable: Int, histogram: UnsafePointer<GradientSum>, valueBinCount: Int, isBounded: Bool,
    total: GradientSum
  ) -> SplitCandidate {
    var best = SplitCandidate.none(minimumGain: options.minimumGain)
    let missing = histogram[valueBinCount]
    let missingRows = missing.rows
    let floor = scale.score(total, l2: options.l2)
    var left = GradientSum.zero
    // With missing values, all numbers to the left and missing ones to the right is a split too.
    let lastSplit = missingRows > 0 && isBounded ? valueBinCount : valueBinCount - 1
    for bin in stride(from: 0, to: lastSplit, by: 1) {
      let here = histogram[bin]
      if here.rows == 0 { continue }
      left += here
      let right = total - left
      // Numbers to the right only get fewer; missing values may still fill up the right side.
      if right.rows < options.minimumRows { break }
      if let gain = gain(left, right, floor: floor, l2: options.l2), gain > best.gain {
        best = SplitCandidate(
          gain: gain, variable: Int32(variable), lastLeftBin: Int32(bin),
          missingGoesLeft: missingRows == 0 && left.rows >= right.rows, left: left)
      }
      if missingRows > 0, bin < valueBinCount - 1 {
        let leftWithMissing = left + missing
        if let gain = gain(leftWithMissing, right - missing, floor: floor, l2: options.l2), gain > best.gain {
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
    variable: Int, histogram: UnsafePointer<GradientSum>, valueBinCount: Int, total: GradientSum
  ) -> SplitCandidate {
    var best = SplitCandidate.none(minimumGain: options.minimumGain)
    var others = total
    var listed: [(statistic: Double, bin: Int)] = []
    for bin in 0..<valueBinCount where histogram[bin].rows >= options.minimumCategoryRows {
      let sum = histogram[bin]
      others = others - sum
      listed.append((scale.gradient(sum) / (scale.hessian(sum) + options.categorySmoothing), bin))
    }
    listed.sort { $0 < $1 }
    let otherRows = others.rows
    let floor = scale.score(total, l2: options.l2)
    let l2 = options.l2 + options.categoryL2
    var left = GradientSum.zero
    for count in stride(from: 1, through: otherRows > 0 ? listed.count : listed.count - 1, by: 1) {
      left += histogram[listed[count - 1].bin]
      let right = total - left
      let missingGoesLeft = otherRows == 0 && left.rows >= right.rows
      if let gain = gain(left, right, floor: floor, l2: l2), gain > best.gain {
        best = SplitCandidate(
          gain: gain, variable: Int32(variable),
          listedBins: binSet(missingGoesLeft ? listed[count...] : listed[..<count]),
          missingGoesLeft: missingGoesLeft, left: left)
      }
      if otherRows > 0, count < listed.count,
        let gain = gain(left + others, right - others, floor: floor, l2: l2), gain > best.gain
      {
        best = SplitCandidate(
          gain: gain, variable: Int32(variable), listedBins: binSet(listed[count...]), missingGoesLeft: true,
          left: left + others)
      }
    }
    return best
  }

  private func binSet(_ listed: ArraySlice<(statistic: Double, bin: Int)>) -> BinSet {
    var set = BinSet()
    for entry in listed { set.insert(entry.bin) }
    return set
  }

  /// The gain of a split, or nil where a side is too small.
  @inline(__always)
  private func gain(_ left: GradientSum, _ right: GradientSum, floor: Double, l2: Double) -> Double? {
    guard left.rows >= options.minimumRows, right.rows >= options.minimumRows,
      scale.hessian(left) >= options.minimumHessian, scale.hessian(right) >= options.minimumHessian
    else { return nil }
    return scale.score(left, l2: l2) + scale.score(right, l2: l2) - floor
  }
}
