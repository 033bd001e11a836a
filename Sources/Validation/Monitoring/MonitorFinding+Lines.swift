import Calendar
import Configuration

extension [MonitorFinding] {
  /// So many variables of one light whose distributions have moved have a line each; more share one.
  private static var mostAlone: Int { 3 }
  /// Variables that a shared line names.
  private static var mostNamed: Int { 6 }

  /// What a person reads: the findings in their order, variables of one light that have but moved in one line.
  public func lines(in language: Language) -> [MonitorFinding] {
    var lines: [MonitorFinding] = []
    for light in [Light.red, .amber, .green] {
      let found = filter { $0.light == light }
      let shifts = found.compactMap(\.shift).sorted { $0.stability > $1.stability }
      guard shifts.count > Self.mostAlone else {
        lines += found
        continue
      }
      let shared = MonitorFinding(light, Self.text(shifts, in: language))
      let place = found.firstIndex { $0.shift != nil } ?? 0
      lines += found[..<place] + [shared] + found[place...].filter { $0.shift == nil }
    }
    return lines
  }

  private static func text(_ shifts: [MonitorFinding.Shift], in language: Language) -> String {
    let named = shifts.prefix(mostNamed).map { shift in
      let stability = Language.fixed(shift.stability, decimals: 3)
      return language.text("\(shift.name)（\(stability)）", "\(shift.name) (\(stability))")
    }.joined(separator: language.text("、", ", "))
    let rest = shifts.count - mostNamed
    let others =
      rest > 0 ? language.text("等，另有 \(rest) 个见变量表", ", and \(rest) more in the table of variables") : ""
    return language.text(
      "\(shifts.count) 个变量的分布变动（PSI）：\(named)\(others)",
      "the distributions of \(shifts.count) variables have moved (PSI): \(named)\(others)")
  }
}
