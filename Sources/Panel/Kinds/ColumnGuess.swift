import Tabular

/// A column's kind, why it is that, and what stands for a missing value in it.
struct ColumnGuess: Sendable, Equatable {
  var kind: ColumnKind
  var reason: KindReason
  /// Texts that stand for a missing value besides the usual ones of its kind.
  var words: [String] = []

  init(_ kind: ColumnKind, _ reason: KindReason, words: [String] = []) {
    (self.kind, self.reason, self.words) = (kind, reason, words)
  }

  /// Words for a missing value that are none in columns of texts, where they may be a category.
  static let wordsForMissing: Set<String> = MissingTexts.usual.texts.union([
    "unknown", "unk", "missing", "not available", "not applicable", "n.a.", "nd", "#value!", "#ref!",
    "#div/0!",
    "#name?", "#num!", ".", "未知", "不详", "未填", "暂无", "不明",
  ])
  /// More different texts than these say something else than that a number is missing.
  static let mostWordsBesideNumbers = 5
  /// A text that occurs so often is no slip.
  static let leastOfWord = 3
  /// A column of so few different numbers is one of codes where texts occur as well.
  static let mostNumbersOfCodes = 20

  /// Column names that hold post codes, which are digits and no numbers.
  static let postCodeNames = ["zip", "postcode", "post_code", "postal", "邮编", "邮政编码"]

  /// The kind that the cells of a whole column show.
  init(_ look: ColumnLook, name: String) {
    let marks = look.words.filter { ColumnGuess.wordsForMissing.contains($0.key.lowercased()) }
    let marked = marks.values.reduce(0, +)
    // Texts that mean nothing by themselves decide nothing where there is something else.
    let filled = look.filled - (look.numbers + look.days > 0 ? marked : 0)
    if filled == 0 {
      self.init(.number, .empty)
    } else if let reason = ColumnGuess.reasonOfCodes(look, name: name), look.numbers == filled {
      self.init(.text, reason)
    } else if 10 * look.days >= 9 * filled {
      self.init(.date, .days, words: ColumnGuess.further(marks))
    } else if look.numbers == 0 {
      self.init(.text, .texts)
    } else if look.numbers == filled {
      let words = ColumnGuess.further(marks)
      self.init(.number, words.isEmpty ? .numbers : .numbersBesideWords, words: words)
    } else {
      self = ColumnGuess.ofNumbersAndWords(look, filled: filled, marks: marks)
    }
  }

  private static func ofNumbersAndWords(
    _ look: ColumnLook, filled: Int, marks: [String: Int]
  ) -> ColumnGuess {
    let words = look.words.filter { marks[$0.key] == nil }
    let areFewWords = look.days == 0 && !look.hasMoreWords
    let areCodes =
      !look.hasMoreNumbers && look.differentNumbers.count <= mostNumbersOfCodes
      && look.numbers >= leastOfWord * look.differentNumbers.count
    if areFewWords, areCodes { return ColumnGuess(.text, .mixedCodes) }
    let areRepeated =
      areFewWords && words.count <= mostWordsBesideNumbers && words.values.allSatisfy { $0 >= leastOfWord }
    if areRepeated, 2 * look.numbers >= filled {
      return ColumnGuess(.number, .numbersBesideWords, words: further(look.words))
    }
    // A few cells that hold something else are mistakes, and told as such while they are read.
    return 10 * look.numbers >= 9 * filled
      ? ColumnGuess(.number, .numbers, words: further(marks)) : ColumnGuess(.text, .texts)
  }

  /// Those of some texts that do not stand for a missing value of a number anyway.
  private static func further(_ words: [String: Int]) -> [String] {
    words.keys.filter { !MissingTexts.usual.texts.contains($0.lowercased()) }.sorted()
  }

  /// Why digits are no numbers: leading zeros, too many of them to calculate with, or what the column is called.
  private static func reasonOfCodes(_ look: ColumnLook, name: String) -> KindReason? {
    // Amounts have decimals here and there.
    guard look.digits > 0, look.digits == look.numbers else { return nil }
    if 2 * look.longDigits >= look.digits { return .longDigits }
    // A zero too many in one cell of many is a slip, unless all cells are as long.
    let isPadded = look.fewestDigits == look.mostDigits || 200 * look.leadingZeros >= look.digits
    if look.leadingZeros > 0, isPadded { return .leadingZeros }
    return postCodeNames.contains { name.lowercased().contains($0) } ? .name : nil
  }
}
