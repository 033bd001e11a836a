import CKernels
import Parallel

/// The contributions of a tree that has few different splits, for every pattern of answers.
///
/// Bit c of a pattern is set where condition c sends the row left. A symmetric tree of depth d has d splits,
/// so that its contributions depend on the index of its leaf alone.
struct ContributionTable: Sendable {
  /// Trees with more splits are walked: their tables would be slower than the walk, being too large for a cache.
  static let mostConditions = 8

  private let conditions: [churn_condition]
  private let sets: CategoryBits
  /// Where the sums of each position of an entry stand.
  private let slots: [Int32]
  /// Positions of an entry that belong to a variable; the others fill it up.
  private let variableCount: Int
  private let table: AlignedArray<Double>

  /// Nil for trees that ask too much.
  ///
  /// - Parameters:
  ///   - slots: where the values and sums of each variable stand.
  ///   - spareSlot: a slot for sums that mean nothing.
  /// - Complexity: O(leaves · 2^conditions · variables).
  init?(_ tree: DecisionTree, slots: [Int32], spareSlot: Int32, rules: inout QuadratureRules) {
    guard let asked = TreeConditions(tree, atMost: Self.mostConditions) else { return nil }
    var variables: [Int32] = []
    var sets = CategoryBits()
    conditions = asked.list.map { condition in
      if !variables.contains(condition.variable) { variables.append(condition.variable) }
      return condition.packed(slot: slots[Int(condition.variable)], sets: &sets)
    }
    self.sets = sets
    // Entries are whole vectors of four.
    let entry = (variables.count + 3) / 4 * 4
    self.slots = (0..<entry).map { $0 < variables.count ? slots[Int(variables[$0])] : spareSlot }
    variableCount = variables.count
    table = AlignedArray(count: entry << conditions.count)
    Self.fill(table.view, entry: entry, tree: tree, asked: asked, variables: variables, rules: &rules)
  }

  /// What is known of a variable on the way to one leaf.
  private struct Met {
    /// Bits of the pattern that tell whether the row meets all conditions of the path on the variable.
    var needed: UInt32 = 0
    /// Those of them that must be 0.
    var zeros: UInt32 = 0
    /// Share of the training rows that meet the conditions.
    var share = 1.0

    /// A bit that no pattern has: the path wants two answers to one split.
    private static let never: UInt32 = 1 << 31

    mutating func add(_ bit: UInt32, isLeft: Bool) {
      if needed & bit != 0, (zeros & bit == 0) != isLeft { needed |= Self.never }
      needed |= bit
      if !isLeft { zeros |= bit }
    }
  }

  /// Adds the contributions of every leaf to every entry.
  private static func fill(
    _ table: SharedBuffer<Double>, entry: Int, tree: DecisionTree, asked: TreeConditions, variables: [Int32],
    rules: inout QuadratureRules
  ) {
    let placeOf = asked.list.map { condition in variables.firstIndex(of: condition.variable) ?? 0 }
    var stack = [(node: 0, met: [Met](repeating: Met(), count: variables.count))]
    while let (index, met) = stack.popLast() {
      let node = tree.nodes[index]
      if node.isLeaf {
        let positions = met.indices.filter { met[$0].needed != 0 }
        let requirements = positions.map {
          churn_requirement(needed: met[$0].needed, zeros: met[$0].zeros, position: UInt32($0))
        }
        let rule = rules.exact(forVariables: positions.count)
        let contributions = AlignedArray<Double>(count: positions.count * max(8, 1 << positions.count))
        ScoringKernels.writeLeafContributions(
          of: node.value, unmet: positions.map { met[$0].share }, rule: rule, into: contributions.view)
        ScoringKernels.addLeaf(
          contributions.view, requirements: requirements, to: table, entry: entry,
          patternCount: 1 << asked.list.count)
        continue
      }
      let condition = asked.ofNode[index]
      let bit: UInt32 = 1 << UInt32(condition)
      let leftShare = tree.leftShare(of: index)
      for isLeft in [false, true] {
        var below = met
        below[placeOf[condition]].add(bit, isLeft: isLeft)
        below[placeOf[condition]].share *= isLeft ? leftShare : 1 - leftShare
        stack.append((Int(isLeft ? node.left : node.right), below))
      }
    }
  }

  var conditionCount: Int { conditions.count }

  /// The slots of the tree's variables, in the order of their positions.
  var variableSlots: ArraySlice<Int32> { slots[..<variableCount] }

  /// What the variable at `position` gets where a row goes right at the conditions that have a bit in `right`.
  func value(right: Int, position: Int) -> Double {
    let left = ~right & ((1 << conditions.count) - 1)
    return table.view[left * slots.count + position]
  }

  var greatestMagnitude: Double { table.view.elements.reduce(0) { max($0, $1.magnitude) } }

  /// Rounds all values to whole numbers of `unit`, see ``Forest/unit``; before the table is shared.
  func round(to unit: Double) {
    for position in 0..<table.count { table.view[position] = Forest.rounded(table.view[position], to: unit) }
  }

  /// Adds the tree's contributions to each row of a tile.
  func addContributions(to tile: ContributionTile) {
    ScoringKernels.addContributions(conditions, sets: sets, slots: slots, table: table.view, to: tile)
  }
}
