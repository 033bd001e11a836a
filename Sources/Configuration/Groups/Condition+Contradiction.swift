/// Whether a rule contradicts itself, found from what it says alone.
extension Condition {
  /// The columns of a customer that are the same in every month.
  static let unchangingColumns: Set<String> = ["gender", "open_date", "customer_id"]

  /// Whether no customer can ever fit the rule: in every way to meet it some figure would have to lie in two places.
  ///
  /// A rule that can be met in too many ways to go through counts as possible.
  var isImpossible: Bool { ways().map { $0.allSatisfy(Self.contradicts) } ?? false }

  /// Whether the rules of two months contradict each other in what never changes.
  func contradictsInWhatNeverChanges(_ other: Condition) -> Bool {
    guard let (own, others) = both(ways(), other.ways()), own.count * others.count <= Self.mostWays else {
      return false
    }
    return own.allSatisfy { one in
      others.allSatisfy { Self.contradicts((one + $0).filter(\.isUnchanging)) }
    }
  }

  private func both<Value>(_ one: Value?, _ other: Value?) -> (Value, Value)? {
    one.flatMap { one in other.map { (one, $0) } }
  }

  private static let mostWays = 256

  /// The ways to meet the rule, each a list of tests that must all hold (disjunctive normal form); nil: too many.
  private func ways(negated: Bool = false) -> [[Condition]]? {
    switch (self, negated) {
    case (.not(let part), _): return part.ways(negated: !negated)
    case (.preset(let preset), _): return preset.condition.ways(negated: negated)
    case (.all(let parts), false), (.any(let parts), true):
      var ways: [[Condition]] = [[]]
      for part in parts {
        guard let own = part.ways(negated: negated), ways.count * own.count <= Self.mostWays else {
          return nil
        }
        ways = ways.flatMap { way in own.map { way + $0 } }
      }
      return ways
    case (.any(let parts), false), (.all(let parts), true):
      var ways: [[Condition]] = []
      for part in parts {
        guard let own = part.ways(negated: negated), ways.count + own.count <= Self.mostWays else {
          return nil
        }
        ways += own
      }
      return ways
    case (.number(let figure, let comparison, let value), true):
      return [[.number(figure, comparison.opposite, value)]]
    case (.group, true), (.text, true): return [[.not(self)]]
    case (.group, false), (.text, false), (.number, false): return [[self]]
    }
  }

  private var isUnchanging: Bool {
    switch self {
    case .number(let figure, _, _):
      figure.summary == .latest && Self.unchangingColumns.contains(figure.column)
    case .text(let column, _, _): Self.unchangingColumns.contains(column)
    case .all, .any, .not, .group, .preset: false
    }
  }

  /// Whether tests that must all hold cannot.
  private static func contradicts(_ tests: [Condition]) -> Bool {
    var numbers: [Figure: (lowest: Double, highest: Double)] = [:]
    var texts: [String: Set<String>] = [:]
    for test in tests {
      switch test {
      case .number(let figure, let comparison, let value):
        var range = numbers[figure] ?? (-.infinity, .infinity)
        switch comparison {
        case .more: range.lowest = max(range.lowest, value.nextUp)
        case .atLeast: range.lowest = max(range.lowest, value)
        case .less: range.highest = min(range.highest, value.nextDown)
        case .atMost: range.highest = min(range.highest, value)
        case .equal: (range.lowest, range.highest) = (max(range.lowest, value), min(range.highest, value))
        case .different: break
        }
        numbers[figure] = range
        if range.lowest > range.highest { return true }
      case .text(let column, let values, isPart: false):
        texts[column] = texts[column].map { $0.intersection(values) } ?? Set(values)
        if texts[column]?.isEmpty == true { return true }
      case .text, .all, .any, .not, .group, .preset: break
      }
    }
    return false
  }
}

extension Condition.Comparison {
  /// What holds where this one does not.
  var opposite: Condition.Comparison {
    switch self {
    case .less: .atLeast
    case .atMost: .more
    case .equal: .different
    case .different: .equal
    case .atLeast: .less
    case .more: .atMost
    }
  }
}
