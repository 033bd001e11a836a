import Variables

extension Recipe {
  /// What makes the recipe impossible to follow, as a sentence; nil where nothing does.
  func problem(window: Int, hasAssets: Bool) -> String? {
    if name.isEmpty { return "it has no name." }
    guard columnCounts.contains(columns.count) else {
      return "“\(function.rawValue)” cannot read \(columns.count) columns."
    }
    if columns.contains("") { return "a column has no name." }
    if needsAssets && !hasAssets {
      return "“\(function.rawValue)” needs assets, and the model names no asset column."
    }
    if let longest = longestSpan(window: window) {
      guard let months, (1...max(1, longest)).contains(months), months <= longest else {
        return
          "\(months.map { "\($0) months" } ?? "no number of months") cannot be looked back in a window of \(window)."
      }
    } else if months != nil {
      return "“\(function.rawValue)” takes no number of months."
    }
    if let bad = figures.first(where: { !$0.isFinite }) { return "the figure \(bad) is no usable number." }
    return figureProblem ?? levelProblem
  }

  private var columnCounts: ClosedRange<Int> {
    switch function {
    case .netFlowAgainstAssets: 2...2
    case .distanceToTierAbove, .distanceToTierBelow: 1...2
    case .tenure, .firstHundredDays: 0...1
    case .monthOfYear: 0...0
    default: 1...1
    }
  }

  private var needsAssets: Bool {
    switch function {
    case .shareOfAssets, .sumAgainstAssets, .netFlowAgainstAssets: true
    default: false
    }
  }

  /// Months that the recipe's number of months may reach; nil where it has none.
  private func longestSpan(window: Int) -> Int? {
    switch function {
    case .change, .ratio: window - 1
    case .sum, .sumAgainstAssets, .netFlowAgainstAssets: window
    default: nil
    }
  }

  private var figureProblem: String? {
    let needed: ClosedRange<Int> =
      switch function {
      case .monthsSinceLargeOutflow, .distanceToFloor: 1...1
      case .distanceToTierAbove, .distanceToTierBelow, .ageBand: 1...10_000
      default: 0...0
      }
    guard needed.contains(figures.count) else {
      return "“\(function.rawValue)” cannot take \(figures.count) figures."
    }
    switch function {
    case .monthsSinceLargeOutflow where !(0...1).contains(figures[0]):
      return "the share of a large outflow is \(figures[0])."
    case .distanceToTierAbove, .distanceToTierBelow, .ageBand:
      return zip(figures, figures.dropFirst()).allSatisfy { $0 < $1 }
        ? nil : "the figures are not in rising order."
    default: return nil
    }
  }

  private var levelProblem: String? {
    switch (isCategory, levels) {
    case (false, nil): return nil
    case (false, _): return "“\(function.rawValue)” has no levels."
    case (true, nil): return "a category needs levels."
    // Codes are passed as Float32, which holds every whole number up to here.
    case (true, let levels?) where levels.count > 1 << 24: return "\(levels.count) levels are too many."
    case (true, let levels?): return firstRepeated(levels).map { "the level “\($0)” stands twice." }
    }
  }
}
