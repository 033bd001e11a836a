import Parallel
import Scoring

/// What one variable adds to a margin, as a tree of that variable alone: every leaf is a step.
///
/// A step is one that training rows stand on, so that contributions have something to compare with.
struct StepTree {
  /// More different values than this share steps.
  static let mostSteps = 64

  /// Values that follow each other and add about the same.
  struct Step {
    /// Least and greatest number.
    var numbers: (first: Float, last: Float) = (0, 0)
    /// The codes, where the variable is a category.
    var codes: [UInt32] = []
    var weight: Double
    /// Weighted sum of what its rows add.
    var sum: Double

    /// What the step adds. It is rounded to 2⁻²⁰: sums that an algebra library takes in another order on another processor
    /// must not give another model.
    var addend: Double { StepTree.rounded(weight > 0 ? sum / weight : 0) }

    mutating func take(_ other: Step) {
      numbers.last = other.numbers.last
      codes += other.codes
      (weight, sum) = (weight + other.weight, sum + other.sum)
    }
  }

  private let variable: Int
  private let isCategory: Bool
  /// In the order in which leaves stand from left to right.
  private var steps: [Step]
  /// The step that takes missing values and unknown codes.
  private var missing: Int
  private var nodes: [DecisionTree.Node] = []
  private var categorySets: [[UInt32]] = []

  static func rounded(_ addend: Double) -> Double { (addend * 0x1p20).rounded() / 0x1p20 + 0.0 }

  /// The tree of steps in their order.
  ///
  /// - Parameter missing: the rows without a value, and what these add; without rows, missing values go to the step that adds
  ///   about as much.
  static func tree(variable: Int, isCategory: Bool, _ steps: [Step], missing: Step, missingAddend: Double)
    -> DecisionTree
  {
    var (steps, place) = (pooled(steps), 0)
    if missing.weight > 0 || steps.isEmpty {
      place = steps.count
      steps.append(missing)
    } else {
      let distances = steps.map { ($0.addend - missingAddend).magnitude }
      place = distances.indices.min { distances[$0] < distances[$1] } ?? 0
    }
    var tree = StepTree(variable: variable, isCategory: isCategory, steps: steps, missing: place)
    if !isCategory, missing.weight > 0, steps.count > 1 {
      tree.grow(0..<steps.count, middle: place)
    } else {
      tree.grow(0..<steps.count)
    }
    return DecisionTree(nodes: tree.nodes, categorySets: tree.categorySets)
  }

  /// Few steps: one ends where another part of the rows begins, or another part of the addends.
  private static func pooled(_ values: [Step]) -> [Step] {
    guard values.count > mostSteps else { return values }
    let addends = values.map { $0.sum / $0.weight }
    let (least, greatest) = (addends.min() ?? 0, addends.max() ?? 0)
    let (parts, total) = (Double(mostSteps / 2 - 1), values.reduce(0) { $0 + $1.weight })
    var (steps, part, seen) = ([Step](), SIMD2(-1, -1), 0.0)
    for (value, addend) in zip(values, addends) {
      let height = greatest > least ? (addend - least) / (greatest - least) : 0
      let next = SIMD2(Int(parts * seen / total), Int(parts * height))
      if next == part { steps[steps.count - 1].take(value) } else { steps.append(value) }
      (part, seen) = (next, seen + value.weight)
    }
    return steps
  }

  private mutating func grow(_ range: Range<Int>, middle: Int? = nil) {
    guard range.count > 1 else {
      let step = steps[range.lowerBound]
      nodes.append(.leaf(value: step.addend, cover: step.weight))
      return
    }
    let place = nodes.count
    let middle = middle ?? range.lowerBound + range.count / 2
    var node = split(range.lowerBound..<middle, middle..<range.upperBound)
    nodes.append(node)
    node.left = Int32(nodes.count)
    grow(range.lowerBound..<middle)
    node.right = Int32(nodes.count)
    grow(middle..<range.upperBound)
    node.cover = nodes[Int(node.left)].cover + nodes[Int(node.right)].cover
    nodes[place] = node
  }

  private mutating func split(_ left: Range<Int>, _ right: Range<Int>) -> DecisionTree.Node {
    let goesLeft = left.contains(missing)
    guard isCategory else {
      let (below, above) = (steps[left.upperBound - 1], steps[right.lowerBound])
      let middle = below.numbers.last / 2 + above.numbers.first / 2
      // All numbers go left of a leaf for missing values alone.
      let isMissingAlone = above.numbers.first.isNaN
      let isBetween = middle >= below.numbers.last && middle < above.numbers.first
      let threshold = isMissingAlone ? .greatestFiniteMagnitude : isBetween ? middle : below.numbers.last
      return .split(
        variable: variable, threshold: threshold, left: 0, right: 0, missingGoesLeft: goesLeft, cover: 0)
    }
    let listed = steps[goesLeft ? right : left].flatMap(\.codes).sorted()
    categorySets.append(listed)
    return .categorySplit(
      variable: variable, set: categorySets.count - 1, left: 0, right: 0, missingGoesLeft: goesLeft, cover: 0)
  }
}
