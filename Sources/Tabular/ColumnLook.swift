import Parallel

/// What the cells of a column look like, so that its kind can be told.
///
/// Looks at parts of a column are added up; the sum is the same for any parts in any order.
public struct ColumnLook: Sendable, Equatable {
  /// Cells that hold anything but a mark for a missing value.
  public var filled = 0
  /// Those that are numbers.
  public var numbers = 0
  /// Those that are days or months, and no numbers.
  public var days = 0
  /// Those of at least two digits alone, the first of them a zero.
  public var leadingZeros = 0
  /// Those of more digits alone than a Float64 tells apart.
  public var longDigits = 0
  /// Those of digits alone.
  public var digits = 0
  /// Least and greatest number of digits of these.
  public var fewestDigits = Int.max
  public var mostDigits = 0
  /// Different numbers, as long as there are at most ``mostKept`` of them.
  public private(set) var differentNumbers: Set<Double> = []
  public private(set) var hasMoreNumbers = false
  /// What is neither a number nor a day, with the count of each, as long as there are at most ``mostKept`` of them.
  public private(set) var words: [String: Int] = [:]
  public private(set) var hasMoreWords = false

  /// Different values that are kept.
  public static let mostKept = 32
  /// Digits that a Float64 holds.
  static let safeDigits = 15

  public init() {}

  /// Adds the look at other cells of the column.
  public mutating func add(_ other: ColumnLook) {
    filled += other.filled
    numbers += other.numbers
    days += other.days
    leadingZeros += other.leadingZeros
    longDigits += other.longDigits
    digits += other.digits
    fewestDigits = min(fewestDigits, other.fewestDigits)
    mostDigits = max(mostDigits, other.mostDigits)
    hasMoreNumbers = hasMoreNumbers || other.hasMoreNumbers
    if !hasMoreNumbers { differentNumbers.formUnion(other.differentNumbers) }
    if hasMoreNumbers || differentNumbers.count > ColumnLook.mostKept {
      (hasMoreNumbers, differentNumbers) = (true, [])
    }
    hasMoreWords = hasMoreWords || other.hasMoreWords
    if !hasMoreWords { words.merge(other.words, uniquingKeysWith: +) }
    forgetWordsIfMany()
  }

  /// Adds a cell that is a number.
  mutating func add(number: Double) {
    filled += 1
    numbers += 1
    if hasMoreNumbers || !differentNumbers.insert(number).inserted { return }
    if differentNumbers.count > ColumnLook.mostKept { (hasMoreNumbers, differentNumbers) = (true, []) }
  }

  /// Adds that a cell is of digits alone.
  mutating func add(digits count: Int, beginsWithZero: Bool) {
    digits += 1
    fewestDigits = min(fewestDigits, count)
    mostDigits = max(mostDigits, count)
    if beginsWithZero, count > 1 { leadingZeros += 1 }
    if count > ColumnLook.safeDigits { longDigits += 1 }
  }

  /// Adds a cell that is neither number nor day.
  mutating func add(word: String) {
    filled += 1
    if hasMoreWords { return }
    words[word, default: 0] += 1
    forgetWordsIfMany()
  }

  private mutating func forgetWordsIfMany() {
    if hasMoreWords || words.count > ColumnLook.mostKept { (hasMoreWords, words) = (true, [:]) }
  }
}

extension ColumnBatch {
  /// Looks at the cells of a column in some rows.
  public func look(_ column: Int, rows: RowNumbers, values: SharedBuffer<Double>, into look: inout ColumnLook)
  {
    numbers(column, rows: rows, into: values)
    var one: UInt32 = 0
    for position in 0..<rows.count {
      let value = values[position]
      if CellValue.isMissing(value) { continue }
      let row = Int(rows[position])
      if !value.isNaN {
        look.add(number: value)
        if let digits = digits(column, row: row) {
          look.add(digits: digits.count, beginsWithZero: digits.beginsWithZero)
        }
        continue
      }
      one = rows[position]
      let isDay = withUnsafeMutablePointer(to: &one) { row in
        days(
          column, form: .written(DateFormat()), rows: RowNumbers(base: row, count: 1),
          into: values[position..<position + 1])
        return !values[position].isNaN
      }
      if isDay {
        look.filled += 1
        look.days += 1
      } else {
        look.add(word: text(column, row: row) ?? "")
      }
    }
  }

  /// How many digits a cell of digits alone has; nil for others.
  public func digits(_ column: Int, row: Int) -> (count: Int, beginsWithZero: Bool)? {
    guard let bytes = text(column, row: row)?.utf8, !bytes.isEmpty, bytes.allSatisfy({ $0 &- 48 < 10 }) else {
      return nil
    }
    return (bytes.count, bytes.first == 48)
  }
}
