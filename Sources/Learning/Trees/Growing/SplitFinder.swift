import CKernels
import Configuration
import Parallel

/// Finds the best split of a node by one variable from the variable's histogram.
///
/// Splitting the node's sums into left and right lowers twice the objective by
///
///     G²(left) / (H(left) + l2) + G²(right) / (H(right) + l2) − G²(node) / (H(node) + l2)
///
/// with G and H the sums of first and second derivatives (Chen and Guestrin, "XGBoost", 2016, equation 7).
/// Of equal gains the first found stays, so results do not depend on chance.
struct SplitFinder: Sendable {
  let options: TreeSettings
  let bins: [VariableBins]
  let layout: HistogramLayout
  let scale: GradientScale
  let constraints: TreeConstraints

  /// A node whose splits are looked for.
  struct Node: Sendable {
    /// Sums over its rows.
    var total: PackedSum
    var bounds: NodeBounds
  }

  /// What the gains of a node's splits by a variable are computed with.
  ///
  /// - Parameter light: what a split counts that leaves too little on a side.
  func terms(_ node: Node, variable: Int, light: Double = -1) -> churn_split_terms {
    let direction = constraints.directions[variable]
    return churn_split_terms(
      gradient_unit: scale.gradientUnit, hessian_unit: scale.hessianUnit, l2: options.l2,
      least_hessian: options.minimumHessian, floor: score(node.total, bounds: node.bounds),
      minimum_gain: options.minimumGain, l1: options.l1, light: light, lower: node.bounds.lower,
      upper: node.bounds.upper, direction: direction,
      is_bounded: direction != 0 || node.bounds.isBounded ? 1 : 0)
  }

  /// By how much twice the objective falls with the best value for some rows.
  private func score(_ sum: PackedSum, bounds: NodeBounds) -> Double {
    LeafValue(options, bounds: bounds).score(gradient: scale.gradient(sum), hessian: scale.hessian(sum))
  }

  /// The best value for some rows.
  func value(of sum: PackedSum, bounds: NodeBounds) -> Double {
    LeafValue(options, bounds: bounds).value(gradient: scale.gradient(sum), hessian: scale.hessian(sum))
  }

  /// The best split of a node by a variable, or one that does not exist.
  ///
  /// Numbers are split without regard to the number of rows: ``TreeGrower`` counts them and asks
  /// ``bestCounted(variable:histogram:counts:node:)`` where a side is too small.
  func best(variable: Int, histogram: SharedBuffer<Int64>, node: Node) -> SplitCandidate {
    let start = histogram[layout.starts[variable]...]
    switch bins[variable] {
    case .numbers(_, let valueBinCount, let isBounded):
      let found = TreeKernels.bestThreshold(
        start, binCount: valueBinCount, total: node.total, splitsOffMissing: isBounded,
        terms: terms(node, variable: variable))
      guard found.bin >= 0 else { return .none(minimumGain: options.minimumGain) }
      return SplitCandidate(
        gain: found.gain, variable: Int32(variable), lastLeftBin: found.bin,
        missingGoesLeft: found.missing_goes_left == 1, left: PackedSum(bits: found.left))
    case .categories(let codes, _):
      return bestOfCategories(
        variable: variable, histogram: start, counts: histogram[(layout.countStarts[variable] ?? 0)...],
        valueBinCount: codes.count, node: node)
    }
  }

  /// The best split that leaves at least `TreeSettings/minimumRows` rows on each side.
  ///
  /// `counts` holds the number of rows per bin where `histogram` holds the sums.
  func bestCounted(
    variable: Int, histogram: SharedBuffer<Int64>, counts: SharedBuffer<Int64>, node: Node
  ) -> SplitCandidate {
    guard case .numbers(_, let valueBinCount, let isBounded) = bins[variable] else {
      return best(variable: variable, histogram: histogram, node: node)
    }
    let histogram = histogram[layout.starts[variable]...]
    let counts = counts[layout.starts[variable]...]
    let total = node.total
    var best = SplitCandidate.none(minimumGain: options.minimumGain)
    let missing = PackedSum(bits: histogram[valueBinCount])
    let missingRows = counts[valueBinCount]
    let rows = (0...valueBinCount).reduce(0) { $0 + counts[$1] }
    let floor = score(total, bounds: node.bounds)
    let least = Int64(options.minimumRows)
    let direction = constraints.directions[variable]
    var left = PackedSum.zero
    var leftRows: Int64 = 0
    // With missing values, all numbers to the left and missing ones to the right is a split too.
    let lastSplit = missingRows > 0 && isBounded ? valueBinCount : valueBinCount - 1
    for bin in stride(from: 0, to: lastSplit, by: 1) where counts[bin] > 0 {
      left += PackedSum(bits: histogram[bin])
      leftRows += counts[bin]
      if leftRows >= least, rows - leftRows >= least,
        let gain = gain(left, of: node, floor: floor, direction: direction), gain > best.gain
      {
        best = SplitCandidate(
          gain: gain, variable: Int32(variable), lastLeftBin: Int32(bin),
          missingGoesLeft: missingRows == 0 && left.hessian >= (total - left).hessian, left: left)
      }
      if missingRows > 0, bin < valueBinCount - 1, leftRows + missingRows >= least,
        rows - leftRows - missingRows >= least
      {
        let leftWithMissing = left + missing
        if let gain = gain(leftWithMissing, of: node, floor: floor, direction: direction), gain > best.gain {
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
    variable: Int, histogram: SharedBuffer<Int64>, counts: SharedBuffer<Int64>, valueBinCount: Int,
    node: Node
  ) -> SplitCandidate {
    let total = node.total
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
    let floor = score(total, bounds: node.bounds)
    let l2 = options.categoryL2
    var left = PackedSum.zero
    var leftRows: Int64 = 0
    for count in stride(from: 1, through: otherRows > 0 ? listed.count : listed.count - 1, by: 1) {
      left += PackedSum(bits: histogram[listed[count - 1].bin])
      leftRows += counts[listed[count - 1].bin]
      let missingGoesLeft = otherRows == 0 && leftRows >= rows - leftRows
      if leftRows >= least, rows - leftRows >= least,
        let gain = gain(left, of: node, floor: floor, addedL2: l2), gain > best.gain
      {
        best = SplitCandidate(
          gain: gain, variable: Int32(variable),
          listedBins: binSet(missingGoesLeft ? listed[count...] : listed[..<count]),
          missingGoesLeft: missingGoesLeft, left: left)
      }
      let withOthers = left + others
      if otherRows > 0, count < listed.count, leftRows + otherRows >= least,
        rows - leftRows - otherRows >= least,
        let gain = gain(withOthers, of: node, floor: floor, addedL2: l2), gain > best.gain
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

  /// The gain of a split by a number with these sums on the left; nil where it may not be.
  func numberGain(_ left: PackedSum, of node: Node, variable: Int) -> Double? {
    gain(
      left, of: node, floor: score(node.total, bounds: node.bounds),
      direction: constraints.directions[variable])
  }

  /// The gain of a split by a category with these sums on the left; nil where it may not be.
  func categoryGain(_ left: PackedSum, of node: Node) -> Double? {
    gain(left, of: node, floor: score(node.total, bounds: node.bounds), addedL2: options.categoryL2)
  }

  /// The gain of a split, or nil where a side is too light or the sides' values go against the direction.
  private func gain(
    _ left: PackedSum, of node: Node, floor: Double, addedL2: Double = 0, direction: Double = 0
  ) -> Double? {
    let right = node.total - left
    let leftHessian = scale.hessian(left)
    let rightHessian = scale.hessian(right)
    guard left.hessian > 0, right.hessian > 0, leftHessian >= options.minimumHessian,
      rightHessian >= options.minimumHessian
    else { return nil }
    let leaf = LeafValue(options, addedL2: addedL2, bounds: node.bounds)
    let leftGradient = scale.gradient(left)
    let rightGradient = scale.gradient(right)
    if direction != 0 {
      let leftValue = leaf.value(gradient: leftGradient, hessian: leftHessian)
      let rightValue = leaf.value(gradient: rightGradient, hessian: rightHessian)
      if (rightValue - leftValue) * direction < 0 { return nil }
    }
    return leaf.score(gradient: leftGradient, hessian: leftHessian)
      + leaf.score(gradient: rightGradient, hessian: rightHessian) - floor
  }
}
