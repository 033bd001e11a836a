/// How a table lies on paper: heights of rows whose texts are wrapped, and how many pages it is wide.
///
/// Programs that open a workbook do not all measure its rows; a text that is cut cannot be read on paper.
enum SheetLayout {
  /// Of a line of text, in points.
  static let lineHeight = 15.0
  /// What a landscape A4 holds at a size that can be read (eight points), in characters.
  private static let charactersPerPage = 180.0

  /// Lines that a text takes in a column: characters of Chinese, Japanese and Korean are two wide.
  static func lines(of text: String, width: Double) -> Int {
    let room = max(1, Int(width) - 1)
    return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { lines, line in
      let taken = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
      return lines + max(1, (taken + room - 1) / room)
    }
  }

  /// Pages beside each other.
  static func pagesAcross(_ columns: [WorkbookColumn]) -> Int {
    let width = columns.filter { !$0.isHidden }.reduce(0) { $0 + $1.width }
    return max(1, Int((width / charactersPerPage).rounded(.up)))
  }
}
