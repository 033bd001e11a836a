import Calendar
import Configuration
import Panel

/// Which numbers and texts are known of every customer, and for how many months.
public struct FactColumns: Sendable, Equatable {
  /// Months of every number: those of the window that the panel holds, the snapshot month being the last.
  public let months: Int
  /// Number columns by our names; `assets` is the sum of the asset columns.
  public let numbers: [String]
  /// Text columns by our names.
  public let texts: [String]
  private let numberIndex: [String: Int]
  private let textIndex: [String: Int]

  /// - Precondition: Names are unique and there is at least one month.
  public init(months: Int, numbers: [String], texts: [String]) {
    precondition(months > 0, "The snapshot month at least is known.")
    self.months = months
    self.numbers = numbers
    self.texts = texts
    numberIndex = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
    textIndex = Dictionary(uniqueKeysWithValues: texts.enumerated().map { ($1, $0) })
  }

  /// No facts at all, as for a ready-made table, whose variables are all there is to say.
  public static let none = FactColumns(months: 1, numbers: [], texts: [])

  func index(ofNumber name: String) -> Int? { numberIndex[name] }
  func index(ofText name: String) -> Int? { textIndex[name] }
}

/// When a customer's records begin, where the panel shows that they begin late: it holds earlier months without a row of
/// the customer. A panel's first month shows nobody as new.
public struct Arrival: Sendable, Equatable {
  /// Months from the first one with a row to the snapshot month.
  public let monthsAgo: Int
  /// Months of the window before that one in which the panel has rows, of other customers only.
  public let monthsBefore: Int

  /// - Precondition: The customer is absent in at least one month.
  public init(monthsAgo: Int, monthsBefore: Int) {
    precondition(monthsAgo >= 0 && monthsBefore > 0, "Nobody arrives without having been away.")
    (self.monthsAgo, self.monthsBefore) = (monthsAgo, monthsBefore)
  }

  /// The months in which a customer counts as new where no opening date is known.
  static let firstMonths = 3
}

/// What is known of one customer at the end of the snapshot month, for putting reasons into words.
public struct CustomerFacts: Sendable, Equatable {
  public let columns: FactColumns
  public let snapshot: Month
  /// Column after column, each with ``FactColumns/months`` values, oldest first; NaN where missing.
  public let numbers: [Double]
  /// A text for each text column; nil where missing.
  public let texts: [String?]
  /// Where the panel shows the customer arriving within the window; nil where it does not.
  public let arrival: Arrival?

  /// - Parameters:
  ///   - numbers: `columns.numbers.count × columns.months` values.
  ///   - texts: `columns.texts.count` values.
  public init(
    columns: FactColumns, snapshot: Month, numbers: [Double], texts: [String?], arrival: Arrival? = nil
  ) {
    precondition(
      numbers.count == columns.numbers.count * columns.months && texts.count == columns.texts.count,
      "Facts have a value for every column and month.")
    self.columns = columns
    self.snapshot = snapshot
    self.numbers = numbers
    self.texts = texts
    self.arrival = arrival
  }

  /// The values of the number column at an index.
  func series(at index: Int) -> Series {
    Series(values: numbers[index * columns.months..<(index + 1) * columns.months])
  }

  /// The values of a number column; nil where there is no such column.
  func series(_ name: String) -> Series? { columns.index(ofNumber: name).map(series(at:)) }

  public func text(_ name: String) -> String? { columns.index(ofText: name).flatMap { texts[$0] } }
}

extension CustomerFacts: RuleFacts {
  public func values(_ column: String, months: Int) -> ArraySlice<Double>? {
    series(column)?.values.suffix(months)
  }
}

/// A customer's values of one column, oldest first, the snapshot month last.
struct Series {
  let values: ArraySlice<Double>

  /// The value `months` before the snapshot month; nil where it is missing.
  func value(monthsAgo months: Int) -> Double? {
    guard months >= 0, months < values.count else { return nil }
    let value = values[values.endIndex - 1 - months]
    return value.isFinite ? value : nil
  }

  var now: Double? { value(monthsAgo: 0) }

  /// Months up to the snapshot month without a gap.
  var knownMonths: Int {
    values.reversed().prefix { $0.isFinite }.count
  }

  /// The known values without a gap up to the snapshot month.
  var known: ArraySlice<Double> { values.suffix(knownMonths) }

  /// The sum over the last `months`, or over as many of them as are known; nil where none is.
  func sum(ofLast months: Int) -> (amount: Double, months: Int)? {
    let counted = min(months, knownMonths)
    return counted > 0 ? (values.suffix(counted).reduce(0, +), counted) : nil
  }

  /// How the value moved over `months`; nil where either end is missing.
  func movement(over months: Int) -> Movement? {
    guard months > 0, let from = value(monthsAgo: months), let to = now else { return nil }
    return Movement(from: from, to: to, months: months)
  }

  /// The movement since the oldest known month.
  var longestMovement: Movement? { movement(over: knownMonths - 1) }

  /// From the mean of the earlier known months to now.
  var movementFromUsual: Movement? {
    let earlier = known.dropLast()
    guard let now, !earlier.isEmpty else { return nil }
    return Movement(from: earlier.reduce(0, +) / Double(earlier.count), to: now, months: 0)
  }

  /// The latest of the highest known values.
  var peak: (value: Double, monthsAgo: Int)? {
    var best: (value: Double, monthsAgo: Int)?
    for (offset, value) in known.reversed().enumerated() where best.map({ value > $0.value }) ?? true {
      best = (value, offset)
    }
    return best
  }
}

/// From one value to another in so many months.
struct Movement: Equatable {
  var from: Double
  var to: Double
  var months: Int

  /// Change against the start; nil where the start is not above zero.
  var share: Double? { from > 0 ? (to - from) / from : nil }

  func isFall(ofAtLeast least: Double) -> Bool { share.map { $0 <= -least } ?? false }
  func isRise(ofAtLeast least: Double) -> Bool { share.map { $0 >= least } ?? (to > from) }
  /// Whether it is more than what amounts do anyway.
  var isNoticeable: Bool {
    isFall(ofAtLeast: Situation.noticeable) || isRise(ofAtLeast: Situation.noticeable)
  }
}
