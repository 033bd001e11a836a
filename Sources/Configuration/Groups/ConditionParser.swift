/// Reads the text of a ``Condition``.
struct ConditionParser {
  /// What is wrong with a rule, as a sentence.
  struct Problem: Error {
    let text: String
  }

  static let deepest = 50

  private var reader: RuleReader
  private var depth = 0

  /// Reads a whole rule.
  static func condition(_ text: String) throws(Problem) -> Condition {
    var parser = ConditionParser(reader: RuleReader(tokens: try RuleToken.tokens(of: text)))
    if parser.reader.tokens.isEmpty { throw Problem(text: "it is empty; write a rule such as age >= 50.") }
    let condition = try parser.either()
    if let rest = parser.reader.current {
      throw Problem(text: "“\(rest.text)” stands where “and”, “or” or the end was to come.")
    }
    return condition
  }

  /// Whether a name needs no quotes.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.unicodeScalars.allSatisfy(RuleToken.isNamePart)
      && !RuleToken.keywords.contains(name)
      && ConfigurationReader.number(name) == nil
      && Condition.Figure.Summary(rawValue: name) == nil
  }

  private init(reader: RuleReader) { self.reader = reader }

  private mutating func either() throws(Problem) -> Condition {
    var parts = [try both()]
    while reader.take(.name("or")) { parts.append(try both()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func both() throws(Problem) -> Condition {
    var parts = [try piece()]
    while reader.take(.name("and")) { parts.append(try piece()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func piece() throws(Problem) -> Condition {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw Problem(text: "brackets lie more than \(Self.deepest) deep in each other.")
    }
    if reader.take(.name("not")) { return .not(try piece()) }
    if reader.take(.sign("(")) {
      let inner = try either()
      try reader.expect(")")
      return inner
    }
    if reader.take(.name("group")) { return .group(try reader.name("the name of a group")) }
    if reader.take(.name("preset")) {
      let name = try reader.name("the name of a preset")
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

  private mutating func months() throws(Problem) -> Int {
    try reader.expect(",")
    let text = try reader.name("a number of months")
    guard let months = Int(text), (1...24).contains(months) else {
      throw Problem(text: "“\(text)” must be a number of months from 1 to 24.")
    }
    return months
  }

  private mutating func test() throws(Problem) -> Condition {
    if case .name(let word) = reader.current, let summary = Condition.Figure.Summary(rawValue: word),
      summary != .latest, reader.next == .sign("(")
    {
      reader.skip()
      reader.skip()
      let column = try reader.name("a column")
      let months = summary.isOverMonths ? try self.months() : 1
      try reader.expect(")")
      guard let comparison = reader.comparison() else {
        throw Problem(text: "a comparison such as >= was to come \(reader.whereNow).")
      }
      return .number(.init(column, summary, months: months), comparison, try reader.number())
    }
    let column = try reader.name("a column, “not”, “group” or a bracket")
    if reader.take(.name("in")) { return .text(column: column, values: try reader.texts(), isPart: false) }
    if reader.take(.name("contains")) {
      return .text(column: column, values: try reader.texts(), isPart: true)
    }
    guard let comparison = reader.comparison() else {
      throw Problem(
        text: "after “\(column)” a comparison such as >=, “in” or “contains” was to come \(reader.whereNow).")
    }
    if case .name(let text) = reader.current, ConfigurationReader.number(text) != nil {
      return .number(.init(column), comparison, try reader.number())
    }
    let text = try reader.name("a number or a text")
    switch comparison {
    case .equal: return .text(column: column, values: [text], isPart: false)
    case .different: return .not(.text(column: column, values: [text], isPart: false))
    default: throw Problem(text: "“\(text)” is no number; texts are compared with = and != alone.")
    }
  }
}
