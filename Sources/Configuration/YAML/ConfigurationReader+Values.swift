import Yams

extension ConfigurationReader {
  func number(_ node: Node, _ path: String, _ range: NumberRange) -> Double? {
    guard let text = text(node, name: path, wanted: range.words) else { return nil }
    guard let number = Self.number(text), range.contains(number) else {
      add("“\(path)” is “\(shown(text))”, but must be \(range.words).", at: node)
      return nil
    }
    return number
  }

  /// A finite decimal number; `_` may stand between digits.
  static func number(_ text: String) -> Double? {
    let plain = text.replacing("_", with: "")
    guard plain.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || "+-.eE".utf8.contains($0) }),
      let number = Double(plain), number.isFinite
    else { return nil }
    return number
  }

  func whole<Number: FixedWidthInteger>(_ node: Node, _ path: String, _ range: ClosedRange<Number>) -> Number? {
    let words = Self.words(range)
    guard let text = text(node, name: path, wanted: words) else { return nil }
    guard let number = Number(text.replacing("_", with: "")), range.contains(number) else {
      add("“\(path)” is “\(shown(text))”, but must be \(words).", at: node)
      return nil
    }
    return number
  }

  /// The whole numbers of a range in words.
  static func words<Number: FixedWidthInteger>(_ range: ClosedRange<Number>) -> String {
    range.upperBound == .max
      ? "a whole number from \(range.lowerBound)"
      : "a whole number from \(range.lowerBound) to \(range.upperBound)"
  }

  func flag(_ node: Node, _ path: String) -> Bool? {
    guard let text = text(node, name: path, wanted: "true or false") else { return nil }
    switch text.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default:
      add("“\(path)” is “\(shown(text))”, but must be true or false.", at: node)
      return nil
    }
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ node: Node, _ path: String) -> Choice?
  where Choice.RawValue == String {
    let all = Choice.allCases.map(\.rawValue)
    let words = YAMLText.choices(all)
    guard let text = text(node, name: path, wanted: words) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let hint = Suggestion.closest(to: text, among: all).map { " Did you mean “\($0)”?" } ?? ""
    add("“\(path)” is “\(shown(text))”, but must be \(words).\(hint)", at: node)
    return nil
  }
}
