import CKernels
import Numerics

/// A forest whose trees ask at most six questions, for machines that look bytes up in vectors; see `planes.c`.
struct LeafPlanes: Sendable {
  private static let mostQuestions = 6
  private static let answers = 1 << mostQuestions

  private let codes: CodeColumns
  private let unit: Double
  /// What every row has, in units: the base margin and the least value of each tree.
  private let base: Int64
  private let trees: [churn_plane_tree]
  private let questions: [churn_plane_question]
  private let tables: [UInt8]

  /// Nil where a tree asks too many questions or values are no whole numbers of units.
  ///
  /// - Parameter forest: with values in units (``Forest/inUnits()``).
  init?(_ forest: Forest) {
    // Rounding may have carried a sum to the next power of two, whose unit is twice that of the values.
    guard let unit = forest.unit, let codes = CodeColumns(forest),
      var base = Int64(exactly: forest.baseMargin / unit)
    else { return nil }
    var trees: [churn_plane_tree] = []
    var questions: [churn_plane_question] = []
    var tables: [UInt8] = []
    for tree in forest.trees {
      guard let asked = TreeConditions(tree, atMost: Self.mostQuestions) else { return nil }
      trees.append(
        churn_plane_tree(
          first_question: UInt32(questions.count), question_count: UInt32(asked.list.count)))
      for question in asked.list.indices {
        guard let node = asked.ofNode.firstIndex(of: question) else { return nil }
        let place = codes.place(of: tree.nodes[node], in: tree)
        questions.append(churn_plane_question(column: UInt16(place.column), code: Int8(place.code - 128)))
      }
      let values = (0..<Self.answers).compactMap { answers in
        Int64(exactly: Self.value(of: tree, asked, answers: answers) / unit)
      }
      guard values.count == Self.answers, let least = values.min(), let most = values.max(),
        most - least < 1 << (8 * Int64(CHURN_PLANES))
      else { return nil }
      base += least
      for plane in 0..<Int(CHURN_PLANES) {
        tables += values.map { UInt8(truncatingIfNeeded: ($0 - least) >> Int64(8 * plane)) }
      }
    }
    self.codes = codes
    self.unit = unit
    self.base = base
    self.trees = trees
    self.questions = questions
    self.tables = tables
  }

  /// The value of the leaf that a row reaches that goes right where its answers have a bit.
  private static func value(of tree: DecisionTree, _ asked: TreeConditions, answers: Int) -> Double {
    var index = 0
    while !tree.nodes[index].isLeaf {
      let isRight = answers >> asked.ofNode[index] & 1 == 1
      index = Int(isRight ? tree.nodes[index].right : tree.nodes[index].left)
    }
    return tree.nodes[index].value
  }

  /// Writes the margin of each row of `block`; false, and nothing is written, where the machine cannot.
  func writeMargins(of block: ColumnBlock, into margins: SharedBuffer<Double>) -> Bool {
    let together = Int(CHURN_FOREST_ROWS)
    let sums = AlignedArray<Int64>(count: together)
    let bytes = AlignedArray<Int8>(count: together * max(1, codes.columns.count))
    for first in stride(from: 0, to: block.rowCount, by: together) {
      let count = min(together, block.rowCount - first)
      codes.writeCodes(of: block, first: first, count: count, into: bytes.view)
      for row in 0..<together { sums.view[row] = base }
      let isDone = churn_sum_leaf_planes(
        trees, trees.count, questions, tables, bytes.view.base, sums.view.base)
      if isDone == 0 { return false }
      for row in 0..<count { margins[first + row] = Double(sums.view[row]) * unit }
    }
    return true
  }
}
