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

  /// What the cells show of how numbers and days are written.
  public var evidence = FormatEvidence()

  /// Different values that are kept.
  public static let mostKept = 32
  /// Digits that a Float64 holds.
  static let safeDigits = 15

  public init() {}

  /// Adds the look at other cells of the column.
  public mutating func add(_ other: ColumnLook) {
    evidence.add(other.evidence)
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

  /// Adds cells that are a number.
  public mutating func add(number: Double, times: Int = 1) {
    filled += times
    numbers += times
    if hasMoreNumbers || !differentNumbers.insert(number).inserted { return }
    if differentNumbers.count > ColumnLook.mostKept { (hasMoreNumbers, differentNumbers) = (true, []) }
  }

  /// Adds a cell of digits with a decimal point or without, see ``FormatEvidence/decimals(of:)``.
  ///
  /// - Parameter value: the number that it is read as, or the mark of a missing one.
  @inline(__always)
  mutating func add(
    plain cell: UnsafeBufferPointer<UInt8>, decimals: Int, value: Double, format: CellFormat?
  ) {
    if CellValue.isMissing(value) { return }
    if format == nil { evidence.addPlain(cell, decimals: decimals) }
    add(number: value)
    if decimals == 0, cell[0] != 0x2D { add(digits: cell.count, beginsWithZero: cell[0] == 0x30) }
  }

  /// Adds that cells are of digits alone.
  @inline(__always)
  mutating func add(digits count: Int, beginsWithZero: Bool, times: Int = 1) {
    digits += times
    fewestDigits = min(fewestDigits, count)
    mostDigits = max(mostDigits, count)
    if beginsWithZero, count > 1 { leadingZeros += times }
    if count > ColumnLook.safeDigits { longDigits += times }
  }

  /// Adds cells that are neither number nor day.
  mutating func add(word: String, times: Int = 1) {
    filled += times
    if hasMoreWords { return }
    words[word, default: 0] += times
    forgetWordsIfMany()
  }

  private mutating func forgetWordsIfMany() {
    if hasMoreWords || words.count > ColumnLook.mostKept { (hasMoreWords, words) = (true, [:]) }
  }
}

extension ColumnLook {
  /// Adds cells of the same text, quotes and blanks around it gone.
  ///
  /// - Parameters:
  ///   - format: how they are written; nil: what they show of that is added to the evidence.
  ///   - number: reads numbers, and knows what stands for a missing value.
  public mutating func add(_ text: String, times: Int, format: CellFormat?, number: NumberCell) {
    let decimal = format?.decimal ?? .point
    var value = number.value(ofCleaned: text, decimal: decimal)
    // Whatever becomes of infinite numbers, they stand in a column of numbers.
    if value.isNaN, let infinity = number.infinity(ofCleaned: text, decimal: decimal) { value = infinity }
    if CellValue.isMissing(value) { return }
    if format == nil { evidence.add(text, times: times) }
    if !value.isNaN {
      add(number: value, times: times)
      if text.utf8.allSatisfy({ $0 &- 48 <= 9 }) {
        add(digits: text.utf8.count, beginsWithZero: text.utf8.first == 48, times: times)
      }
    } else if !DateCell.value(ofCleaned: text, format: format?.dates ?? DateFormat(), number: number).isNaN {
      filled += times
      days += times
    } else {
      add(word: text, times: times)
    }
  }
}
