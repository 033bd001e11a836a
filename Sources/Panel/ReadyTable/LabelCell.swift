import Tabular

/// Reads labels from cells.
///
/// With a text that counts as a loss, that text is 1 and every other is 0; texts that are numbers are compared as
/// numbers, so `-1` is found in a column of `-1.0`. Without it, cells are 0 and 1, or true and false.
struct LabelCell: Sendable {
  private let positive: String?
  private let positiveNumber: Double?
  private let number: NumberCell

  enum Value: Equatable {
    case label(Float)
    case missing
    case unreadable
    case wrongEncoding
  }

  init(positive: String?, number: NumberCell) {
    self.number = number
    self.positive = positive
    let value = positive.flatMap { NumberCell.plainDecimal($0) }.flatMap(Double.init)
    positiveNumber = value?.isFinite == true ? value : nil
  }

  /// The label that a cell's number gives; nil where its text must be looked at.
  func value(ofNumber value: Double) -> Value? {
    positive == nil && (value == 0 || value == 1) ? .label(Float(value)) : nil
  }

  /// The label in a cell's text; nil stands for bytes that are no text.
  func value(ofText text: String?) -> Value {
    guard let text else { return .wrongEncoding }
    if let positive {
      // Byte for byte: Swift's own comparison takes different spellings of a letter for the same.
      if text.utf8.elementsEqual(positive.utf8) { return .label(1) }
      let value = number.value(ofCleaned: text)
      if let positiveNumber, value == positiveNumber { return .label(1) }
      return CellValue.isMissing(value) ? .missing : .label(0)
    }
    switch text.lowercased() {
    case "true": return .label(1)
    case "false": return .label(0)
    case let other where number.missingTexts.contains(other): return .missing
    case _: return CellValue.isMissing(number.value(ofCleaned: text)) ? .missing : .unreadable
    }
  }
}
