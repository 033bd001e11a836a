/// How a number is shown, where that says what it is.
enum CellForm: Equatable {
  /// As a day.
  case day
  /// As a code with zeros before it, up to so many digits.
  case code(digits: Int)

  /// Reads a number format, such as `yyyy"年"m"月"` or `00000` (ECMA-376 18.8.31).
  ///
  /// Quoted, bracketed and escaped characters are text, colours or currencies. Months alone are days of the calendar too;
  /// beside hours or seconds an `m` stands for minutes.
  init?(format: String) {
    var (isQuoted, isBracketed, isEscaped) = (false, false, false)
    var letters: Set<Character> = []
    for character in format.lowercased() {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch character {
      // An underscore leaves the width of the character after it, an asterisk repeats that.
      case "\\", "_", "*": isEscaped = !isQuoted && !isBracketed
      case "\"": isQuoted.toggle()
      case "[" where !isQuoted: isBracketed = true
      case "]" where !isQuoted: isBracketed = false
      default: if !isQuoted, !isBracketed { letters.insert(character) }
      }
    }
    if letters.contains("y") || letters.contains("d")
      || letters.contains("m") && letters.isDisjoint(with: ["h", "s"])
    {
      self = .day
    } else if format.count > 1, format.count <= 15, format.allSatisfy({ $0 == "0" }) {
      self = .code(digits: format.count)
    } else {
      return nil
    }
  }

  /// The forms of formats that are built in (ECMA-376 18.8.30): 14 to 17, 22, 27 to 31, 36, 50 to 58 show days.
  init?(builtIn number: Int) {
    guard [14...17, 22...22, 27...31, 36...36, 50...58].contains(where: { $0.contains(number) }) else {
      return nil
    }
    self = .day
  }
}
