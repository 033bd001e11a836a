/// Takes the rows of a table cell by cell, in the order of its columns, whatever the table is written as.
public protocol RowWriter: AnyObject {
  /// Adds a cell of text.
  func text(_ text: String)
  /// Adds a cell that the caller has written, such as a month; an empty one is missing.
  func number(_ text: String)
  /// Adds a cell with a number of so many decimals; one that is not finite is missing.
  func decimal(_ value: Double, places: Int)
  func endRow() throws
}

extension CSVWriter: RowWriter {
  /// A table that people open in a spreadsheet: no text is run as a formula, and with the mark by which Excel tells
  /// UTF-8 rows end as Windows' programs write them.
  public convenience init(forPeople sink: some ByteSink, byteOrderMark: Bool = false) {
    self.init(
      to: sink, neutralisesFormulas: true, byteOrderMark: byteOrderMark,
      lineEnd: byteOrderMark ? .returnAndNewline : .newline)
  }
}

/// A column of a table that is written.
public struct WrittenColumn: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case text
    case number
    /// Numbers without decimals.
    case whole
  }

  public var name: String
  public var kind: Kind

  public init(_ name: String, _ kind: Kind = .text) { (self.name, self.kind) = (name, kind) }
}

extension Double {
  /// The number that a table of text has for this one, rounded to so many decimals; nil where it is not finite.
  public func written(places: Int) -> Double? {
    guard isFinite else { return nil }
    var digits: [UInt8] = []
    digits.appendDecimal(self, places: places)
    return Double(String(decoding: digits, as: UTF8.self))
  }
}
