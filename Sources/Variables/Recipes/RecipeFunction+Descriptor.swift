extension Recipe.Function {
  /// What the function reads, takes and makes: the one place that says so.
  public var descriptor: RecipeDescriptor {
    switch self {
    case .level: RecipeDescriptor(reach: .snapshot, unit: .amount, missing: .cell, isColumnItself: true)
    case .shareOfAssets: RecipeDescriptor(reach: .snapshot, unit: .share, missing: .cell, needsAssets: true)
    case .change: RecipeDescriptor(reach: .monthBefore, unit: .amount, missing: .history)
    case .ratio: RecipeDescriptor(reach: .monthBefore, unit: .ratio, missing: .history)
    case .slope, .volatility: RecipeDescriptor(reach: .window, unit: .number, missing: .history)
    case .drawdown, .regularity: RecipeDescriptor(reach: .window, unit: .share, missing: .history)
    case .monthsSincePeak, .zeroMonths: RecipeDescriptor(reach: .window, unit: .months, missing: .history)
    case .monthsSinceLargeOutflow:
      RecipeDescriptor(reach: .window, figures: .share, unit: .months, missing: .noEvent)
    case .sum: RecipeDescriptor(reach: .lastMonths, unit: .amount, missing: .history)
    case .sumAgainstAssets:
      RecipeDescriptor(reach: .lastMonths, unit: .share, missing: .history, needsAssets: true)
    case .netFlowAgainstAssets:
      RecipeDescriptor(columns: 2...2, reach: .lastMonths, unit: .share, missing: .history, needsAssets: true)
    case .recentAgainstUsual: RecipeDescriptor(reach: .window, unit: .ratio, missing: .history)
    case .distanceToFloor:
      RecipeDescriptor(reach: .snapshot, figures: .amount, unit: .share, missing: .never)
    case .distanceToTierAbove:
      RecipeDescriptor(
        columns: 1...2, reach: .snapshot, figures: .rising, unit: .share, missing: .noTierAbove)
    case .distanceToTierBelow:
      RecipeDescriptor(columns: 1...2, reach: .snapshot, figures: .rising, unit: .share, missing: .never)
    // Without the column of opening dates the window's months are counted.
    case .tenure:
      RecipeDescriptor(columns: 0...1, source: .date, reach: .window, unit: .months, missing: .noDate)
    case .firstHundredDays:
      RecipeDescriptor(columns: 0...1, source: .date, reach: .window, unit: .flag, missing: .noDate)
    case .ageBand: RecipeDescriptor(reach: .snapshot, figures: .rising, unit: .code, missing: .cell)
    case .monthOfYear: RecipeDescriptor(columns: 0...0, reach: .snapshot, unit: .monthOfYear, missing: .never)
    case .category:
      RecipeDescriptor(source: .text, reach: .snapshot, unit: .code, missing: .cell, isColumnItself: true)
    }
  }
}
