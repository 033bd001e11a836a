import Calendar

/// The unit in which all amounts of a column, or along an axis, are written.
struct AmountUnit {
  /// Nothing where amounts are whole currency units without a name.
  let name: String
  let size: Double

  /// - Parameter greatest: of the column's amounts.
  init(for greatest: Double, in language: Language) {
    switch language {
    case .chinese:
      (name, size) = greatest >= 1e8 ? ("亿元", 1e8) : greatest >= 1e4 ? ("万元", 1e4) : ("元", 1)
    case .english:
      (name, size) =
        greatest >= 1e9 ? ("bn", 1e9) : greatest >= 1e6 ? ("m", 1e6) : greatest >= 1e3 ? ("k", 1e3) : ("", 1)
    }
  }

  /// A heading with the unit.
  func title(_ title: String, in language: Language) -> String {
    name.isEmpty ? title : language.text("\(title)（\(name)）", "\(title) (\(name))")
  }

  /// An amount without its unit; never rounded to nothing where it is not.
  func text(_ amount: Double) -> String {
    let value = amount / size
    let (decimals, least) = size == 1 ? (0, "1") : size < 1e6 ? (1, "0.1") : (2, "0.01")
    let text = Language.grouped(value, decimals: decimals)
    return value > 0 && text.allSatisfy { "0.".contains($0) } ? "<\(least)" : text
  }
}
