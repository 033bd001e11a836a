import Configuration

/// The tier that a customer belongs to by rule (composite grade): by assets and loans, never by hand.
public struct CustomerTier: Sendable, Equatable {
  /// 0 for the lowest tier.
  public var index: Int
  public var name: String
}

extension TierTable {
  /// The tier of a customer by assets and loans alone, in currency units; a missing (NaN) loan balance counts as none.
  ///
  /// Nil where the table is empty or the assets are missing.
  public func tier(assets: Double, loans: Double = 0) -> CustomerTier? {
    guard !tiers.isEmpty, !assets.isNaN else { return nil }
    let index = index(of: assets + (loans.isNaN ? 0 : loans))
    return CustomerTier(index: index, name: tiers[index].name)
  }

  /// The next tier by assets and loans alone and what is missing to it, however far it is; nil in the highest.
  func nextTier(assets: Double, loans: Double) -> NearTier? {
    guard let own = tier(assets: assets, loans: loans), own.index + 1 < tiers.count else { return nil }
    let next = tiers[own.index + 1]
    return NearTier(name: next.name, missing: next.from - assets - (loans.isNaN ? 0 : loans))
  }

  /// The grade of a customer with all that the table asks for: points where there is a scheme, else the tier of assets
  /// and loans, or a higher one that a column alone gives.
  ///
  /// - Parameter value: a column's value; nil or NaN where it is missing.
  public func grade(assets: Double, loans: Double, _ value: (String) -> Double?) -> CustomerTier? {
    guard !grades.isEmpty, !assets.isNaN else { return nil }
    let measure = measure(assets: assets, loans: loans, value)
    var index = 0
    for (position, tier) in grades.enumerated() {
      let isGiven = tier.alternatives?.contains { column, from in value(column).map { $0 >= from } ?? false }
      if measure >= tier.from || isGiven == true { index = position }
    }
    return CustomerTier(index: index, name: grades[index].name)
  }

  /// The next grade and what is missing to it, where the customer is near it (临界): from the start of its near band on,
  /// that amount included, up to its own start.
  public func nearTier(assets: Double, loans: Double, _ value: (String) -> Double?) -> NearTier? {
    guard let own = grade(assets: assets, loans: loans, value), own.index + 1 < grades.count else {
      return nil
    }
    let next = grades[own.index + 1]
    let measure = measure(assets: assets, loans: loans, value)
    // Customers whom a column has raised may stand below the band of the tier that they are in.
    guard measure >= next.nearFrom, measure < next.from else { return nil }
    return NearTier(name: next.name, missing: next.from - measure, isPoints: points != nil)
  }

  /// What the starts of the grades are compared with.
  private func measure(assets: Double, loans: Double, _ value: (String) -> Double?) -> Double {
    guard let points else { return assets + (loans.isNaN ? 0 : loans) }
    return points.points { $0 == "assets" ? assets : $0 == "loan_balance" ? loans : value($0) }
  }
}
