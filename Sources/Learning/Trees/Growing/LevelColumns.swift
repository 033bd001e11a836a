import Parallel

/// Which variables of a tree the nodes of each of its levels may split on.
struct LevelColumns: Sendable {
  private let share: Double
  private let seed: UInt64
  private let variableCount: Int
  /// The variables that were drawn for the tree.
  private let ofTree: [Int]

  /// All that were drawn for the tree, on every level.
  static let all = LevelColumns(share: 1, seed: 0, variableCount: 0, ofTree: [])

  init(share: Double, seed: UInt64, variableCount: Int, ofTree: [Int]) {
    (self.share, self.seed, self.variableCount, self.ofTree) = (share, seed, variableCount, ofTree)
  }

  /// Whether each variable may be asked for on a level, at least one of them; nil for all. A level's draw depends on
  /// nothing but the seed and the level, so it does not matter when its nodes are looked at.
  func columns(ofLevel level: Int) -> [Bool]? {
    if share >= 1 { return nil }
    var random = RandomStream(seed: seed, stream: UInt64(level))
    let wanted = min(ofTree.count, max(1, Int((share * Double(ofTree.count)).rounded())))
    var columns = ofTree
    for index in 0..<wanted { columns.swapAt(index, index + random.below(columns.count - index)) }
    var drawn = [Bool](repeating: false, count: variableCount)
    for column in columns.prefix(wanted) { drawn[column] = true }
    return drawn
  }
}
