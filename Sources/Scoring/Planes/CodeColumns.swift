import CKernels
import Parallel

/// Byte codes for all that a forest asks: how many of a column's thresholds lie below a value, see `churn_code_rows`.
struct CodeColumns: Sendable {
  /// Thresholds that a column of bytes can distinguish, one code being kept for missing values.
  static let mostThresholds = 254
  /// Columns are numbered by sixteen bits; far fewer fit a cache.
  private static let mostColumns = 4096

  /// A column of codes serves all nodes that compare the same variable and send missing values to the same side.
  private struct Source: Hashable {
    var variable: Int32
    var missingGoesLeft: Bool
  }

  private(set) var columns: [churn_code_column] = []
  private(set) var thresholds: [Float] = []
  private(set) var sets = CategoryBits()

  /// The sorted thresholds of a source, and the first of its columns.
  private var sources: [Source: (thresholds: [Float], firstColumn: Int)] = [:]
  /// The column of each category's split.
  private var splits: [TreeConditions.Condition: Int] = [:]

  /// Nil where the trees have too many splits.
  init?(_ forest: Forest) {
    var found: [Source: Set<Float>] = [:]
    for tree in forest.trees {
      for node in tree.nodes where !node.isLeaf {
        if node.categorySet >= 0 {
          let split = Self.split(node, tree)
          if splits[split] != nil { continue }
          splits[split] = columns.count
          var column = churn_code_column()
          column.variable = node.variable
          column.is_category = 1
          column.missing_goes_left = node.missingGoesLeft ? 1 : 0
          (column.start, column.set_words) = sets.append(split.codes ?? [])
          columns.append(column)
          if columns.count > Self.mostColumns { return nil }
        } else {
          let source = Source(variable: node.variable, missingGoesLeft: node.missingGoesLeft)
          found[source, default: []].insert(node.threshold)
        }
      }
    }
    let ordered = found.keys.sorted {
      ($0.variable, $0.missingGoesLeft ? 1 : 0) < ($1.variable, $1.missingGoesLeft ? 1 : 0)
    }
    for source in ordered {
      let sorted = found[source, default: []].sorted()
      sources[source] = (sorted, columns.count)
      for start in stride(from: 0, to: sorted.count, by: Self.mostThresholds) {
        append(Array(sorted[start..<min(start + Self.mostThresholds, sorted.count)]), of: source)
      }
      if columns.count > Self.mostColumns { return nil }
    }
  }

  private mutating func append(_ sorted: [Float], of source: Source) {
    var column = churn_code_column()
    column.variable = source.variable
    column.missing_goes_left = source.missingGoesLeft ? 1 : 0
    column.start = UInt32(thresholds.count)
    column.steps = 4
    while (1 << column.steps) - 1 < sorted.count { column.steps += 1 }
    thresholds += Self.searchTree(sorted, steps: Int(column.steps))
    columns.append(column)
  }

  /// Thresholds as `churn_code_rows` searches them: element k of 1 ..< 2^steps is followed by 2k for lower values and 2k + 1
  /// for greater ones; element 0 is not used.
  private static func searchTree(_ sorted: [Float], steps: Int) -> [Float] {
    var tree = [Float](repeating: .infinity, count: 1 << steps)
    for level in 0..<steps {
      let width = 1 << (steps - level)
      for node in 0..<1 << level {
        let index = node * width + width / 2 - 1
        if index < sorted.count { tree[(1 << level) + node] = sorted[index] }
      }
    }
    return tree
  }

  private static func split(_ node: DecisionTree.Node, _ tree: DecisionTree) -> TreeConditions.Condition {
    TreeConditions.Condition(
      variable: node.variable, threshold: 0, missingGoesLeft: node.missingGoesLeft,
      codes: tree.categorySets[Int(node.categorySet)])
  }

  /// The column that a node looks at, and the code above which rows go right.
  func position(of node: DecisionTree.Node, in tree: DecisionTree) -> (column: Int, code: Int) {
    if node.categorySet >= 0 { return (splits[Self.split(node, tree)] ?? 0, 0) }
    let source = Source(variable: node.variable, missingGoesLeft: node.missingGoesLeft)
    guard let known = sources[source] else { preconditionFailure("Every node's source has been found.") }
    var low = 0
    var high = known.thresholds.count
    while low < high {
      let middle = (low + high) / 2
      if known.thresholds[middle] < node.threshold { low = middle + 1 } else { high = middle }
    }
    return (known.firstColumn + low / Self.mostThresholds, low % Self.mostThresholds)
  }

  /// Writes the codes of `count` rows from row `first` of `block` on, at most `CHURN_FOREST_ROWS`.
  func writeCodes(of block: ColumnBlock, first: Int, count: Int, into codes: SharedBuffer<Int8>) {
    ScoringKernels.writeCodes(
      columns, thresholds: thresholds, sets: sets, of: block.rows(first..<first + count), into: codes)
  }
}
