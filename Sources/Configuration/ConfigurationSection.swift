import Yams

/// One section of a configuration: reads its keys into places that hold the defaults.
struct ConfigurationSection {
  let reader: ConfigurationReader
  /// The section's path, such as `loss.sudden`; empty for the whole file.
  let name: String
  let node: Node
  private var values: [String: (key: Node, value: Node)] = [:]

  /// Nil, with a problem, where the node is no section.
  init?(_ node: Node, name: String, keys: [String], reader: ConfigurationReader) {
    guard let entries = reader.entries(node, name: name, keys: keys) else { return nil }
    self.reader = reader
    self.name = name
    self.node = node
    for entry in entries { values[entry.key] = (entry.keyNode, entry.value) }
  }

  /// The path of a key, for messages.
  func path(_ key: String) -> String { name.isEmpty ? key : "\(name).\(key)" }

  /// The value's node; nil where the key is not written.
  func value(_ key: String) -> Node? { values[key]?.value }

  /// The key's own node, for the place of a problem.
  func keyNode(_ key: String) -> Node? { values[key]?.key }

  func section(_ key: String, keys: [String]) -> ConfigurationSection? {
    value(key).flatMap { ConfigurationSection($0, name: path(key), keys: keys, reader: reader) }
  }

  /// The sections of a list; one may stand without being listed.
  func sections(_ key: String, keys: [String]) -> [ConfigurationSection] {
    guard let node = value(key) else { return [] }
    return reader.elements(node, name: path(key)).compactMap {
      ConfigurationSection($0, name: path(key), keys: keys, reader: reader)
    }
  }

  func name(_ key: String, wanted: String) -> String? {
    value(key).flatMap { reader.name($0, name: path(key), wanted: wanted) }
  }

  func names(_ key: String, into names: inout [String], wanted: String) {
    if let node = value(key) { names = reader.names(node, name: path(key), wanted: wanted) }
  }

  func number(_ key: String, into number: inout Double, _ range: NumberRange) {
    guard let node = value(key),
      let text = reader.text(node, name: path(key), wanted: range.words)
    else { return }
    guard let read = Self.number(text), range.contains(read) else {
      reader.add("“\(path(key))” is “\(reader.shown(text))”, but must be \(range.words).", at: node)
      return
    }
    number = read
  }

  func whole<Number: FixedWidthInteger>(
    _ key: String, into number: inout Number, from lowest: Number, to highest: Number
  ) {
    let words =
      highest == .max ? "a whole number from \(lowest)" : "a whole number from \(lowest) to \(highest)"
    guard let node = value(key), let text = reader.text(node, name: path(key), wanted: words) else { return }
    guard let read = Number(text.replacing("_", with: "")), (lowest...highest).contains(read) else {
      reader.add("“\(path(key))” is “\(reader.shown(text))”, but must be \(words).", at: node)
      return
    }
    number = read
  }

  func flag(_ key: String, into flag: inout Bool) {
    guard let node = value(key), let text = reader.text(node, name: path(key), wanted: "true or false") else {
      return
    }
    switch text.lowercased() {
    case "true", "yes", "on": flag = true
    case "false", "no", "off": flag = false
    default: reader.add("“\(path(key))” is “\(reader.shown(text))”, but must be true or false.", at: node)
    }
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, into choice: inout Choice
  ) where Choice.RawValue == String {
    guard let node = value(key), let read: Choice = self.choice(node, path(key)) else { return }
    choice = read
  }

  /// A choice for each of some names; nil where the key is not written or holds no section.
  func choices<Choice: RawRepresentable & CaseIterable>(_ key: String) -> [String: Choice]?
  where Choice.RawValue == String {
    guard let node = value(key), let entries = reader.entries(node, name: path(key), keys: nil) else {
      return nil
    }
    var choices: [String: Choice] = [:]
    for entry in entries { choices[entry.key] = choice(entry.value, "\(path(key)).\(entry.key)") }
    return choices
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(_ node: Node, _ path: String) -> Choice?
  where Choice.RawValue == String {
    let all = Choice.allCases.map(\.rawValue)
    let words = all.dropLast().joined(separator: ", ") + " or " + (all.last ?? "")
    guard let text = reader.text(node, name: path, wanted: words) else { return nil }
    if let read = Choice(rawValue: text) { return read }
    let hint = Suggestion.closest(to: text, among: all).map { " Did you mean “\($0)”?" } ?? ""
    reader.add("“\(path)” is “\(reader.shown(text))”, but must be \(words).\(hint)", at: node)
    return nil
  }

  /// A finite decimal number; `_` may stand between digits.
  static func number(_ text: String) -> Double? {
    let plain = text.replacing("_", with: "")
    guard plain.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || "+-.eE".utf8.contains($0) }),
      let number = Double(plain), number.isFinite
    else { return nil }
    return number
  }
}

/// The numbers that a key may have, and the words for them.
struct NumberRange: Sendable {
  let words: String
  let contains: @Sendable (Double) -> Bool

  static let factor = NumberRange(words: "a number above 0 and up to 1,000,000") { $0 > 0 && $0 <= 1e6 }
  static let notNegative = NumberRange(words: "a number of 0 or more") { $0 >= 0 }
  static let share = NumberRange(words: "a share above 0 and up to 1") { $0 > 0 && $0 <= 1 }
  static let shareBelowHalf = NumberRange(words: "a share from 0 to 0.5") { $0 >= 0 && $0 <= 0.5 }
  static let shareOrNone = NumberRange(words: "a share from 0 to 1") { $0 >= 0 && $0 <= 1 }
}
