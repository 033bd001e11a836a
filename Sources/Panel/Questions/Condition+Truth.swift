import Calendar
import Configuration

/// What rules over columns read of one customer at the end of a month.
public protocol RuleFacts {
  /// The month that the rules stand at.
  var snapshot: Month { get }

  /// The values of a number column in the last so many months, as far as they are known, oldest first, the snapshot month
  /// last; NaN where missing. Nil where there is no such column; `assets` is the sum of the assets.
  func values(_ column: String, months: Int) -> ArraySlice<Double>?

  /// The text of a column in the snapshot month; nil where it is missing.
  func text(_ column: String) -> String?

  /// A figure that rules of questions alone may read; nil where it is missing.
  func figureOfQuestion(_ figure: Condition.Figure) -> Double?
}

extension Condition {
  /// Whether the rule holds for a customer; nil where what is missing decides.
  ///
  /// - Parameter isMember: whether the customer is in another group.
  public func holds(for facts: some RuleFacts, isMember: (String) -> Bool? = { _ in nil }) -> Bool? {
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

extension RuleFacts {
  public func figureOfQuestion(_ figure: Condition.Figure) -> Double? { nil }

  /// A rule's figure; nil where it is missing.
  public func figure(_ figure: Condition.Figure) -> Double? {
    if figure.summary == .rise || figure.summary == .growth { return figureOfQuestion(figure) }
    if let derived = Condition.Derived(rawValue: figure.column), figure.summary == .latest {
      return self.derived(derived, figure)
    }
    guard let values = values(figure.column, months: figure.months) else { return nil }
    let known = values.filter(\.isFinite)
    guard let latest = known.last else { return nil }
    switch figure.summary {
    case .latest: return latest
    case .sum: return known.reduce(0, +)
    case .mean: return known.reduce(0, +) / Double(known.count)
    case .least: return known.min()
    case .greatest: return known.max()
    case .months: return Double(known.count { $0 > 0 })
    case .rise, .growth: return nil
    }
  }

  /// The value of the snapshot month; nil where it is missing.
  private func now(_ column: String) -> Double? {
    values(column, months: 1)?.last.flatMap { $0.isFinite ? $0 : nil }
  }

  private func derived(_ derived: Condition.Derived, _ figure: Condition.Figure) -> Double? {
    switch derived {
    case .assets: return now("assets")
    case .tenureDays:
      return now("open_date").map { Double(CalendarDay(snapshot, atMost: 31).daysSince1970) - $0 }
    case .maturesNextMonth:
      let parts = Condition.Derived.maturesNextMonth.columns.compactMap(now)
      return parts.isEmpty ? nil : parts.reduce(0, +)
    case .occupationKnown: return text("occupation") == nil ? 0 : 1
    case .seasonalInflow:
      return values("transfer_in", months: .max)
        .flatMap { SeasonalInflow.isSeasonal($0, until: snapshot) }.map { $0 ? 1 : 0 }
    case .tierByAssets, .nearNextTier: return figureOfQuestion(figure)
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
