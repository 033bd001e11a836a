import Calendar
import Variables

/// What gives the label away, as verbs print it before any figure.
struct LeakWords {
  /// Leaks with a line each; the rest is counted.
  private static let shown = 8

  let leaks: [Leak]
  let language: Language

  init(_ leaks: [Leak], in language: Language) { (self.leaks, self.language) = (leaks, language) }

  /// A line for each leak; empty where there is none.
  var text: String {
    if leaks.isEmpty { return "" }
    var lines = [language.text("是否泄露了标签？", "Gives the label away?")]
    lines += leaks.prefix(Self.shown).map { "  - " + $0.remark.text(in: language) }
    let more = leaks.count - Self.shown
    if more > 0 { lines.append("  - " + language.text("另有 \(more) 处。", "and \(more) more.")) }
    if leaks.contains(where: { $0.column != nil && $0.kind != .keyOrder }) {
      lines.append(
        language.text("  配置中的 `ignore:` 可以去掉列。", "  `ignore:` in the configuration leaves columns out."))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
