/// How gradient-boosted trees are trained; to be checked by ``validated(for:)`` or ``validated()``.
public struct TreeOptions: Sendable, Hashable, Codable {
  /// Most trees.
  public var rounds = 500
  /// Share of each tree's step that is taken.
  public var learningRate = 0.05
  /// In which order nodes are split.
  public var growth = TreeGrowth.leafwise
  /// Most leaves of a tree.
  public var leaves = 31
  /// Most splits between the root and a leaf; nil for no bound but the leaves.
  public var maximumDepth: Int?
  /// Fewest rows in a leaf, of those that the tree's shape is learnt from. Symmetric trees, whose leaves are all split
  /// alike, do not keep to it.
  public var minimumRows = 50
  /// Least sum of second derivatives, Σ weight · p · (1 − p), in a leaf.
  public var minimumHessian = 1e-3
  /// Taken off the size of each sum of first derivatives: leaves with less than that are worth nothing.
  public var l1 = 0.0
  /// Ridge on leaf values, added to the sum of second derivatives.
  public var l2 = 5.0
  /// A split must lower twice the loss by more than this.
  public var minimumGain = 0.0
  /// Share of the variables that a tree may look at, drawn anew for each.
  public var columnShare = 0.7
  /// Share of the tree's variables that the nodes of a level may ask for, drawn anew for each level of each tree.
  public var levelColumnShare = 1.0
  /// Share of the rows that a tree learns from, drawn anew for each.
  public var rowShare = 1.0
  /// Share of the rows that each tree's shape is learnt from, drawn by minimal variance; what leaves are worth is always
  /// learnt from all rows.
  ///
  /// nil for a tenth of the rows or 100,000, whichever is more. 1 for all rows. Only where ``rowShare`` is 1.
  public var sampleShare: Double?
  /// Most bins that a variable's values are put into; missing values have one of their own besides.
  public var bins = 255
  /// Bins of some variables, by name: the largest number of each bin but the last, ascending.
  public var edges: [String: [Float]] = [:]
  /// How many times a loss counts while trees are grown. The odds that this raises are taken back from the margins, so
  /// probabilities stay probabilities.
  public var lossWeight = 1.0
  /// Variables along which scores may only rise or only fall, all others being equal.
  public var monotone: [String: MonotoneDirection] = [:]
  /// Groups of variables that may stand on the same way from the root to a leaf; a variable of no group stands alone.
  /// Empty for no bounds.
  public var interactions: [[String]] = []
  /// A variable whose values are probabilities that were given before, by name: the trees go on from their log odds, and do
  /// not ask for it. nil: they go on from the mean of all rows.
  public var start: String?
  /// What training stops by.
  public var stopMetric = StopMetric.logLoss
  /// Share of the validation rows that ``StopMetric/lift`` looks at.
  public var liftShare = 0.1
  /// Rounds without improvement on the validation table after which training stops.
  public var patience = 50
  /// Rows of a node below which a category goes with the missing values.
  public var minimumCategoryRows = 10
  /// Added to a category's sum of second derivatives before categories are ordered by gradient / hessian.
  public var categorySmoothing = 10.0
  /// Ridge added to ``l2`` at splits by category, which have more ways to fit noise.
  public var categoryL2 = 10.0
  public var seed: UInt64 = 1

  public init() {}
}

/// In which order the nodes of a tree are split.
public enum TreeGrowth: String, Sendable, Hashable, Codable, CaseIterable {
  /// Always the leaf whose split gains most.
  case leafwise
  /// Level by level, in each the leaves first whose splits gain most.
  case depthwise
  /// Level by level, all leaves by the same question.
  case symmetric
}

/// How scores may move along a variable.
public enum MonotoneDirection: String, Sendable, Hashable, Codable, CaseIterable {
  case increasing, decreasing
}

/// What the best number of trees is judged by on the validation table.
public enum StopMetric: String, Sendable, Hashable, Codable, CaseIterable {
  /// The mean log-loss.
  case logLoss = "log_loss"
  /// The area under the ROC curve.
  case auc
  /// Losses among the rows with the highest scores, against as many rows taken at random.
  case lift
}

/// Tree options that have been checked; only ``TreeOptions/validated()`` makes them.
public struct ValidTreeOptions: Sendable, Hashable {
  public let options: TreeOptions

  fileprivate init(options: TreeOptions) { self.options = options }
}

extension TreeOptions {
  /// The options in a form that can be trained with.
  ///
  /// - Throws: all problems together.
  public func validated() throws(OptionsError) -> ValidTreeOptions {
    var check = OptionsCheck()
    checkNumbers(&check)
    checkEdges(&check)
    try check.finish()
    return ValidTreeOptions(options: self)
  }

  /// The options in a form that can be trained with on a table of these variables.
  ///
  /// - Throws: all problems together, with those of variables that are unknown or of the wrong kind.
  public func validated(for variables: [TrainingVariable]) throws(OptionsError) -> ValidTreeOptions {
    var check = OptionsCheck()
    checkNumbers(&check)
    checkEdges(&check)
    checkNames(variables, &check)
    try check.finish()
    return ValidTreeOptions(options: self)
  }
}
