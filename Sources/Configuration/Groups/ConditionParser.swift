/// Reads the text of a ``Condition``.
struct ConditionParser {
  /// What is wrong with a rule, as a sentence.
  struct Problem: Error {
    let text: String
  }

  private enum Token: Equatable {
    case name(String)
    /// A name that stood in quotes, never a keyword and never a number.
    case quoted(String)
    case sign(String)

    var text: String {
      switch self {
      case .name(let text), .sign(let text): text
      case .quoted(let text): "\"\(text)\""
      }
    }
  }

  private static let keywords: Set<String> = ["and", "or", "not", "in", "contains", "group", "preset"]
  private static let deepest = 50

  private var tokens: [Token]
  private var position = 0
  private var depth = 0

  /// Reads a whole rule.
  static func condition(_ text: String) throws(Problem) -> Condition {
    var parser = ConditionParser(tokens: try tokens(of: text))
    if parser.tokens.isEmpty { throw Problem(text: "it is empty; write a rule such as age >= 50.") }
    let condition = try parser.either()
    if let rest = parser.current {
      throw Problem(text: "“\(rest.text)” stands where “and”, “or” or the end was to come.")
    }
    return condition
  }

  /// Whether a name needs no quotes.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.unicodeScalars.allSatisfy(isNamePart) && !keywords.contains(name)
      && ConfigurationReader.number(name) == nil
      && Condition.Figure.Summary(rawValue: name) == nil
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_" || scalar == "."
      || scalar == "-" || scalar == "+"
  }

  private static func tokens(of text: String) throws(Problem) -> [Token] {
    var tokens: [Token] = []
    let scalars = Array(text.unicodeScalars)
    var at = 0
    while at < scalars.count {
      let scalar = scalars[at]
      if scalar.properties.isWhitespace {
        at += 1
      } else if isNamePart(scalar) {
        var name = String.UnicodeScalarView()
        while at < scalars.count, isNamePart(scalars[at]) {
          name.append(scalars[at])
          at += 1
        }
        tokens.append(.name(String(name)))
      } else if scalar == "\"" {
        var name = String.UnicodeScalarView()
        at += 1
        while at < scalars.count {
          if scalars[at] == "\"" {
            guard at + 1 < scalars.count, scalars[at + 1] == "\"" else { break }
            at += 1
          }
          name.append(scalars[at])
          at += 1
        }
        guard at < scalars.count else { throw Problem(text: "a quote is opened and never closed.") }
        at += 1
        tokens.append(.quoted(String(name)))
      } else {
        var sign = String(scalar)
        at += 1
        if "<>!=".contains(sign), at < scalars.count, scalars[at] == "=" {
          sign += "="
          at += 1
        }
        let usual = ["（": "(", "）": ")", "，": ",", "==": "=", "≥": ">=", "≤": "<=", "≠": "!="][sign] ?? sign
        guard ["(", ")", ","].contains(usual) || Condition.Comparison(rawValue: usual) != nil else {
          throw Problem(
            text: "“\(sign)” means nothing in a rule; put names with such signs in double quotes.")
        }
        tokens.append(.sign(usual))
      }
    }
    return tokens
  }

  private var current: Token? { position < tokens.count ? tokens[position] : nil }

  private mutating func take(_ token: Token) -> Bool {
    guard current == token else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ sign: String) throws(Problem) {
    if take(.sign(sign)) { return }
    throw Problem(text: "“\(sign)” was to come \(whereNow).")
  }

  private var whereNow: String { current.map { "before “\($0.text)”" } ?? "at the end" }

  private mutating func either() throws(Problem) -> Condition {
    var parts = [try both()]
    while take(.name("or")) { parts.append(try both()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func both() throws(Problem) -> Condition {
    var parts = [try piece()]
    while take(.name("and")) { parts.append(try piece()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func piece() throws(Problem) -> Condition {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw Problem(text: "brackets lie more than \(Self.deepest) deep in each other.")
    }
    if take(.name("not")) { return .not(try piece()) }
    if take(.sign("(")) {
      let inner = try either()
      try expect(")")
      return inner
    }
    if take(.name("group")) { return .group(try name("the name of a group")) }
    if take(.name("preset")) {
      let name = try name("the name of a preset")
      let all = GroupPreset.allCases.map(\.rawValue)
      guard let preset = GroupPreset(rawValue: name) else {
        let hint = Suggestion.closest(to: name, among: all).map { "did you mean “\($0)”?" }
        throw Problem(
          text: "there is no preset “\(name)”; \(hint ?? "there are \(all.joined(separator: ", ")).")")
      }
      return .preset(preset)
    }
    return try test()
  }

  private mutating func name(_ wanted: String) throws(Problem) -> String {
    switch current {
    case .quoted(let name) where !name.isEmpty:
      position += 1
      return name
    case .name(let name) where !Self.keywords.contains(name):
      position += 1
      return name
    default: throw Problem(text: "\(wanted) was to come \(whereNow).")
    }
  }

  private mutating func test() throws(Problem) -> Condition {
    if case .name(let word) = current, let summary = Condition.Figure.Summary(rawValue: word),
      summary != .latest,
      position + 1 < tokens.count, tokens[position + 1] == .sign("(")
    {
      position += 2
      let column = try name("a column")
      try expect(",")
      let text = try name("a number of months")
      guard let months = Int(text), (1...24).contains(months) else {
        throw Problem(text: "“\(text)” must be a number of months from 1 to 24.")
      }
      try expect(")")
      guard let comparison = comparison() else {
        throw Problem(text: "a comparison such as >= was to come \(whereNow).")
      }
      return .number(.init(column, summary, months: months), comparison, try number())
    }
    let column = try name("a column, “not”, “group” or a bracket")
    if take(.name("in")) { return .text(column: column, values: try texts(), isPart: false) }
    if take(.name("contains")) { return .text(column: column, values: try texts(), isPart: true) }
    guard let comparison = comparison() else {
      throw Problem(
        text: "after “\(column)” a comparison such as >=, “in” or “contains” was to come \(whereNow).")
    }
    if case .name(let text) = current, ConfigurationReader.number(text) != nil {
      return .number(.init(column), comparison, try number())
    }
    let text = try name("a number or a text")
    switch comparison {
    case .equal: return .text(column: column, values: [text], isPart: false)
    case .different: return .not(.text(column: column, values: [text], isPart: false))
    default: throw Problem(text: "“\(text)” is no number; texts are compared with = and != alone.")
    }
  }

  private mutating func comparison() -> Condition.Comparison? {
    guard case .sign(let sign) = current, let comparison = Condition.Comparison(rawValue: sign) else {
      return nil
    }
    position += 1
    return comparison
  }

  private mutating func number() throws(Problem) -> Double {
    guard case .name(let text) = current, let number = ConfigurationReader.number(text) else {
      throw Problem(text: "a number was to come \(whereNow).")
    }
    position += 1
    return number
  }

  private mutating func texts() throws(Problem) -> [String] {
    try expect("(")
    var texts = [try name("a text")]
    while take(.sign(",")) { texts.append(try name("a text")) }
    try expect(")")
    return texts
  }
}
