import Configuration
import Parallel
import Scoring

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A forest in the making, with the margins of all rows.
struct BoostingState {
  /// The rows with the values that a tree is grown on.
  private struct View {
    let set: TrainingSet
    let sampler: RowSampler
    let leaves: LeafAssignment
  }

  private let set: TrainingSet
  private let options: TreeSettings
  private let seed: UInt64
  private let team: ThreadTeam
  private let matrix: BinnedMatrix
  private let derivatives: Derivatives
  private let views: [View]
  private let sampling: RowSampler.Method
  private let grower: TreeGrower
  private var validation: ValidationCourse?
  /// Margin from which the trees are grown.
  private let baseMargin: Double
  /// What is added to that in the forest.
  private let shift: Double
  /// The variable that the trees go on from.
  private let score: StartingScore?
  private var trees: [DecisionTree] = []
  private var treeGains: [[SplitGain]] = []
  private var history: [TreeProgress] = []
  private var trainingObjective = 0.0
  /// The round with the best validation figure; without validation the newest.
  private(set) var bestRound = 0

  init(
    _ table: BinnedTable, validation: TrainingSet?, start: StartingMargins?, score: StartingScore? = nil,
    options: ValidTreeOptions, team: ThreadTeam
  ) {
    self.score = score
    seed = options.seed
    let options = options.settings
    set = options.lossWeight == 1 ? table.set : table.set.countingLosses(times: options.lossWeight)
    matrix = table.matrix
    self.options = options
    self.team = team
    let sums = set.weightSums()
    baseMargin =
      start == nil ? Forest.exact(Scorer.margin(ofProbability: sums.lost / (sums.lost + sums.kept))) : 0
    // Losses that count w times have w times the odds, on every row alike.
    shift = Forest.exact(-log(options.lossWeight))
    derivatives = Derivatives(set, baseMargin: baseMargin, team: team)
    if let start {
      for (row, margin) in start.training.enumerated() { derivatives.margins.view[row] = margin }
    }
    sampling = options.sampling(rowCount: set.rowCount)
    views = ([table] + table.views).map { [derivatives, sampling] view in
      View(
        set: view.set,
        sampler: RowSampler(view.matrix, derivatives: derivatives, method: sampling, team: team),
        leaves: LeafAssignment(view.matrix, derivatives: derivatives, team: team))
    }
    grower = TreeGrower(
      bins: matrix.bins, capacity: set.rowCount, options: options, team: team,
      constraints: TreeConstraints(options, variables: set.variables))
    self.validation = validation.map {
      ValidationCourse(
        $0, baseMargin: baseMargin + shift, start: start?.validation?.map { [shift] in $0 + shift },
        options: options,
        team: team)
    }
  }

  /// Margin of each training row after the trees so far; valid while the state lives.
  var trainingMargins: UnsafeBufferPointer<Double> { derivatives.margins.view.elements }

  /// Margin of each validation row after the trees so far.
  var validationMargins: [Double] { validation?.margins ?? [] }

  /// Number of trees so far.
  var round: Int { trees.count }

  /// Grows a tree and adds it to the margins.
  ///
  /// - Returns: whether the tree has a split.
  mutating func addTree() -> Bool {
    trainingObjective = derivatives.update(team: team)
    var random = RandomStream(seed: seed, stream: UInt64(trees.count))
    let drawn = drawColumns(&random)
    let (sampler, leaves) = (view(ofTree: trees.count).sampler, view(ofTree: trees.count).leaves)
    let rows = sampler.draw(variables: drawn, seed: UInt32(truncatingIfNeeded: random.next()))
    let tree = grower.grow(
      rows,
      levels: options.levelColumnShare < 1
        ? LevelColumns(
          share: options.levelColumnShare, seed: random.next(), variableCount: set.variables.count,
          ofTree: drawn)
        : .all)
    if sampling == .all {
      leaves.assign(byRangesOf: tree, list: grower.partition.list)
    } else {
      leaves.assign(byAsking: tree)
    }
    let sums = leaves.sums(leafCount: tree.leafCount)
    let values = Forest.exact(
      zip(sums, tree.leaves).map { sums, leaf in
        options.learningRate
          * LeafValue(options, bounds: leaf.bounds).value(gradient: sums.gradient, hessian: sums.hessian)
      })
    leaves.addToMargins(values)
    trees.append(tree.decisionTree(bins: matrix.bins, values: values, covers: sums.map(\.weight)))
    treeGains.append(tree.gains)
    return tree.leafCount > 1
  }

  /// Notes what the newest tree has brought.
  mutating func report(rounds: Int) throws(TrainingError) -> TreeProgress {
    var figures: ValidationCourse.Figures?
    if let tree = trees.last { figures = try validation?.add(tree) }
    bestRound = validation?.bestRound ?? round
    let report = TreeProgress(
      round: round, rounds: rounds, trainingObjective: trainingObjective,
      validationObjective: figures?.logLoss,
      validationScore: figures?.score, bestRound: bestRound)
    history.append(report)
    return report
  }

  /// What is needed to go on later.
  var snapshot: TreeSnapshot {
    TreeSnapshot(
      options: options, seed: seed, rowCount: set.rowCount, variables: set.variables.map(\.name),
      views: views.count == 1 ? nil : views.count, trees: trees,
      gains: treeGains, history: history)
  }

  /// Takes up where a snapshot was taken.
  ///
  /// Margins are added up tree after tree, as they were when the trees were grown, so that they are the same bits.
  mutating func takeUp(_ snapshot: TreeSnapshot) throws(TrainingError) {
    try snapshot.checkFits(set, views: views.count, options: options, seed: seed)
    for (number, tree) in snapshot.trees.enumerated() {
      let values = try tree.values(for: view(ofTree: number).set, team: team)
      for row in 0..<set.rowCount { derivatives.margins.view[row] += values[row] }
      _ = try validation?.add(tree)
    }
    trees = snapshot.trees
    treeGains = snapshot.gains
    history = snapshot.history
    bestRound = validation?.bestRound ?? round
  }

  /// The forest up to the best round.
  func fit(end: TreeFit.End) -> TreeFit {
    let kept = max(1, bestRound)
    var gains = [Double](repeating: 0, count: set.variables.count)
    for split in treeGains.prefix(kept).joined() { gains[split.variable] += split.gain }
    let forest = Forest(
      variableCount: set.variables.count, baseMargin: baseMargin + shift, trees: Array(trees.prefix(kept)),
      start: score)
    return TreeFit(
      forest: forest, bestRounds: kept, gains: gains, history: history, end: end,
      snapshot: snapshot)
  }

  private func view(ofTree number: Int) -> View { views[number % views.count] }

  /// Draws the variables that the next tree may look at, at least one; ascending.
  private func drawColumns(_ random: inout RandomStream) -> [Int] {
    var columns = set.variables.indices.filter { $0 != score?.variable }
    let count = columns.count
    let wanted = min(count, max(1, Int((options.columnShare * Double(count)).rounded())))
    for index in 0..<wanted where wanted < count {
      columns.swapAt(index, index + random.below(count - index))
    }
    return columns.prefix(wanted).sorted()
  }
}

extension DecisionTree {
  /// What the tree gives each row of a table.
  func values(for set: TrainingSet, team: ThreadTeam) throws(TrainingError) -> [Double] {
    let forest = Forest(variableCount: set.variables.count, baseMargin: 0, trees: [self])
    do {
      return try Scorer(.forest(forest)).margins(of: set.matrix, team: team)
    } catch { throw .unusableTree(error) }
  }
}
