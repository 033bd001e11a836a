/// Reads labels from cells.
///
/// With a text that counts as a loss, that text is 1 and every other is 0; texts that are numbers are compared as
/// numbers, so `-1` is found in a column of `-1.0`. Without it, cells are 0 and 1, or true and false.
struct LabelCell: Sendable {
  private let positive: [UInt8]?
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
    self.positive = positive.map { Array($0.utf8) }
    let value = positive.flatMap { NumberCell.plainDecimal($0) }.flatMap(Double.init)
    positiveNumber = value?.isFinite == true ? value : nil
  }

  /// The label in a cell.
  func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Value {
    if positive == nil, let start = bytes.baseAddress {
      let value = number.value(start, bytes.count)
      if value == 0 || value == 1 { return .label(Float(value)) }
    }
    guard let text = TextCell.clean(bytes, encoding: number.encoding) else { return .wrongEncoding }
    if let positive {
      if text.utf8.elementsEqual(positive) { return .label(1) }
      let value = number.value(ofCleaned: text)
      if let positiveNumber, value == positiveNumber { return .label(1) }
      return value.bitPattern == NumberCell.missing.bitPattern ? .missing : .label(0)
    }
    switch text.lowercased() {
    case "true": return .label(1)
    case "false": return .label(0)
    case let other where number.missingTexts.contains(other): return .missing
    default:
      return number.value(ofCleaned: text).bitPattern == NumberCell.missing.bitPattern
        ? .missing : .unreadable
    }
  }
}
