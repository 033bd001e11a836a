import Numerics
import Scoring

/// A forest in the making, with the margins of all rows.
struct BoostingState {
  private let set: TrainingSet
  private let validation: TrainingSet?
  private let options: TreeOptions
  private let team: ThreadTeam
  private let matrix: BinnedMatrix
  private let derivatives: Derivatives
  private let sampler: RowSampler
  private let sampling: RowSampler.Method
  private let grower: TreeGrower
  private let leaves: LeafAssignment
  /// Margin of each validation row after the trees so far.
  private(set) var validationMargins: [Double]
  private let baseMargin: Double
  private var trees: [DecisionTree] = []
  private var treeGains: [[(variable: Int, gain: Double)]] = []
  private var history: [TreeProgress] = []
  private var trainingLoss = 0.0
  private var bestRound = 0
  private var bestLoss = Double.infinity

  init(_ table: BinnedTable, validation: TrainingSet?, options: TreeOptions, team: ThreadTeam) {
    let set = table.set
    self.set = set
    matrix = table.matrix
    self.validation = validation
    self.options = options
    self.team = team
    let sums = set.weightSums()
    baseMargin = Scorer.margin(ofProbability: sums.lost / (sums.lost + sums.kept))
    derivatives = Derivatives(set, baseMargin: baseMargin, team: team)
    sampling = options.sampling(rowCount: set.rowCount)
    sampler = RowSampler(matrix, derivatives: derivatives, method: sampling, team: team)
    grower = TreeGrower(bins: matrix.bins, capacity: set.rowCount, options: options, team: team)
    leaves = LeafAssignment(matrix, derivatives: derivatives, team: team)
    validationMargins = [Double](repeating: baseMargin, count: validation?.rowCount ?? 0)
  }

  /// Margin of each training row after the trees so far; valid while the state lives.
  var trainingMargins: UnsafeBufferPointer<Double> { derivatives.margins.view.elements }

  /// Grows a tree and adds it to the margins.
  ///
  /// - Returns: whether the tree has a split.
  mutating func addTree() -> Bool {
    trainingLoss = derivatives.update(team: team)
    var random = RandomStream(seed: options.seed, stream: UInt64(trees.count))
    let drawn = drawColumns(&random)
    let rows = sampler.draw(variables: drawn, seed: UInt32(truncatingIfNeeded: random.next()))
    let tree = grower.grow(rows)
    if sampling == .all {
      leaves.assign(byRangesOf: tree, list: grower.partition.list)
    } else {
      leaves.assign(byAsking: tree)
    }
    let sums = leaves.sums(leafCount: tree.leafCount)
    let values = sums.map { value(of: $0) }
    leaves.addToMargins(values)
    trees.append(tree.decisionTree(bins: matrix.bins, values: values, covers: sums.map(\.weight)))
    treeGains.append(tree.gains)
    return tree.leafCount > 1
  }

  /// The minimum of the loss's second-order estimate in a leaf, −G / (H + l2), times the learning rate.
  private func value(of leaf: LeafAssignment.Sums) -> Double {
    let value = -leaf.gradient / (leaf.hessian + options.l2) * options.learningRate
    return value.isFinite ? value : 0
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

  private mutating func addToValidationMargins(_ validation: TrainingSet) throws(TrainingError) {
    guard let tree = trees.last else { return }
    let forest = Forest(variableCount: validation.variables.count, baseMargin: 0, trees: [tree])
    do {
      let values = try Scorer(.forest(forest)).margins(of: validation.matrix, team: team)
      for row in 0..<validation.rowCount { validationMargins[row] += values[row] }
    } catch { throw .unusableTree(error) }
  }
}
