extension Recipe {
  /// What a recipe computes; ``descriptor`` says what each function reads, takes and makes.
  public enum Function: String, Hashable, Sendable, Codable, CaseIterable {
    /// `x(t)`.
    case level
    /// `x(t) / A(t)`.
    case shareOfAssets
    /// `x(t) − x(t−k)`.
    case change
    /// `x(t) / x(t−k)`, between 0 and 100; missing where `x(t−k)` is not above zero.
    case ratio
    /// Slope of the least-squares line through the window, per month, against the mean of absolute values.
    case slope
    /// Standard deviation over the window against the mean of absolute values.
    case volatility
    /// `1 − x(t) / max` over the window.
    case drawdown
    /// Months since the window's highest value; the latest one where there are several.
    case monthsSincePeak
    /// Months since `x` last fell by at least a share (the first figure) within a month; missing where it never did.
    case monthsSinceLargeOutflow
    /// Number of the window's months with `x` at zero or below.
    case zeroMonths
    /// Sum of `x` over the last `k` months.
    case sum
    /// Sum over the last `k` months against assets: `Σ x / A(t)`.
    case sumAgainstAssets
    /// (Σ first column − Σ second column over the last `k` months) / `A(t)`.
    case netFlowAgainstAssets
    /// Share of the window's months with `x` above zero.
    case regularity
    /// `x(t)` against its mean over the window's earlier months: `x(t) / mean`, between 0 and 100; missing where the
    /// mean is not above zero.
    case recentAgainstUsual
    /// `A(t) / floor − 1`; the floor is the first figure.
    case distanceToFloor
    /// `(next tier's start − (A + loans)) / (A + loans)`; missing in the top tier; figures are the tiers' starts.
    case distanceToTierAbove
    /// `((A + loans) − own tier's start) / (A + loans)`; figures are the tiers' starts.
    case distanceToTierBelow
    /// Months from the opening date (a month is 30.4375 days). Without that column: months since the customer's first
    /// one in the window, at most the window's length less one; missing where it is unknown what was before.
    case tenure
    /// 1 within a hundred days of the opening date, else 0; without that column, 1 in the customer's first three months.
    case firstHundredDays
    /// Number of the age band; figures are the bands' lower ends.
    case ageBand
    /// Days from a date to the end of the snapshot month. In a ready-made table: to the end of the period that the second
    /// column names, whose number of months (0 for a day) is the figure; or to the day that is the figure, counted from
    /// 1970-01-01. Below zero for dates after it.
    case daysBefore
    /// The performance month's number in the year, 1 to 12.
    case monthOfYear
    /// The code of a text among ``Recipe/levels``; missing where the text is missing or was not seen in training.
    case category
    /// The same where levels are numbers: `4`, `4.0` and `04` are one.
    case numberCategory
    /// Share of losses among the training rows with the same levels of the recipe's columns, drawn towards the share among
    /// all where these are few; see ``LevelStatistics``. Among training rows themselves: of those that were known before.
    case lossRate
    /// Share of the training rows with the same levels of the recipe's columns; 0 for levels that training never saw.
    case frequency
    /// A code of another tool, `x` without its fraction; missing where it is none of the codes from 0 on, whose number is
    /// the first figure.
    case code
    /// The same; but whatever is negative or none of the codes but the last is the last one.
    case codeOrOther
    /// `x`; missing where it is zero.
    case nonzero
    /// Nothing: always missing. A variable of another tool's model that it never asks for.
    case unused
  }
}

extension Recipe.Function {
  /// Whether only models of other tools have it.
  public var isOfOtherTools: Bool {
    switch self {
    case .numberCategory, .code, .codeOrOther, .nonzero, .unused: true
    case .level, .shareOfAssets, .change, .ratio, .slope, .volatility, .drawdown, .monthsSincePeak,
      .monthsSinceLargeOutflow, .zeroMonths, .sum, .sumAgainstAssets, .netFlowAgainstAssets, .regularity,
      .recentAgainstUsual, .distanceToFloor, .distanceToTierAbove, .distanceToTierBelow, .tenure,
      .firstHundredDays, .ageBand, .daysBefore, .monthOfYear, .category, .lossRate, .frequency:
      false
    }
  }

  /// Whether it looks levels up in ``LevelStatistics``.
  public var readsLevels: Bool { descriptor.source == .text && !descriptor.isCategory }

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
    case .daysBefore:
      RecipeDescriptor(
        columns: 1...2, source: .date, reach: .snapshot, figures: .reference, unit: .days, missing: .cell)
    case .monthOfYear: RecipeDescriptor(columns: 0...0, reach: .snapshot, unit: .monthOfYear, missing: .never)
    case .category, .numberCategory:
      RecipeDescriptor(source: .text, reach: .snapshot, unit: .code, missing: .cell, isColumnItself: true)
    case .lossRate, .frequency:
      RecipeDescriptor(
        columns: 1...LevelStatistics.mostColumns, source: .text, reach: .snapshot, unit: .share,
        missing: .never,
        isColumnItself: true)
    case .code, .codeOrOther:
      RecipeDescriptor(reach: .snapshot, figures: .codes, unit: .code, missing: .cell, isColumnItself: true)
    case .nonzero: RecipeDescriptor(reach: .snapshot, unit: .amount, missing: .cell, isColumnItself: true)
    case .unused:
      RecipeDescriptor(columns: 0...0, reach: .snapshot, unit: .number, missing: .cell, isColumnItself: true)
    }
  }
}
