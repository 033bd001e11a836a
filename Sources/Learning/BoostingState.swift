import Numerics
import Scoring

/// A forest in the making, with the margins of all rows.
struct BoostingState {
  private let set: TrainingSet
  private let validation: TrainingSet?
  private let options: TreeOptions
  private let team: ThreadTeam
  private let matrix: BinnedMatrix
  private let gradients: Gradients
  private let grower: TreeGrower
  private let margins: AlignedArray<Double>
  /// Margin of each validation row after the trees so far.
  private(set) var validationMargins: [Double]
  private let baseMargin: Double
  private var trees: [DecisionTree] = []
  private var treeGains: [[(variable: Int, gain: Double)]] = []
  private var history: [TreeProgress] = []
  private var trainingLoss = 0.0
  private var bestRound = 0
  private var bestLoss = Double.infinity

  init(_ set: TrainingSet, validation: TrainingSet?, options: TreeOptions, team: ThreadTeam) {
    self.set = set
    self.validation = validation
    self.options = options
    self.team = team
    let sums = set.weightSums()
    baseMargin = Scorer.margin(ofProbability: sums.lost / (sums.lost + sums.kept))
    matrix = BinnedMatrix(set, binLimit: options.bins, team: team)
    gradients = Gradients(set)
    grower = TreeGrower(matrix, options: options, weights: set.weights, team: team)
    margins = AlignedArray(count: set.rowCount, repeating: baseMargin)
    validationMargins = [Double](repeating: baseMargin, count: validation?.rowCount ?? 0)
  }

  /// Margin of each training row after the trees so far; valid while the state lives.
  var trainingMargins: UnsafeBufferPointer<Double> { margins.view.elements }

  /// Grows a tree and adds it to the margins.
  ///
  /// - Returns: whether the tree has a split.
  mutating func addTree() throws(TrainingError) -> Bool {
    let (scale, loss) = gradients.update(margins: margins.view, team: team)
    trainingLoss = loss
    var random = RandomStream(seed: options.seed, stream: UInt64(trees.count))
    let drawn = drawColumns(&random)
    let rowCount = drawRows(&random)
    let growth = grower.grow(gradients: gradients.rows, scale: scale, rowCount: rowCount, drawn: drawn)
    try addToMargins(growth)
    trees.append(growth.tree)
    treeGains.append(growth.gains)
    return !growth.gains.isEmpty
  }

  /// Notes what the newest tree has brought.
  mutating func report(round: Int, rounds: Int) throws(TrainingError) -> TreeProgress {
    var validationLoss: Double?
    if let validation {
      try addToValidationMargins(validation)
      let loss = meanLogLoss(margins: validationMargins, set: validation, team: team)
      if loss < bestLoss { (bestLoss, bestRound) = (loss, round) }
      validationLoss = loss
    } else {
      bestRound = round
    }
    let report = TreeProgress(
      round: round, rounds: rounds, trainingLoss: trainingLoss, validationLoss: validationLoss,
      bestRound: bestRound)
    history.append(report)
    return report
  }

  /// The forest up to the best round.
  func fit(end: TreeFit.End) -> TreeFit {
    let kept = max(1, bestRound)
    var gains = [Double](repeating: 0, count: set.variables.count)
    var counts = [Int](repeating: 0, count: set.variables.count)
    for (variable, gain) in treeGains.prefix(kept).joined() {
      gains[variable] += gain
      counts[variable] += 1
    }
    let forest = Forest(
      variableCount: set.variables.count, baseMargin: baseMargin, trees: Array(trees.prefix(kept)))
    return TreeFit(
      forest: forest, bestRounds: kept, gains: gains, splitCounts: counts, history: history, end: end)
  }

  /// Draws the variables that the next tree may look at, at least one; ascending.
  private func drawColumns(_ random: inout RandomStream) -> [Int] {
    let count = set.variables.count
    var columns = Array(0..<count)
    let wanted = min(count, max(1, Int((options.columnShare * Double(count)).rounded())))
    for place in 0..<wanted where wanted < count {
      columns.swapAt(place, place + random.below(count - place))
    }
    return columns.prefix(wanted).sorted()
  }

  /// Draws the rows that the next tree learns from; at least one.
  private func drawRows(_ random: inout RandomStream) -> Int {
    if options.rowShare >= 1 { return grower.partition.reset(count: set.rowCount, keep: nil) }
    var stream = random
    let kept = grower.partition.reset(count: set.rowCount) { _ in stream.chance(options.rowShare) }
    return kept > 0 ? kept : grower.partition.reset(count: set.rowCount, keep: nil)
  }

  private func addToMargins(_ growth: TreeGrower.Growth) throws(TrainingError) {
    let margins = margins.view
    if options.rowShare >= 1 {
      let partition = grower.partition
      team.forEach(growth.leaves.count) { index, _ in
        let leaf = growth.leaves[index]
        for row in partition.rows(leaf.rows).elements { margins.base[Int(row)] += leaf.value }
      }
    } else {
      let values = try values(of: growth.tree, for: set)
      for row in 0..<set.rowCount { margins[row] += values[row] }
    }
  }

  private mutating func addToValidationMargins(_ validation: TrainingSet) throws(TrainingError) {
    guard let tree = trees.last else { return }
    let values = try values(of: tree, for: validation)
    for row in 0..<validation.rowCount { validationMargins[row] += values[row] }
  }

  /// What a tree gives each row of a table.
  private func values(of tree: DecisionTree, for set: TrainingSet) throws(TrainingError) -> [Double] {
    let forest = Forest(variableCount: set.variables.count, baseMargin: 0, trees: [tree])
    do {
      return try Scorer(.forest(forest)).margins(of: set.matrix, team: team)
    } catch { throw .unusableTree(error) }
  }
}
