import Calendar
import Panel
import Variables
import Workflow

extension ColumnNotes {
  /// As many columns are named in a line.
  private static let mostNamed = 12

  /// Lines about columns and keys; empty where there is nothing to say.
  var text: String {
    var lines: [String] = []
    if !leftOut.isEmpty {
      lines.append(
        "Left out: "
          + ColumnNotes.list(
            leftOut.map {
              let reason = $0.words(in: .english)
              return $0.name.isEmpty ? reason : "“\($0.name)” (\(reason))"
            }))
    }
    if !remarkable.isEmpty {
      lines.append(
        "Kinds as guessed: "
          + ColumnNotes.list(
            remarkable.map { "“\($0.name)” \($0.kindName) (\($0.kindWords(in: .english)))" })
          + " Say otherwise with --category, --number, --date or --ignore.")
    }
    if duplicateKeys > 0 {
      lines.append(
        "\(NumberText.count(duplicateKeys)) of \(NumberText.count(rows)) rows have a key that an earlier row has too."
      )
    }
    return lines.map { "  \($0)\n" }.joined()
  }

  private static func list(_ texts: [String]) -> String {
    let more = texts.count - mostNamed
    return texts.prefix(mostNamed).joined(separator: ", ") + (more > 0 ? " and \(more) more." : ".")
  }
}
