/// The words and figures of a progress line.
enum ProgressText {
  /// Share done, rate and time left, as far as they can be told; empty before anything is done.
  static func state(done: Int, total: Int?, unit: TerminalProgress.Unit, seconds: Double) -> String {
    var parts: [String] = []
    if let total, total > 0 {
      parts.append("\(min(100, Int(Double(done) / Double(total) * 100)))%")
    } else if done > 0 {
      parts.append(amount(Double(done), unit))
    }
    guard done > 0, seconds > 0 else { return parts.joined(separator: "  ") }
    let rate = Double(done) / seconds
    parts.append("\(amount(rate, unit))/s")
    if let total, total > done { parts.append("\(duration(Double(total - done) / rate)) left") }
    return parts.joined(separator: "  ")
  }

  /// `12 MB`, `3.4 million rows`, `812 rows`.
  static func amount(_ value: Double, _ unit: TerminalProgress.Unit) -> String {
    let (name, large) =
      switch unit {
      case .bytes: ("B", ["kB", "MB", "GB", "TB"])
      case .things(let name): (name, ["thousand \(name)", "million \(name)", "billion \(name)"])
      }
    var value = value
    var shown = name
    for larger in large where value >= 1000 {
      value /= 1000
      shown = larger
    }
    return "\(decimal(value, digits: value < 10 && shown != name ? 1 : 0)) \(shown)"
  }

  /// `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`.
  static func duration(_ seconds: Double) -> String {
    if seconds < 9.95 { return "\(decimal(max(seconds, 0), digits: 1)) s" }
    guard seconds < 1e9 else { return "years" }
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  private static func decimal(_ value: Double, digits: Int) -> String {
    guard digits > 0 else { return "\(Int(min(value.rounded(), 1e15)))" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Columns that a text takes on a terminal; Chinese characters take two.
  static func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 && $1.value != 0x2026 ? 2 : 1) }
  }

  static func shortened(_ text: String, toWidth limit: Int) -> String {
    guard width(of: text) > limit else { return text }
    var kept = Substring(text)
    while width(of: String(kept)) > limit - 1, !kept.isEmpty { kept = kept.dropLast() }
    return kept + "…"
  }
}
