import Configuration
import Metrics
import Parallel
import Scoring

/// How a growing forest does on the rows that it does not train on.
struct ValidationCourse {
  /// What a tree has brought.
  struct Figures {
    /// Mean log-logLoss.
    var logLoss: Double
    /// The metric that training stops by; nil where that is the log-logLoss.
    var score: Double?
  }

  private let set: TrainingSet
  private let options: TreeSettings
  private let team: ThreadTeam
  /// Margin of each row after the trees so far.
  private(set) var margins: [Double]
  private var round = 0
  /// The first round with the best figure.
  private(set) var bestRound = 0
  private var bestFigure = -Double.infinity

  init(
    _ set: TrainingSet, baseMargin: Double, start: [Double]?, options: TreeSettings, team: ThreadTeam
  ) {
    self.set = set
    self.options = options
    self.team = team
    margins = start ?? [Double](repeating: baseMargin, count: set.rowCount)
  }

  /// Adds a tree and looks at what it has brought.
  mutating func add(_ tree: DecisionTree) throws(TrainingError) -> Figures {
    let values = try tree.values(for: set, team: team)
    for row in 0..<set.rowCount { margins[row] += values[row] }
    round += 1
    let logLoss = meanLogLoss(margins: margins, set: set, team: team)
    let score: Double? =
      switch options.stopBy {
      case .logLoss: nil
      case .auc: RankedSample(margins: margins, set: set).auc ?? 0.5
      case .lift: RankedSample(margins: margins, set: set).lift(ofWeight: options.liftShare) ?? 1
      }
    let figure = score ?? -logLoss
    if figure > bestFigure { (bestFigure, bestRound) = (figure, round) }
    return Figures(logLoss: logLoss, score: score)
  }
}

extension RankedSample {
  /// Ranks the rows of a table by their margins.
  init(margins: [Double], set: TrainingSet) {
    self.init(scores: margins, losses: set.labels.map { $0 == 1 }, weights: set.weights?.map { Double($0) })
  }
}
