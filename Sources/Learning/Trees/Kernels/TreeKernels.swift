import CKernels
import Parallel

/// The C kernels of tree training with lengths: each of these functions says how many elements its kernel reads and
/// writes of each buffer, and debug builds check that they are there.
enum TreeKernels {
  // MARK: Derivatives

  /// The weighted log-loss of each row and its first and second derivatives by the margin; without `weights` each row
  /// weighs 1.
  static func logisticDerivatives(
    margins: SharedBuffer<Double>, labels: SharedBuffer<Float>, weights: SharedBuffer<Float>?,
    gradients: SharedBuffer<Float>, hessians: SharedBuffer<Float>, objectives: SharedBuffer<Float>
  ) {
    let count = margins.count
    churn_logistic_derivatives(
      margins.memory(of: count), labels.memory(of: count), weights?.memory(of: count), count,
      gradients.memory(of: count), hessians.memory(of: count), objectives.memory(of: count))
  }

  /// The sum of numbers, added in an order that depends on their count alone.
  static func sum(_ values: SharedBuffer<Float>) -> Double {
    churn_sum(values.memory(of: values.count), values.count)
  }

  /// The greatest absolute value; 0 of none.
  static func greatestMagnitude(_ values: SharedBuffer<Float>) -> Float {
    churn_greatest_magnitude(values.memory(of: values.count), values.count)
  }

  /// Rounds the derivatives of rows to pairs of whole numbers: to the nearest, or dithered so that the expectation is
  /// exact.
  ///
  /// - Parameter first: number of the first row; what is drawn for a row depends on its number and the seed alone.
  static func roundPairs(
    gradients: SharedBuffer<Float>, hessians: SharedBuffer<Float>, first: Int, factors: SIMD2<Float>,
    isDithered: Bool, seed: UInt32, into pairs: SharedBuffer<UInt32>
  ) {
    let count = pairs.count
    churn_round_pairs(
      gradients.memory(of: count), hessians.memory(of: count), first, count, factors.x, factors.y,
      isDithered ? 1 : 0, seed, pairs.memory(of: count))
  }

  /// Sums over rounded derivatives.
  static func sums(ofPairs pairs: SharedBuffer<UInt32>) -> churn_pair_sums {
    churn_sum_of_pairs(pairs.memory(of: pairs.count), pairs.count)
  }

  // MARK: Samples of rows

  /// For each row its chance to be drawn, and whether it was; returns how many were.
  static func sample(
    gradients: SharedBuffer<Float>, hessians: SharedBuffer<Float>, first: Int, factor: Float,
    hessianShare: Float, least: Float, seed: UInt32, chances: SharedBuffer<Float>, kept: SharedBuffer<UInt8>
  ) -> Int {
    let count = kept.count
    churn_sampling_chances(
      gradients.memory(of: count), hessians.memory(of: count), first, count, factor, hessianShare, least,
      seed,
      chances.memory(of: count), kept.memory(of: count))
    return Int(churn_count_byte(kept.memory(of: count), count, 1))
  }

  /// Lists the rows that are kept, the first of them being row `first`; returns how many, for whom `rows` has room.
  static func listKept(_ kept: SharedBuffer<UInt8>, first: Int, into rows: SharedBuffer<UInt32>) -> Int {
    let count = churn_kept_rows(kept.memory(of: kept.count), first, kept.count, rows.memory(of: 0))
    assert(count <= rows.count, "More rows were kept than there is room for.")
    return count
  }

  // MARK: Codes

  /// The code of each number: how many of 256 ascending edges, infinite behind the last, lie below it.
  static func numberCodes(
    _ values: SharedBuffer<Float>, edges: [Float], missing: UInt8, into codes: SharedBuffer<UInt8>
  ) {
    assert(edges.count == 256, "The kernel looks through 256 edges.")
    churn_number_codes(
      values.memory(of: values.count), values.count, edges, missing, codes.memory(of: values.count))
  }

  /// Copies `count` rows out of blocks of 64 rows, so that the codes of a row in `columns` stand side by side, `stride`
  /// bytes from row to row.
  ///
  /// - Parameter rows: the rows; nil for those from `first` on.
  static func copyRows(
    ofBlocks codes: SharedBuffer<UInt8>, variableCount: Int, rows: SharedBuffer<UInt32>?, first: Int,
    count: Int,
    columns: [UInt32], stride: Int, to copies: SharedBuffer<UInt8>
  ) {
    churn_copy_rows(
      codes.memory(of: codes.count), variableCount, rows?.memory(of: count), first, count, columns,
      columns.count,
      stride, copies.memory(of: count * stride))
  }

  // MARK: Nodes

  /// Adds the rounded derivatives of rows to histograms, one for each of `columns`, or counts the rows where there are
  /// no `pairs`.
  ///
  /// - Parameters:
  ///   - rows: the rows' numbers; nil for the rows `range` themselves.
  ///   - starts: where in `histogram` that of each column begins.
  static func addToHistogram(
    _ histogram: SharedBuffer<Int64>, starts: [UInt32], codes: SharedBuffer<UInt8>, stride: Int,
    columns: [UInt32],
    rows: SharedBuffer<UInt32>?, range: Range<Int>, pairs: SharedBuffer<UInt32>?
  ) {
    churn_tree_histogram(
      codes.memory(of: codes.count), stride, rows?[range].memory(of: range.count), range.lowerBound,
      range.count,
      pairs?.memory(of: rows == nil ? range.upperBound : 0), columns, starts, columns.count,
      histogram.memory(of: histogram.count))
  }

  /// Divides rows in two, keeping their order; returns the number of rows that go left.
  ///
  /// - Parameters:
  ///   - codes: row r's code stands at `r * stride`.
  ///   - goesLeft: 0 or 1 for each of 256 codes.
  static func divide(
    _ rows: SharedBuffer<UInt32>, codes: SharedBuffer<UInt8>, stride: Int, goesLeft: [UInt8],
    left: SharedBuffer<UInt32>, right: SharedBuffer<UInt32>
  ) -> Int {
    churn_divide_rows(
      codes.memory(of: codes.count), stride, rows.memory(of: rows.count), rows.count, goesLeft,
      left.memory(of: rows.count), right.memory(of: rows.count))
  }

  /// The same where codes lie in blocks of 64 rows, `stride` bytes from block to block.
  static func divide(
    _ rows: SharedBuffer<UInt32>, codesInBlocks codes: SharedBuffer<UInt8>, stride: Int, goesLeft: [UInt8],
    left: SharedBuffer<UInt32>, right: SharedBuffer<UInt32>
  ) -> Int {
    churn_divide_rows_of_blocks(
      codes.memory(of: codes.count), stride, rows.memory(of: rows.count), rows.count, goesLeft,
      left.memory(of: rows.count), right.memory(of: rows.count))
  }

  /// The best split of a node by a number from its histogram, the missing values' bin last.
  static func bestThreshold(
    _ histogram: SharedBuffer<Int64>, binCount: Int, total: PackedSum, splitsOffMissing: Bool,
    terms: churn_split_terms
  ) -> churn_threshold {
    withUnsafePointer(to: terms) {
      churn_best_threshold(
        histogram.memory(of: binCount + 1), binCount, total.bits, splitsOffMissing ? 1 : 0, $0)
    }
  }

  /// Adds to each bin what it gains to split a node behind it, missing values right and left.
  static func addThresholdGains(
    _ histogram: SharedBuffer<Int64>, binCount: Int, total: PackedSum, terms: churn_split_terms,
    missingRight: inout [Double], missingLeft: inout [Double]
  ) {
    assert(missingRight.count >= binCount && missingLeft.count >= binCount, "There is a gain for each bin.")
    withUnsafePointer(to: terms) {
      churn_add_threshold_gains(
        histogram.memory(of: binCount + 1), binCount, total.bits, $0, &missingRight, &missingLeft)
    }
  }

  // MARK: Leaves

  /// Writes the number of each row's leaf for whole blocks of 64 rows, asking all nodes of the tree.
  ///
  /// - Parameters:
  ///   - sides: 256 bytes for each split by a category.
  ///   - reached: scratch, 64 bytes for each node.
  static func findLeaves(
    _ nodes: [churn_code_node], codes: SharedBuffer<UInt8>, variableCount: Int, blockCount: Int,
    sides: [UInt8],
    reached: SharedBuffer<UInt8>, leaves: SharedBuffer<UInt16>
  ) {
    let rows = blockCount * BinnedMatrix.blockRows
    withSides(sides) {
      churn_tree_leaves(
        nodes, nodes.count, codes.memory(of: rows * variableCount), variableCount, blockCount, $0,
        reached.memory(of: nodes.count * BinnedMatrix.blockRows), leaves.memory(of: rows))
    }
  }

  /// The same, each row for itself from the root down.
  ///
  /// - Parameter depth: the most splits between the root and a leaf.
  static func walkToLeaves(
    _ nodes: [churn_code_node], depth: Int, codes: SharedBuffer<UInt8>, variableCount: Int, blockCount: Int,
    sides: [UInt8], leaves: SharedBuffer<UInt16>
  ) {
    let rows = blockCount * BinnedMatrix.blockRows
    withSides(sides) {
      churn_tree_leaves_walking(
        nodes, depth, codes.memory(of: rows * variableCount), variableCount, blockCount, $0,
        leaves.memory(of: rows))
    }
  }

  private static func withSides(_ sides: [UInt8], _ body: (UnsafePointer<UInt8>?) -> Void) {
    sides.withUnsafeBufferPointer { body($0.isEmpty ? nil : $0.baseAddress) }
  }

  /// Adds each row's gradient, hessian and weight to the four sums of its leaf, of which the last is not used.
  static func addLeafSums(
    leaves: SharedBuffer<UInt16>, gradients: SharedBuffer<Float>, hessians: SharedBuffer<Float>,
    weights: SharedBuffer<Float>?, to sums: SharedBuffer<Double>
  ) {
    let count = leaves.count
    churn_leaf_sums(
      leaves.memory(of: count), gradients.memory(of: count), hessians.memory(of: count),
      weights?.memory(of: count),
      count, sums.memory(of: sums.count))
  }

  /// Adds to each margin the value of its row's leaf.
  static func addLeafValues(
    _ values: [Double], of leaves: SharedBuffer<UInt16>, to margins: SharedBuffer<Double>
  ) {
    churn_add_leaf_values(
      margins.memory(of: leaves.count), leaves.memory(of: leaves.count), values, leaves.count)
  }
}
