/// Scores of customers side by side with the outcome.
///
/// All arrays have an element per row (a customer and snapshot month). Made once and checked once; what is ranked
/// and evaluated afterwards needs no further checks.
public struct ScoredSample: Sendable {
  /// Higher means a loss is likelier; probabilities where all lie between 0 and 1.
  public let scores: [Double]
  /// Whether the customer's assets were lost in the performance month.
  public let losses: [Bool]
  /// How much a row counts; nil: every row counts once.
  public let weights: [Double]?
  /// Assets `A(t)` in the snapshot month, in currency units.
  public let assets: [Double]?
  /// What of the assets was gone in the performance month, in currency units; counted for rows with a loss only.
  public let lostAssets: [Double]?
  /// A number for each row's customer, 0 or more; nil: every row is a customer of its own. Rows of the same customer
  /// are drawn together by the bootstrap.
  public let customers: [Int32]?
  /// The money that an event of each row would move, by which lists are ordered with the score; nil: the assets.
  public var stakes: [Double]?

  /// Score × money of each row; nil where no amounts are known.
  var expectedLosses: [Double]? { (stakes ?? assets).map { zip(scores, $0).map { $0 * $1 } } }

  /// Makes a sample from arrays of equal length.
  ///
  /// - Throws: ``ValidationError`` where a score or amount is not finite (or so large that sums would not be), or a
  ///   weight is negative.
  public init(
    scores: [Double], losses: [Bool], weights: [Double]? = nil, assets: [Double]? = nil,
    lostAssets: [Double]? = nil, customers: [Int32]? = nil
  ) throws(ValidationError) {
    let count = scores.count
    precondition(
      losses.count == count && (weights?.count ?? count) == count && (assets?.count ?? count) == count
        && (lostAssets?.count ?? count) == count
        && (customers?.count ?? count) == count, "All parts of a sample have an element per row.")
    precondition(customers?.allSatisfy { $0 >= 0 } ?? true, "A customer's number is not negative.")
    try Self.check(scores, .score)
    if let weights { try Self.check(weights, .weight) }
    if let assets { try Self.check(assets, .assets) }
    if let lostAssets { try Self.check(lostAssets, .lostAssets) }
    self.init(
      unchecked: scores, losses: losses, weights: weights, assets: assets, lostAssets: lostAssets,
      customers: customers)
  }

  /// A sample of numbers that were checked before.
  init(
    unchecked scores: [Double], losses: [Bool], weights: [Double]?, assets: [Double]?, lostAssets: [Double]?,
    customers: [Int32]?
  ) {
    self.scores = scores
    self.losses = losses
    self.weights = weights
    self.assets = assets
    self.lostAssets = lostAssets
    self.customers = customers
  }

  /// Number of rows.
  public var count: Int { scores.count }

  static func check(_ values: [Double], _ quantity: ValidationError.Quantity) throws(ValidationError) {
    for (row, value) in values.enumerated()
    where !(value.magnitude <= 1e100) || (quantity == .weight && value < 0) {
      throw ValidationError.unusableNumber(quantity: quantity, row: row, value: "\(value)")
    }
  }
}
