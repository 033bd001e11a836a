/// What a rule is made of, walked through.
extension Condition {
  /// The tests that the rule is made of, presets' among them, whatever joins them.
  var tests: [Condition] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.tests)
    case .not(let part): part.tests
    case .preset(let preset): preset.condition.tests
    case .group, .number, .text: [self]
    }
  }

  /// The first figure that is against the snapshot month; nil where there is none.
  var change: Figure? {
    tests.lazy.compactMap { test in
      if case .number(let figure, _, _) = test, figure.summary == .rise || figure.summary == .growth {
        figure
      } else {
        nil
      }
    }.first
  }

  /// The first thing that only rules of questions may read, as it is written; nil where there is none.
  var figureOfQuestions: String? {
    if let change { return "\(change.summary.rawValue)(…)" }
    let names = [Derived.tierByAssets, .nearNextTier].map(\.rawValue)
    return columns.lazy.map(\.name).first(where: names.contains).map { "“\($0)”" }
  }

  /// The columns of the panel that must be there: those that are not made of others.
  public var ownColumns: [Column] { columns.filter { Derived(rawValue: $0.name) == nil } }
}
