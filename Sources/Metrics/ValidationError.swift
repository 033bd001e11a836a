/// Why a sample cannot be evaluated.
public enum ValidationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A number that figures are made of is missing, infinite or, for a weight, negative.
  case unusableNumber(quantity: Quantity, row: Int, value: String)

  /// What the number stood for.
  public enum Quantity: String, Sendable {
    case score, weight
    case assets = "amount of assets"
    case lostAssets = "amount of lost assets"
  }

  public var description: String {
    switch self {
    case .unusableNumber(let quantity, let row, let value):
      let wanted = quantity == .weight ? "a number that is not negative" : "a finite number"
      return
        "The \(quantity.rawValue) of row \(row + 1) is \(value), and no figure can be made of it: every row needs "
        + "\(wanted). Score the rows again, or leave this one out."
    }
  }
}
