/// A linear model of the log odds: margin = ``intercept`` + the sum of what each term gives.
///
/// Terms are added in their order. Several terms may look at the same variable.
public struct LinearModel: Sendable, Hashable, Codable {
  /// Number of columns that a row must have.
  public var variableCount: Int
  /// Margin (log odds) of a row for which every term gives 0.
  public var intercept: Double
  public var terms: [LinearTerm]

  public init(variableCount: Int, intercept: Double, terms: [LinearTerm]) {
    self.variableCount = variableCount
    self.intercept = intercept
    self.terms = terms
  }

  private enum CodingKeys: String, CodingKey {
    case variableCount = "variable_count"
    case intercept, terms
  }
}

/// One addend of a linear model.
public enum LinearTerm: Sendable, Hashable {
  case numeric(NumericTerm)
  case category(CategoryTerm)
  case binned(BinnedTerm)

  /// Index of the variable that the term looks at.
  public var variable: Int {
    switch self {
    case .numeric(let term): term.variable
    case .category(let term): term.variable
    case .binned(let term): term.variable
    }
  }
}

/// How a number is bent before it is standardised.
public enum AmountTransform: String, Sendable, Hashable, Codable {
  /// As it is.
  case identity
  /// sign(x) · log(1 + |x|), for amounts of money, whose tails are long.
  case signedLog = "signed_log"
}

/// What a number adds to the margin.
///
/// Let u = `imputation` for a missing value, else the value cut to [`lowest`, `highest`], and m = 1 for a
/// missing value, else 0; bounds and imputation count as the nearest Float32. The term is `weight` · (transform(u) − `mean`) / `scale` + `missingWeight` · m.
public struct NumericTerm: Sendable, Hashable, Codable {
  /// Index of the variable.
  public var variable: Int
  /// Smaller values count as this one.
  public var lowest: Double
  /// Larger values count as this one.
  public var highest: Double
  /// Stands in for a missing value, in the variable's own unit.
  public var imputation: Double
  public var transform: AmountTransform
  /// Mean of the transformed values in training.
  public var mean: Double
  /// Standard deviation of the transformed values in training; above 0.
  public var scale: Double
  /// Weight per standard deviation.
  public var weight: Double
  /// What a missing value adds besides its imputation.
  public var missingWeight: Double
  /// Share of missing values in training, the base line of contributions.
  public var missingShare: Double

  public init(
    variable: Int, lowest: Double, highest: Double, imputation: Double,
    transform: AmountTransform = .identity,
    mean: Double, scale: Double, weight: Double, missingWeight: Double = 0, missingShare: Double = 0
  ) {
    self.variable = variable
    self.lowest = lowest
    self.highest = highest
    self.imputation = imputation
    self.transform = transform
    self.mean = mean
    self.scale = scale
    self.weight = weight
    self.missingWeight = missingWeight
    self.missingShare = missingShare
  }

  private enum CodingKeys: String, CodingKey {
    case variable, lowest, highest, imputation, transform, mean, scale, weight
    case missingWeight = "missing_weight"
    case missingShare = "missing_share"
  }
}

/// What a category adds to the margin: the weight of its code.
public struct CategoryTerm: Sendable, Hashable, Codable {
  /// Index of the variable.
  public var variable: Int
  /// Weight of each code that training knew.
  public var weights: [Double]
  /// Weight of a missing value and of every other code.
  public var otherWeight: Double
  /// Mean of the weights over the training rows, the base line of contributions.
  public var meanWeight: Double

  public init(variable: Int, weights: [Double], otherWeight: Double, meanWeight: Double) {
    self.variable = variable
    self.weights = weights
    self.otherWeight = otherWeight
    self.meanWeight = meanWeight
  }

  private enum CodingKeys: String, CodingKey {
    case variable, weights
    case otherWeight = "other_weight"
    case meanWeight = "mean_weight"
  }
}

extension LinearTerm: Codable {
  private enum Key: String, CodingKey { case kind, term }
  private enum Kind: String, Codable { case numeric, category, binned }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .numeric(let term):
      try container.encode(Kind.numeric, forKey: .kind)
      try container.encode(term, forKey: .term)
    case .category(let term):
      try container.encode(Kind.category, forKey: .kind)
      try container.encode(term, forKey: .term)
    case .binned(let term):
      try container.encode(Kind.binned, forKey: .kind)
      try container.encode(term, forKey: .term)
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .numeric: self = .numeric(try container.decode(NumericTerm.self, forKey: .term))
    case .category: self = .category(try container.decode(CategoryTerm.self, forKey: .term))
    case .binned: self = .binned(try container.decode(BinnedTerm.self, forKey: .term))
    }
  }
}
