import Parallel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Imitates exports that have gone through spreadsheets and older systems: some amounts are missing or oddly
/// written, all in ways that a reader must cope with.
///
/// The clean cells between two dirty ones are counted by a geometric draw, so a clean cell costs a subtraction.
/// An amount of assets that is not zero is never left out: the labels would no longer be what the truth says.
struct DirtyCells {
  private var random: RandomStream
  private var cleanCellsLeft: Int
  private let logOfCleanShare: Double
  private let unreadableAmongDirty: Double

  init(dirtyShare: Double, unreadableShare: Double, random: RandomStream) {
    let share = dirtyShare + unreadableShare
    logOfCleanShare = log1p(-share)
    unreadableAmongDirty = share > 0 ? unreadableShare / share : 0
    self.random = random
    cleanCellsLeft = 0
    drawGap()
  }

  private mutating func drawGap() {
    let gap = logOfCleanShare < 0 ? log1p(-random.uniform()) / logOfCleanShare : 1e15
    cleanCellsLeft = Int(min(gap, 1e15))
  }

  /// Appends an amount, or now and then what stands in its place.
  @inline(__always)
  mutating func append(cents: Int, mayBeMissing: Bool, to cursor: inout TextCursor) {
    if cleanCellsLeft > 0 {
      cleanCellsLeft -= 1
      cursor.append(cents: cents)
    } else {
      appendDirty(cents: cents, mayBeMissing: mayBeMissing, to: &cursor)
      drawGap()
    }
  }

  private mutating func appendDirty(cents: Int, mayBeMissing: Bool, to cursor: inout TextCursor) {
    if random.chance(unreadableAmongDirty) {
      let texts: [StaticString] = ["#REF!", "1.2.3", "无", "12a"]
      cursor.append(texts[random.below(texts.count)])
      return
    }
    switch random.below(mayBeMissing || cents == 0 ? 7 : 3) {
    case 0: DirtyCells.appendGrouped(cents: cents, to: &cursor)
    case 1: DirtyCells.appendFullWidth(cents: cents, to: &cursor)
    case 2:
      cursor.append(" ")
      cursor.append(cents: cents)
      cursor.append("  ")
    case 3: break
    case 4: cursor.append("NA")
    case 5: cursor.append("NULL")
    default: cursor.append("-")
    }
  }

  /// `"1,234.56"` with its quotes.
  static func appendGrouped(cents: Int, to cursor: inout TextCursor) {
    let digits = Array(String(cents.magnitude / 100).utf8)
    cursor.append("\"")
    if cents < 0 { cursor.append("-") }
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { cursor.append(",") }
      cursor.append(digit)
    }
    cursor.append(".")
    cursor.append(digits: cents.magnitude % 100, count: 2)
    cursor.append("\"")
  }

  /// Digits and point of the full-width forms, U+FF10 to U+FF19 and U+FF0E.
  static func appendFullWidth(cents: Int, to cursor: inout TextCursor) {
    if cents < 0 { cursor.append("-") }
    for digit in String(cents.magnitude / 100).utf8 { appendFullWidth(digit, to: &cursor) }
    cursor.append("．")
    appendFullWidth(UInt8(48 + cents.magnitude % 100 / 10), to: &cursor)
    appendFullWidth(UInt8(48 + cents.magnitude % 10), to: &cursor)
  }

  private static func appendFullWidth(_ digit: UInt8, to cursor: inout TextCursor) {
    cursor.append(0xEF)
    cursor.append(0xBC)
    cursor.append(0x90 + (digit - 48))
  }
}
