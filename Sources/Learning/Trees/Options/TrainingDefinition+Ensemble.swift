import Configuration

extension TrainingDefinition {
  /// More cells, rows × variables, are worth one forest by themselves: the time that a second takes grows with them, what
  /// it adds does not.
  static let mostEnsembleCells = 5_000_000

  /// The settings of each forest that a model of trees is the mean of.
  ///
  /// - Parameter isTuned: whether a search finds settings for the first: one forest by itself, however well it was searched, does
  ///   worse than the standard two, so these stay beside it.
  func forests(rows: Int, variables: Int, isTuned: Bool) -> [TreeSettings] {
    let isSmall = rows * variables <= Self.mostEnsembleCells
    switch algorithm == .trees ? ensemble : .never {
    case .auto where !isSmall || trees != trees.withShape(of: TreeSettings()), .never: return [trees]
    case .auto, .always: return isTuned ? [trees] + standardPortfolio : portfolio
    case .extended: return [trees] + standardPortfolio
    }
  }

  /// Whether a logistic regression may stand beside the forests: it knows nothing of what some settings promise of trees.
  func takesRegression(beside forests: [TreeSettings]) -> Bool {
    forests.count > 1 && trees.start == nil && trees.monotone.isEmpty && trees.edges.isEmpty
      && trees.interactions.isEmpty && trees.lossWeight == 1
  }

  /// The forests beside one by settings that were searched: nothing that a search draws is taken from these.
  private var standardPortfolio: [TreeSettings] {
    var definition = self
    let standard = TreeSettings()
    (definition.trees.minimumRows, definition.trees.l2) = (standard.minimumRows, standard.l2)
    return definition.portfolio
  }

  /// Few forests that err in different ways: splits that all leaves of a level share, and small trees of small steps; both see
  /// parts of the rows and variables.
  var portfolio: [TreeSettings] {
    var (symmetric, small) = (TreeSettings(), TreeSettings())
    (symmetric.growth, symmetric.leaves, symmetric.rounds) = (.symmetric, 64, 1000)
    (small.leaves, small.learningRate, small.rounds) = (15, 0.03, 1000)
    return [symmetric, small].map { shape in
      var shape = shape
      (shape.rowShare, shape.columnShare) = (0.7, 0.5)
      return trees.withShape(of: shape)
    }
  }
}

extension TreeSettings {
  /// The settings with what an ensemble's forests differ by from `other`.
  fileprivate func withShape(of other: TreeSettings) -> TreeSettings {
    var settings = self
    (settings.rounds, settings.learningRate) = (other.rounds, other.learningRate)
    (settings.growth, settings.leaves, settings.maximumDepth) = (
      other.growth, other.leaves, other.maximumDepth
    )
    (settings.rowShare, settings.sampleShare) = (other.rowShare, other.sampleShare)
    settings.columnShare = other.columnShare
    return settings
  }
}
