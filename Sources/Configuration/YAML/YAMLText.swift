/// Values as YAML text that reads back as the same value.
enum YAMLText {
  /// A text, in quotes unless it is surely plain.
  static func text(_ text: String) -> String {
    isPlain(text) ? text : "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  static func texts(_ texts: [String]) -> String { "[" + texts.map(text).joined(separator: ", ") + "]" }

  /// One line with the keys sorted, or in their order where that matters.
  static func mapping(_ pairs: [(key: String, value: String)]) -> String {
    pairs.isEmpty ? "{}" : "{ " + pairs.map { "\(text($0.key)): \($0.value)" }.joined(separator: ", ") + " }"
  }

  static func numbers(_ numbers: [Double]) -> String { "[" + numbers.map(number).joined(separator: ", ") + "]" }

  /// Lines of keys and values as one.
  static func line(_ lines: [String]) -> String {
    lines.isEmpty ? "{}" : "{ " + lines.joined(separator: ", ") + " }"
  }

  /// A key with the lines of its section under it.
  static func block(_ key: String, _ lines: [String]) -> [String] { ["\(key):"] + lines.map { "  " + $0 } }

  /// Words as a sentence has them: a, b or c.
  static func choices(_ words: [String]) -> String {
    words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }

  /// The shortest text of a number that reads back as it; whole numbers without a fraction.
  static func number(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }

  /// Letters, digits and a few signs in the middle, and nothing that YAML takes for something else than a text.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, isLetter(first) || first == "_" || first == "/",
      !["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"].contains(text.lowercased())
    else { return false }
    return text.unicodeScalars.allSatisfy {
      isLetter($0) || ("0"..."9").contains($0) || "_-./".unicodeScalars.contains($0)
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("\u{4E00}"..."\u{9FFF}").contains(scalar)
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\u{20}"..."\u{7E}", "\u{A1}"..."\u{2027}", "\u{2030}"..."\u{D7FF}", "\u{E000}"..."\u{FDFF}":
      return String(scalar)
    default:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
  }
}
