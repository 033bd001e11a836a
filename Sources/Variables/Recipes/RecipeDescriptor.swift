/// What a recipe's function reads, takes and makes; its formula stands in ``RecipeKernel``.
public struct RecipeDescriptor: Hashable, Sendable {
  /// Kind of the columns that a function reads.
  public enum Source: Hashable, Sendable { case number, date, text }

  /// How far back from the snapshot month a function looks.
  public enum Reach: Hashable, Sendable, CaseIterable {
    /// The snapshot month alone.
    case snapshot
    /// Back to the month `k` months earlier: `k` is at most the window less one.
    case monthBefore
    /// The last `k` months, the snapshot month among them: `k` is at most the window.
    case lastMonths
    /// The whole window; there is no `k`.
    case window
  }

  /// Further figures that a function takes.
  public enum Figures: Hashable, Sendable {
    case none
    /// One share, from 0 to 1.
    case share
    /// One amount.
    case amount
    /// One or more in rising order.
    case rising
    /// A day, or the months of a period, that something is counted up to; none where that is the snapshot month.
    case reference
    /// How many codes there are.
    case codes
  }

  /// What a variable's values are.
  public enum Unit: Hashable, Sendable {
    /// In the unit of the source column.
    case amount
    /// A part of a whole: 0.5 is a half.
    case share
    /// How many times something else.
    case ratio
    /// A number of months.
    case months
    /// A number of days.
    case days
    /// 0 or 1.
    case flag
    /// Number of a month in the year, 1 to 12.
    case monthOfYear
    /// The number of a band or a level, from 0.
    case code
    /// A figure whose size alone says little.
    case number
  }

  /// What it means that a value is missing.
  public enum Missing: Hashable, Sendable {
    /// The cell of the snapshot month is missing.
    case cell
    /// Too few months are known.
    case history
    /// What the function looks for did not happen within the window.
    case noEvent
    /// There is no tier above the customer's.
    case noTierAbove
    /// The opening date is missing.
    case noDate
    /// It is not missing where a customer has assets.
    case never
  }

  /// Numbers of columns that the function can read.
  public var columns: ClosedRange<Int>
  public var source: Source
  public var reach: Reach
  public var figures: Figures
  public var unit: Unit
  public var missing: Missing
  /// Whether something is divided by the assets, so that there must be asset columns.
  public var needsAssets: Bool
  /// Whether the value is the column's own, so that a ready-made table can hold it.
  public var isColumnItself: Bool

  /// Whether values are codes that trees may ask for one by one.
  public var isCategory: Bool { unit == .code && (source == .text || figures == .codes) }

  init(
    columns: ClosedRange<Int> = 1...1, source: Source = .number, reach: Reach, figures: Figures = .none,
    unit: Unit,
    missing: Missing, needsAssets: Bool = false, isColumnItself: Bool = false
  ) {
    self.columns = columns
    self.source = source
    self.reach = reach
    self.figures = figures
    self.unit = unit
    self.missing = missing
    self.needsAssets = needsAssets
    self.isColumnItself = isColumnItself
  }
}

extension RecipeDescriptor.Reach {
  /// Numbers of months `k` that a recipe may name in a window; nil where it names none.
  ///
  /// The range is empty where the window is too short for any.
  public func months(window: Int) -> Range<Int>? {
    switch self {
    case .snapshot, .window: nil
    case .monthBefore: 1..<max(1, window)
    case .lastMonths: 1..<max(1, window + 1)
    }
  }
}

extension RecipeDescriptor.Figures {
  /// How many figures there must be.
  public var count: ClosedRange<Int> {
    switch self {
    case .none: 0...0
    case .share, .amount, .codes: 1...1
    case .rising: 1...10_000
    case .reference: 0...1
    }
  }
}
