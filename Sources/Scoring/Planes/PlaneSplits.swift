import CKernels
import Parallel

/// The splits of trees with at most six of them, as comparisons of byte codes; see `planes.c`.
struct PlaneSplits: Sendable {
  static let most = 6
  /// All that a row can answer to one tree.
  static let answers = 1 << most

  let codes: CodeColumns
  private let trees: [churn_plane_tree]
  private let splits: [churn_plane_split]

  /// Nil where a tree has too many splits.
  init?(_ forest: Forest) {
    guard let codes = CodeColumns(forest) else { return nil }
    var trees: [churn_plane_tree] = []
    var splits: [churn_plane_split] = []
    for tree in forest.trees {
      guard let asked = TreeConditions(tree, atMost: Self.most) else { return nil }
      trees.append(
        churn_plane_tree(
          first_split: UInt32(splits.count), split_count: UInt32(asked.list.count)))
      for split in asked.list.indices {
        guard let node = asked.ofNode.firstIndex(of: split) else { return nil }
        let position = codes.position(of: tree.nodes[node], in: tree)
        splits.append(churn_plane_split(column: UInt16(position.column), code: Int8(position.code - 128)))
      }
    }
    self.codes = codes
    self.trees = trees
    self.splits = splits
  }

  /// Memory for the codes and answers of `CHURN_FOREST_ROWS` rows.
  final class Scratch {
    fileprivate let codes: AlignedArray<Int8>
    fileprivate let answers: AlignedArray<UInt8>
    fileprivate let sums: AlignedArray<Int64>

    init(_ splits: PlaneSplits) {
      let together = Int(CHURN_FOREST_ROWS)
      codes = AlignedArray(count: together * max(1, splits.codes.columns.count))
      answers = AlignedArray(count: together * max(1, splits.trees.count))
      sums = AlignedArray(count: together)
    }
  }

  /// Finds the answers of `count` rows from row `first` of `block` on; false where the machine cannot.
  func findAnswers(of block: ColumnBlock, first: Int, count: Int, in scratch: Scratch) -> Bool {
    codes.writeCodes(of: block, first: first, count: count, into: scratch.codes.view)
    return ScoringKernels.answer(
      trees, splits: splits, codes: scratch.codes.view, into: scratch.answers.view)
  }
}

/// Values by answers, to be added up over trees: whole numbers of units, cut into planes of bytes.
struct PlaneTables: Sendable {
  private var trees: [UInt32] = []
  private var tables: [UInt8] = []
  /// What every row has, in units.
  var offset: Int64 = 0

  /// Adds the values of a tree, in units, by the answers of a row: bit q is set where it goes right at split q.
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

  /// Writes the sums of the rows whose answers have been found, in units; `target` has an element for each.
  func writeSums(in scratch: PlaneSplits.Scratch, unit: Double, to target: SharedBuffer<Double>) {
    let sums = scratch.sums.view
    sums.fill(with: offset)
    ScoringKernels.addPlanes(of: tables, trees: trees, answers: scratch.answers.view, to: sums)
    for row in 0..<target.count { target[row] = Double(sums[row]) * unit }
  }
}
