import Tabular

extension Recipe {
  /// The variable where it is the column itself and the column's cell says this text; NaN where the text is empty, or one
  /// that the model does not know. Nil where the text is no number and has to be one, and where the value cannot be told
  /// from a cell alone.
  public func value(ofCell text: String) -> Float? {
    if function.readsLevels { return nil }
    if function.descriptor.source == .text {
      return text.isEmpty ? codes(ofTexts: [])[0] : codes(ofTexts: [text])[1]
    }
    if text.isEmpty { return .nan }
    guard let exact = NumberCell.plainDecimal(text).flatMap(Double.init) else { return nil }
    let number = thresholds.map { ThresholdScale(rising: $0).float(ofCell: exact) } ?? Float(exact)
    guard number.isFinite else { return nil }
    switch function {
    case .code, .codeOrOther, .nonzero: return NumberReading(self)(number)
    default: return number
    }
  }

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
