import CKernels
import Parallel

/// The C kernels of scoring with lengths: each of these functions says how many elements its kernel reads and writes of
/// each buffer, and debug builds check that they are there.
enum ScoringKernels {
  /// Rows that forests are scored with at a time.
  static let forestRows = Int(CHURN_FOREST_ROWS)
  /// Rows whose contributions are computed together by a walk.
  static let walkedRows = 8

  /// Turns margins into their probabilities.
  static func makeProbabilities(of margins: SharedBuffer<Double>) {
    churn_probabilities(margins.memory(of: margins.count), margins.count)
  }

  // MARK: Linear models

  /// Adds to the sum of each row what terms give, in their order; `sums` has an element for each row of the block.
  static func addNumericTerms(
    _ terms: [churn_numeric_term], of block: ColumnBlock, to sums: SharedBuffer<Double>
  ) {
    churn_add_numeric_terms(
      terms, terms.count, block.values.memory(of: block.values.count), block.columnStride, block.rowCount,
      sums.memory(of: block.rowCount))
  }

  // MARK: Forests

  /// Writes the codes of the rows of a block, at most ``forestRows``; column c's stand at `forestRows * c`.
  static func writeCodes(
    _ columns: [churn_code_column], thresholds: [Float], sets: CategoryBits, of block: ColumnBlock,
    into codes: SharedBuffer<Int8>
  ) {
    assert(block.rowCount <= forestRows, "Rows are coded some at a time.")
    churn_code_rows(
      columns, columns.count, thresholds, sets.words, block.values.memory(of: block.values.count),
      block.columnStride, block.rowCount, codes.memory(of: forestRows * columns.count))
  }

  /// Adds to each of ``forestRows`` sums the leaf values that its row reaches, tree after tree.
  static func addLeaves(_ layout: MaskLayout, codes: SharedBuffer<Int8>, to sums: SharedBuffer<Double>) {
    churn_add_leaves_by_masks(
      layout.trees, layout.trees.count, layout.bytes, layout.cuts, layout.leaves,
      codes.memory(of: forestRows * layout.codes.columns.count), sums.memory(of: forestRows))
  }

  /// The same for trees whose answers are the leaf's index; the values of slot s stand at `stride * s`.
  static func addLeaves(
    _ trees: [churn_pattern_tree], conditions: [churn_condition], sets: CategoryBits, leaves: [Double],
    values: SharedBuffer<Float>, stride: Int, to sums: SharedBuffer<Double>
  ) {
    assert(stride >= forestRows, "A variable's values do not overlap the next one's.")
    churn_add_leaves_by_patterns(
      trees, trees.count, conditions, sets.words, leaves, values.memory(of: values.count), stride,
      sums.memory(of: forestRows))
  }

  /// Answers the splits of trees for ``forestRows`` rows; false where the machine cannot.
  static func answer(
    _ trees: [churn_plane_tree], splits: [churn_plane_split], codes: SharedBuffer<Int8>,
    into answers: SharedBuffer<UInt8>
  ) -> Bool {
    churn_answer_trees(
      trees, trees.count, splits, codes.memory(of: codes.count),
      answers.memory(of: forestRows * trees.count)) != 0
  }

  /// Adds up for each of ``forestRows`` rows what tables give for its answers.
  static func addPlanes(
    of tables: [UInt8], trees: [UInt32], answers: SharedBuffer<UInt8>, to sums: SharedBuffer<Int64>
  ) {
    assert(tables.count == trees.count * Int(CHURN_PLANES) * PlaneSplits.answers, "A tree has a table.")
    churn_sum_planes(
      trees, trees.count, tables, answers.memory(of: answers.count), sums.memory(of: forestRows))
  }

  // MARK: Single rows

  /// The margin of a row, walked tree by tree.
  static func margin(
    base: Double, nodes: [churn_row_node], values: [Double], nodeSets: [churn_code_set], sets: CategoryBits,
    roots: [Int32], of row: RowView
  ) -> Double {
    churn_row_margin(
      base, nodes, values, nodeSets, sets.words, roots, roots.count, row.values.memory(of: row.values.count),
      row.stride)
  }

  /// Adds to a row's margin the leaf values that it reaches, for trees whose answers are the leaf's index.
  static func addLeaves(
    _ trees: [churn_pattern_tree], groups: [churn_row_splits], variables: [Int32], thresholds: [Float],
    missingLeft: [UInt16], leaves: [Double], of row: RowView, to margin: inout Double
  ) {
    churn_add_row_leaves_by_patterns(
      groups, groups.count, variables, thresholds, missingLeft, trees, leaves,
      row.values.memory(of: row.values.count), row.stride, &margin)
  }

  // MARK: Contributions

  /// The contributions of one leaf to each variable of its path, for every pattern of variables whose conditions a row
  /// meets.
  static func writeLeafContributions(
    of value: Double, unmet: [Double], rule: GaussLegendre, into contributions: SharedBuffer<Double>
  ) {
    churn_leaf_contributions(
      value, unmet, unmet.count, rule.points, rule.weights, rule.points.count,
      contributions.memory(of: unmet.count * max(8, 1 << unmet.count)))
  }

  /// Adds a leaf's contributions to every entry of a tree's table.
  static func addLeaf(
    _ contributions: SharedBuffer<Double>, requirements: [churn_requirement], to table: SharedBuffer<Double>,
    entry: Int, patternCount: Int
  ) {
    churn_add_leaf_to_table(
      contributions.memory(of: requirements.count << requirements.count), requirements, requirements.count,
      table.memory(of: entry * patternCount), entry, patternCount)
  }

  /// Adds the contributions of a tree to each row of a tile, from its table.
  static func addContributions(
    _ conditions: [churn_condition], sets: CategoryBits, slots: [Int32], table: SharedBuffer<Double>,
    to tile: ContributionTile
  ) {
    churn_add_tabled_contributions(
      conditions, conditions.count, sets.words, slots, table.memory(of: slots.count << conditions.count),
      slots.count, tile.values.memory(of: tile.values.count), tile.valueStride, tile.rowCount,
      tile.shares.memory(of: tile.shares.count), tile.shareStride)
  }

  /// Adds the contributions of a tree to ``walkedRows`` rows of a tile from row `first` on, by a walk.
  static func addContributions(
    _ steps: [churn_contribution_step], tables: [Double], weights: [Double], sets: CategoryBits,
    to tile: ContributionTile, first: Int, scratch: ContributionScratch
  ) {
    let (values, shares) = (tile.values[first...], tile.shares[first...])
    let (near, met, levels) = (scratch.nearMasks.view, scratch.metMasks.view, scratch.levels.view)
    churn_add_walked_contributions(
      steps, steps.count, tables, weights, weights.count, values.memory(of: values.count), tile.valueStride,
      sets.words, near.memory(of: near.count), met.memory(of: met.count), levels.memory(of: levels.count),
      shares.memory(of: shares.count), tile.shareStride)
  }
}
