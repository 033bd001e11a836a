import Variables

/// What gives the label away, as verbs print it before any figure.
struct LeakWords {
  /// Leaks with a line each; the rest is counted.
  private static let shown = 8

  let leaks: [Leak]

  init(_ leaks: [Leak]) { self.leaks = leaks }

  /// A line for each leak; empty where there is none.
  var text: String {
    if leaks.isEmpty { return "" }
    var lines = ["Gives the label away?"]
    lines += leaks.prefix(Self.shown).map { "  - " + $0.remark.english }
    if leaks.count > Self.shown { lines.append("  - and \(leaks.count - Self.shown) more.") }
    if leaks.contains(where: { $0.column != nil && $0.kind != .keyOrder }) {
      lines.append("  `ignore:` in the configuration leaves columns out.")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
