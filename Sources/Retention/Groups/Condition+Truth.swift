import Calendar
import Configuration

extension Condition {
  /// Whether the rule holds for a customer; nil where what is missing decides.
  ///
  /// - Parameter isMember: whether the customer is in another group.
  func holds(for facts: CustomerFacts, isMember: (String) -> Bool?) -> Bool? {
    switch self {
    case .all(let parts):
      var isKnown = true
      for part in parts {
        switch part.holds(for: facts, isMember: isMember) {
        case false?: return false
        case nil: isKnown = false
        case true?: break
        }
      }
      return isKnown ? true : nil
    case .any(let parts):
      var isKnown = true
      for part in parts {
        switch part.holds(for: facts, isMember: isMember) {
        case true?: return true
        case nil: isKnown = false
        case false?: break
        }
      }
      return isKnown ? false : nil
    case .not(let part): return part.holds(for: facts, isMember: isMember).map { !$0 }
    case .group(let name): return isMember(name)
    case .preset(let preset): return preset.condition.holds(for: facts, isMember: isMember)
    case .number(let figure, let comparison, let value):
      return facts.figure(figure).map { comparison.holds($0, value) }
    case .text(let column, let values, let isPart):
      guard let text = facts.text(column) else { return nil }
      return values.contains { isPart ? text.containsWord($0) : text == $0 }
    }
  }
}

extension CustomerFacts {
  /// A rule's figure; nil where it is missing.
  func figure(_ figure: Condition.Figure) -> Double? {
    if let derived = Condition.Derived(rawValue: figure.column), figure.summary == .latest {
      return self.derived(derived)
    }
    guard let series = series(figure.column) else { return nil }
    if figure.summary == .latest { return series.now }
    let values = series.values.suffix(figure.months).filter(\.isFinite)
    guard !values.isEmpty else { return nil }
    switch figure.summary {
    case .latest: return values.last
    case .sum: return values.reduce(0, +)
    case .mean: return values.reduce(0, +) / Double(values.count)
    case .least: return values.min()
    case .greatest: return values.max()
    case .months: return Double(values.count { $0 > 0 })
    }
  }

  private func derived(_ derived: Condition.Derived) -> Double? {
    switch derived {
    case .assets: return series("assets")?.now
    case .tenureDays:
      return series("open_date")?.now.map { Double(CalendarDay(snapshot, atMost: 31).daysSince1970) - $0 }
    case .maturesNextMonth:
      let parts = Condition.Derived.maturesNextMonth.columns.compactMap { series($0)?.now }
      return parts.isEmpty ? nil : parts.reduce(0, +)
    case .occupationKnown: return text("occupation") == nil ? 0 : 1
    case .seasonalInflow:
      return series("transfer_in").flatMap { SeasonalInflow.isSeasonal($0.values) }.map { $0 ? 1 : 0 }
    }
  }
}

extension String {
  /// Whether the text holds a word, whatever the case of Latin letters.
  fileprivate func containsWord(_ word: String) -> Bool {
    let (text, word) = (lowercased().utf8, word.lowercased().utf8)
    guard !word.isEmpty, text.count >= word.count else { return word.isEmpty }
    var start = text.startIndex
    for _ in 0...(text.count - word.count) {
      if text[start...].starts(with: word) { return true }
      start = text.index(after: start)
    }
    return false
  }
}
