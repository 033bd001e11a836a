import Calendar

/// Rows of cells in aligned columns for a terminal; Chinese characters count as two columns wide.
struct TextTable {
  enum Alignment { case left, right }

  private let alignments: [Alignment]
  private var rows: [[String]]

  init(_ header: [(String, Alignment)]) {
    alignments = header.map(\.1)
    rows = [header.map(\.0)]
  }

  /// - Parameter header: each column's head in Chinese and in English.
  init(in language: Language, _ header: [(String, String, Alignment)]) {
    self.init(header.map { (language.text($0, $1), $2) })
  }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The lines, the header first, indented by two spaces.
  var text: String {
    let widths = alignments.indices.map { column in
      rows.reduce(0) { max($0, TextTable.width(of: $1[column])) }
    }
    var text = ""
    for row in rows {
      var line = " "
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - TextTable.width(of: cell))
        line += " " + (alignments[column] == .left ? cell + padding : padding + cell) + " "
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  static func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { width, scalar in
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60,
        0xFFE0...0xFFE6:
        width + 2
      default: width + 1
      }
    }
  }
}
