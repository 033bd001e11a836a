/// Names of cells, such as `AB12`.
public enum CellAddress {
  /// Columns of a sheet at most (ECMA-376: XFD).
  static let mostColumns = 16_384
  /// Rows of a sheet at most.
  static let mostRows = 1_048_576

  /// The letters of a column: `A` for 0 to `Z` for 25, then `AA`.
  public static func letters(ofColumn column: Int) -> String {
    var (letters, rest) = ("", column)
    repeat {
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }

  /// The column and the row of an address, both from 0 and 1 as people count them; either may be missing, as in `A` or `7`.
  ///
  /// Dollar signs, as in `$A$1`, do not matter.
  static func parts(_ address: some StringProtocol) -> (column: Int?, row: Int?)? {
    var (column, row, hasDigits) = (0, 0, false)
    for byte in address.utf8 where byte != UInt8(ascii: "$") {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
        column = column * 26 + Int(byte & 0x1F)
        guard !hasDigits, column <= mostColumns else { return nil }
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        (row, hasDigits) = (row * 10 + Int(byte & 0x0F), true)
        guard row > 0, row <= mostRows else { return nil }
      default: return nil
      }
    }
    guard column > 0 || hasDigits else { return nil }
    return (column > 0 ? column - 1 : nil, hasDigits ? row : nil)
  }
}

/// A part of a sheet, such as `A1:H500`, `A:H`, or `B3`: from that cell on.
public struct CellRange: Sendable, Equatable {
  /// Columns from 0.
  public var columns: Range<Int>
  /// Rows as people count them, from 1.
  public var rows: ClosedRange<Int>

  /// All cells.
  public static let whole = CellRange(columns: 0..<CellAddress.mostColumns, rows: 1...CellAddress.mostRows)

  init(columns: Range<Int>, rows: ClosedRange<Int>) { (self.columns, self.rows) = (columns, rows) }

  /// Reads a range; nil where a text is none.
  public init?(_ text: some StringProtocol) {
    let corners = text.split(separator: ":", omittingEmptySubsequences: false)
    guard corners.count <= 2, let first = corners.first.flatMap({ CellAddress.parts($0) }) else { return nil }
    var (column, row) = (CellAddress.mostColumns - 1, CellAddress.mostRows)
    if corners.count == 2 {
      guard let last = CellAddress.parts(corners[1]) else { return nil }
      (column, row) = (last.column ?? column, last.row ?? row)
    } else if first.column == nil || first.row == nil {
      return nil
    }
    let (left, top) = (first.column ?? 0, first.row ?? 1)
    guard left <= column, top <= row else { return nil }
    (columns, rows) = (left..<column + 1, top...row)
  }

  func overlaps(_ other: CellRange) -> Bool { columns.overlaps(other.columns) && rows.overlaps(other.rows) }
}
