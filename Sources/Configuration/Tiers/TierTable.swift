/// Asset bands of customers, lowest first.
public struct TierTable: Sendable, Equatable, Codable {
  public struct Tier: Sendable, Equatable, Codable {
    public var name: String
    /// Least assets plus loans of the tier; points where the tiers are by points.
    public var from: Double
    /// From where on a customer of the tier below is near this one (临界); nil: from ``TierTable/usualNearShare`` of
    /// `from` on.
    public var near: Double?
    /// Columns that alone give the tier, each from the amount named on, whatever the assets are.
    public var alternatives: [String: Double]?

    public init(name: String, from: Double, near: Double? = nil, alternatives: [String: Double]? = nil) {
      self.name = name
      self.from = from
      self.near = near
      self.alternatives = alternatives
    }

    /// From where on a customer of the tier below is near this one.
    public var nearFrom: Double { near ?? TierTable.usualNearShare * from }
  }

  /// The share of a tier's start from which a customer is near it, where the table does not say: 30,000 of 50,000.
  public static let usualNearShare = 0.6

  /// In rising order of `from`.
  public var tiers: [Tier]
  /// Tiers by points (stars) for lists; the bands above then stand for variables and labels alone.
  public var points: PointsScheme?

  public init(tiers: [Tier], points: PointsScheme? = nil) {
    self.tiers = tiers
    self.points = points
  }

  /// What holds where a configuration names no tiers.
  public static let standard = TierPreset.standard.table

  /// The tiers that lists speak of: stars where there is a points scheme, else the bands.
  public var grades: [Tier] { points?.stars ?? tiers }

  /// Index of the tier that an amount belongs to; amounts below the lowest tier belong to the lowest.
  public func index(of amount: Double) -> Int { Self.index(of: amount, in: tiers) }

  static func index(of amount: Double, in tiers: [Tier]) -> Int {
    var found = 0
    for (index, tier) in tiers.enumerated() where amount >= tier.from { found = index }
    return found
  }

  /// Columns besides assets and loans that a customer's grade is made of, in order of name.
  public var gradeColumns: [String] {
    let names =
      points.map { Array($0.units.keys) + $0.products.keys }
      ?? tiers.flatMap { $0.alternatives.map { Array($0.keys) } ?? [] }
    return Set(names).subtracting(["assets"]).sorted()
  }
}

/// A grade by points: so many for amounts, so many for products held.
public struct PointsScheme: Sendable, Equatable, Codable {
  /// Column → currency units for which there is one point; `assets` is the sum of the assets.
  public var units: [String: Double]
  /// Column → points where it is above zero.
  public var products: [String: Double]
  /// In rising order; `from` in points.
  public var stars: [TierTable.Tier]

  public init(units: [String: Double], products: [String: Double], stars: [TierTable.Tier]) {
    self.units = units
    self.products = products
    self.stars = stars
  }

  /// A customer's points; missing values count as none.
  ///
  /// - Parameter value: a column's value, nil or NaN where it is missing.
  public func points(_ value: (String) -> Double?) -> Double {
    var sum = 0.0
    for (column, units) in units.sorted(by: { $0.key < $1.key }) {
      if let amount = value(column), amount > 0 { sum += amount / units }
    }
    for (column, points) in products.sorted(by: { $0.key < $1.key }) {
      if let held = value(column), held > 0 { sum += points }
    }
    return sum
  }
}

extension TierTable {
  private enum CodingKeys: String, CodingKey { case tiers, points }

  /// Written as the list of tiers alone, or with the points scheme beside it.
  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: CodingKeys.self) {
      self.init(
        tiers: try container.decode([Tier].self, forKey: .tiers),
        points: try container.decodeIfPresent(PointsScheme.self, forKey: .points))
    } else {
      self.init(tiers: try decoder.singleValueContainer().decode([Tier].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    if let points {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(tiers, forKey: .tiers)
      try container.encode(points, forKey: .points)
    } else {
      var container = encoder.singleValueContainer()
      try container.encode(tiers)
    }
  }
}
