import CKernels
import Parallel

/// What trees of at most six questions ask, as comparisons of byte codes; see `planes.c`.
struct PlaneQuestions: Sendable {
  static let most = 6
  /// All that a row can answer to one tree.
  static let answers = 1 << most

  let codes: CodeColumns
  private let trees: [churn_plane_tree]
  private let questions: [churn_plane_question]

  /// Nil where a tree asks too many questions.
  init?(_ forest: Forest) {
    guard let codes = CodeColumns(forest) else { return nil }
    var trees: [churn_plane_tree] = []
    var questions: [churn_plane_question] = []
    for tree in forest.trees {
      guard let asked = TreeConditions(tree, atMost: Self.most) else { return nil }
      trees.append(
        churn_plane_tree(
          first_question: UInt32(questions.count), question_count: UInt32(asked.list.count)))
      for question in asked.list.indices {
        guard let node = asked.ofNode.firstIndex(of: question) else { return nil }
        let place = codes.place(of: tree.nodes[node], in: tree)
        questions.append(churn_plane_question(column: UInt16(place.column), code: Int8(place.code - 128)))
      }
    }
    self.codes = codes
    self.trees = trees
    self.questions = questions
  }

  /// Memory for the codes and answers of `CHURN_FOREST_ROWS` rows.
  final class Scratch {
    fileprivate let codes: AlignedArray<Int8>
    fileprivate let answers: AlignedArray<UInt8>
    fileprivate let sums: AlignedArray<Int64>

    init(_ questions: PlaneQuestions) {
      let together = Int(CHURN_FOREST_ROWS)
      codes = AlignedArray(count: together * max(1, questions.codes.columns.count))
      answers = AlignedArray(count: together * max(1, questions.trees.count))
      sums = AlignedArray(count: together)
    }
  }

  /// Finds the answers of `count` rows from row `first` of `block` on; false where the machine cannot.
  func findAnswers(of block: ColumnBlock, first: Int, count: Int, in scratch: Scratch) -> Bool {
    codes.writeCodes(of: block, first: first, count: count, into: scratch.codes.view)
    return ScoringKernels.answer(
      trees, questions: questions, codes: scratch.codes.view, into: scratch.answers.view)
  }
}

/// Values by answers, to be added up over trees: whole numbers of units, cut into planes of bytes.
struct PlaneTables: Sendable {
  private var trees: [UInt32] = []
  private var tables: [UInt8] = []
  /// What every row has, in units.
  var offset: Int64 = 0

  /// Adds the values of a tree, in units, by the answers of a row: bit q is set where it goes right at question q.
  ///
  /// - Returns: whether they could be added: they must differ by less than 2⁴⁸.
  mutating func append(_ values: [Int64], tree: Int) -> Bool {
    guard let least = values.min(), let most = values.max(),
      most - least < 1 << (8 * Int64(CHURN_PLANES))
    else { return false }
    offset += least
    trees.append(UInt32(tree))
    for plane in 0..<Int(CHURN_PLANES) {
      tables += values.map { UInt8(truncatingIfNeeded: ($0 - least) >> Int64(8 * plane)) }
    }
    return true
  }

  /// Writes the sums of the rows whose answers have been found, in units; `target` has a place for each.
  func writeSums(in scratch: PlaneQuestions.Scratch, unit: Double, to target: SharedBuffer<Double>) {
    let sums = scratch.sums.view
    sums.fill(with: offset)
    ScoringKernels.addPlanes(of: tables, trees: trees, answers: scratch.answers.view, to: sums)
    for row in 0..<target.count { target[row] = Double(sums[row]) * unit }
  }
}
