import Calendar
import Panel
import Variables
import Workflow

extension ColumnNotes {
  /// As many columns are named in a line.
  private static let mostNamed = 12

  /// Lines about columns and keys; empty where there is nothing to say.
  func text(in language: Language) -> String {
    var lines: [String] = []
    if !leftOut.isEmpty {
      let columns = leftOut.map {
        let reason = $0.words(in: language)
        return $0.name.isEmpty ? reason : language.text("“\($0.name)”（\(reason)）", "“\($0.name)” (\(reason))")
      }
      lines.append(language.text("不用的列：", "Left out: ") + Self.list(columns, in: language))
    }
    if !remarkable.isEmpty {
      let columns = remarkable.map {
        let (kind, reason) = ($0.kindName(in: language), $0.kindWords(in: language))
        return language.text("“\($0.name)”为\(kind)（\(reason)）", "“\($0.name)” \(kind) (\(reason))")
      }
      lines.append(
        language.text("推断的类型：", "Kinds as guessed: ") + Self.list(columns, in: language)
          + language.text(
            "如有不符，请用 --category、--number、--date 或 --ignore 指明。",
            " Say otherwise with --category, --number, --date or --ignore."))
    }
    if duplicateKeys > 0 {
      let (repeated, all) = (NumberText.count(duplicateKeys), NumberText.count(rows))
      lines.append(
        language.text(
          "\(all) 行中有 \(repeated) 行的键与前面的行重复。",
          "\(repeated) of \(all) rows have a key that an earlier row has too."))
    }
    return lines.map { "  \($0)\n" }.joined()
  }

  private static func list(_ texts: [String], in language: Language) -> String {
    let more = texts.count - mostNamed
    return texts.prefix(mostNamed).joined(separator: language.text("、", ", "))
      + (more > 0 ? language.text("，另有 \(more) 列。", " and \(more) more.") : language.text("。", "."))
  }
}
