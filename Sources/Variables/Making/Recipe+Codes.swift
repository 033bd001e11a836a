import Tabular

extension Recipe {
  /// The code of a category made of texts for each of a column's codes, from 0 (missing); NaN where the recipe does not
  /// know the text.
  ///
  /// Missing cells are the level that is an empty text, where there is one.
  func codes(ofTexts texts: [String]) -> [Float] {
    let levels = levels ?? []
    if function == .numberCategory {
      let codes = Self.codes(levels.map { NumberCell.plainDecimal($0).flatMap(Double.init) })
      return [.nan]
        + texts.map { NumberCell.plainDecimal($0).flatMap(Double.init).flatMap { codes[$0] } ?? .nan }
    }
    let codes = Self.codes(levels)
    return ([""] + texts).map { codes[$0] ?? .nan }
  }

  private static func codes<Level: Hashable>(_ levels: [Level?]) -> [Level: Float] {
    Dictionary(
      levels.enumerated().compactMap { place, level in level.map { ($0, Float(place)) } },
      uniquingKeysWith: { first, _ in first })
  }
}
