import Calendar

/// What the cells of a column decide.
extension FormatEvidence {
  /// Whether so many cells of the column, nine in ten, are of a kind that the others may be mistakes.
  private func isMost(_ count: Int) -> Bool { 10 * count >= 9 * filled }

  // MARK: Numbers

  /// Cells that are numbers with a decimal mark.
  public func numberCount(_ decimal: DecimalMark) -> Int {
    numbers.neutral + numbers.open + (decimal == .point ? numbers.pointOnly : numbers.commaOnly)
  }

  /// Whether nearly all cells are numbers, whichever their decimal mark.
  public var areNumbers: Bool { DecimalMark.allCases.contains { isMost(numberCount($0)) } }

  /// The decimal mark that the cells prove; nil where none does, or where they contradict each other.
  public var provenDecimal: DecimalMark? {
    let (point, comma) = (numbers.pointOnly, numbers.commaOnly)
    guard point + comma > 0 else { return nil }
    if 10 * point >= 9 * (point + comma) { return .point }
    return 10 * comma >= 9 * (point + comma) ? .comma : nil
  }

  /// A cell such as `1,250` that could be two numbers, where no cell of the column says which it is.
  public var openNumber: String? {
    numbers.pointOnly + numbers.commaOnly == 0 ? numbers.openExample : nil
  }

  /// The decimal mark of a file, where columns of numbers prove one and none proves the other; nil: nothing decides.
  public static func decimal(ofFileWith columns: [FormatEvidence]) -> DecimalMark? {
    let proven = Set(columns.filter(\.areNumbers).compactMap(\.provenDecimal))
    return proven.count == 1 ? proven.first : nil
  }

  // MARK: Dates

  /// Whether no cell could be read in another way than the usual one.
  public func isUsual(_ kind: ColumnKind) -> Bool {
    switch kind {
    case .text: true
    case .number: numbers.commaOnly == 0 && (numbers.open == 0 || numbers.pointOnly > 0)
    case .date: dates.unordered == 0 && dates.serials == 0 && digits(.year) == 0
    }
  }

  /// What a column's cells say of its dates.
  public enum DateFinding: Sendable, Equatable {
    /// They are no dates.
    case none
    case format(DateFormat)
    /// They are dates of which none has a day above 12, such as the one given: which number is the month?
    case undecided(example: String)
    /// Some have the day first and others the month.
    case contradictory
  }

  /// What is known of a column besides its cells.
  public struct Context: Sendable {
    /// Its name, which may prove that numbers are Excel's dates, or that `202401` is a month.
    public var name: String
    /// Whether somebody says that it holds dates.
    public var isSaid: Bool
    /// Whether rows are put in order by it.
    public var isTime: Bool
    /// The order of day and month where somebody says it.
    public var order: DateOrder?

    public init(name: String, isSaid: Bool = false, isTime: Bool = false, order: DateOrder? = nil) {
      (self.name, self.isSaid, self.isTime, self.order) = (name, isSaid, isTime, order)
    }
  }

  /// Finds out whether the cells are dates, and how they are written.
  public func dates(_ context: Context) -> DateFinding {
    guard filled > 0 else { return context.isSaid ? .format(DateFormat(order: context.order)) : .none }
    if areNumbers { return datesOfNumbers(context) }
    let days = dates.allCertain + dates.unordered + digits(.day) + digits(.month)
    guard isMost(days) else { return .none }
    var format = DateFormat(period: period, isCompact: dates.allCertain + dates.unordered == 0)
    guard dates.unordered > 0 else { return .format(format) }
    format.order = context.order
    if context.order != nil { return .format(format) }
    if dates.dayFirst > 0, dates.monthFirst > 0 { return .contradictory }
    if dates.monthFirst > 0 {
      format.order = .monthFirst
    } else if dates.dayFirst > 0 || dates.eitherOrder == dates.dotted {
      // Nobody writes the month first before points.
      format.order = .dayFirst
    } else {
      return .undecided(example: dates.orderExample ?? "01/02/2024")
    }
    return .format(format)
  }

  /// Whether numbers are dates: all of them are `20240131`; or it is known otherwise that they are dates, months, years or
  /// Excel's.
  private func datesOfNumbers(_ context: Context) -> DateFinding {
    if digits(.day) == filled { return .format(DateFormat(isCompact: true)) }
    // Where a column is said to hold dates, some cells may be mistakes.
    let areAll = { (count: Int) in context.isSaid ? isMost(count) : count == filled }
    let isNamed = DateFormat.isSuggested(by: context.name)
    if context.isSaid || context.isTime || isNamed, areAll(digits(.day) + digits(.month)) {
      return .format(DateFormat(period: period, isCompact: true))
    }
    if context.isSaid || context.isTime, areAll(digits(.year)) {
      return .format(DateFormat(period: .year, isCompact: true))
    }
    return (context.isSaid || isNamed) && areAll(dates.serials) ? .format(DateFormat(isSerial: true)) : .none
  }

  private func digits(_ period: DatePeriod) -> Int { dates.digits[period] ?? 0 }

  /// The shortest period that a cell names.
  private var period: DatePeriod {
    if dates.unordered > 0 { return .day }
    return DatePeriod.allCases.first { (dates.certain[$0] ?? 0) + ($0 == .year ? 0 : digits($0)) > 0 }
      ?? .day
  }
}

extension DateFormat {
  /// Whether a column of this name holds dates, if its cells can be any.
  static func isSuggested(by name: String) -> Bool {
    let lower = name.lowercased()
    if ["日期", "时间", "月份", "年月"].contains(where: { lower.contains($0) }) || lower.hasSuffix("日") {
      return true
    }
    let words = lower.split { !$0.isLetter || !$0.isASCII }
    return words.contains { word in
      ["dt", "day", "month", "birthday", "dob", "timestamp"].contains(word)
        || (word.hasSuffix("date") && !["update", "candidate", "mandate"].contains(word))
    }
  }
}
