/// How gradient-boosted trees are trained; to be checked by ``validated()``.
public struct TreeOptions: Sendable, Hashable, Codable {
  /// Most trees.
  public var rounds = 500
  /// Share of each tree's step that is taken.
  public var learningRate = 0.05
  /// Most leaves of a tree.
  public var leaves = 31
  /// Most splits between the root and a leaf; nil for no bound but the leaves.
  public var maximumDepth: Int?
  /// Fewest training rows in a leaf.
  public var minimumRows = 50
  /// Least sum of second derivatives, Σ weight · p · (1 − p), in a leaf.
  public var minimumHessian = 1e-3
  /// Ridge on leaf values, added to the sum of second derivatives.
  public var l2 = 5.0
  /// A split must lower twice the loss by more than this.
  public var minimumGain = 0.0
  /// Share of the variables that a tree may look at, drawn anew for each.
  public var columnShare = 0.7
  /// Share of the rows that a tree learns from, drawn anew for each.
  public var rowShare = 1.0
  /// Share of the rows that each tree's shape is learnt from, drawn by minimal variance; what leaves are worth is always
  /// learnt from all rows.
  ///
  /// nil for a tenth of the rows or 100,000, whichever is more. 1 for all rows. Only where ``rowShare`` is 1.
  public var sampleShare: Double?
  /// Most bins that a variable's values are put into; missing values have one of their own besides.
  public var bins = 255
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

  /// The options in a form that can be trained with.
  ///
  /// - Throws: all problems together.
  public func validated() throws(OptionsError) -> ValidTreeOptions {
    var check = OptionsCheck()
    check.require("rounds", rounds, in: 1...100_000)
    check.require("learningRate", learningRate, above: 0, atMost: 1)
    check.require("leaves", leaves, in: 2...65_536)
    if let maximumDepth { check.require("maximumDepth", maximumDepth, in: 1...512) }
    check.require("minimumRows", minimumRows, in: 1...1_000_000_000)
    check.require("minimumHessian", minimumHessian, in: 0...1e12)
    check.require("l2", l2, in: 0...1e12)
    check.require("minimumGain", minimumGain, in: 0...1e12)
    check.require("columnShare", columnShare, above: 0, atMost: 1)
    check.require("rowShare", rowShare, above: 0, atMost: 1)
    if let sampleShare { check.require("sampleShare", sampleShare, above: 0, atMost: 1) }
    check.require("bins", bins, in: 2...255)
    check.require("patience", patience, in: 1...100_000)
    check.require("minimumCategoryRows", minimumCategoryRows, in: 1...1_000_000_000)
    check.require("categorySmoothing", categorySmoothing, above: 0, atMost: 1e12)
    check.require("categoryL2", categoryL2, in: 0...1e12)
    // Also catches NaN, for which the sum is not above zero.
    if !(l2 + minimumHessian > 0) {
      check.note("`l2` and `minimumHessian` cannot both be 0: leaf values would be divided by nothing.")
    }
    try check.finish()
    return ValidTreeOptions(options: self)
  }
}

/// Tree options that have been checked; only ``TreeOptions/validated()`` makes them.
public struct ValidTreeOptions: Sendable, Hashable {
  public let options: TreeOptions

  fileprivate init(options: TreeOptions) { self.options = options }
}
