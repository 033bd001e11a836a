/// A word or sign of a rule or of an expression over columns.
enum RuleToken: Equatable {
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

  static let keywords: Set<String> = ["and", "or", "not", "in", "contains", "group", "preset"]

  static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_" || scalar == "."
      || scalar == "-" || scalar == "+"
  }

  /// The words and signs of a text.
  ///
  /// - Parameter isArithmetic: whether `+ - * /` are signs; else names and numbers may hold `+` and `-`.
  static func tokens(of text: String, isArithmetic: Bool = false) throws(ConditionParser.Problem)
    -> [RuleToken]
  {
    let signs: Set<String> = isArithmetic ? ["(", ")", ",", "+", "-", "*", "/"] : ["(", ")", ","]
    var tokens: [RuleToken] = []
    let scalars = Array(text.unicodeScalars)
    var at = 0
    while at < scalars.count {
      let scalar = scalars[at]
      if scalar.properties.isWhitespace {
        at += 1
      } else if isNamePart(scalar), !signs.contains(String(scalar)) {
        tokens.append(.name(name(scalars, &at, isArithmetic: isArithmetic)))
      } else if scalar == "\"" {
        tokens.append(.quoted(try quoted(scalars, &at)))
      } else {
        var sign = String(scalar)
        at += 1
        if "<>!=".contains(sign), at < scalars.count, scalars[at] == "=" {
          sign += "="
          at += 1
        }
        let usual =
          ["（": "(", "）": ")", "，": ",", "==": "=", "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/"][sign]
          ?? sign
        guard signs.contains(usual) || Condition.Comparison(rawValue: usual) != nil else {
          throw ConditionParser.Problem(
            text: "“\(sign)” means nothing in a rule; put names with such signs in double quotes.")
        }
        tokens.append(.sign(usual))
      }
    }
    return tokens
  }

  private static func name(_ scalars: [Unicode.Scalar], _ at: inout Int, isArithmetic: Bool) -> String {
    var name = String.UnicodeScalarView()
    while at < scalars.count, isNamePart(scalars[at]) {
      if isArithmetic, scalars[at] == "-" || scalars[at] == "+" {
        // Only the sign of an exponent, as in 1e-3, belongs to a number.
        let isExponent =
          (name.last == "e" || name.last == "E")
          && name.dropLast().allSatisfy { ("0"..."9").contains($0) || $0 == "." }
        guard isExponent, name.count > 1 else { break }
      }
      name.append(scalars[at])
      at += 1
    }
    return String(name)
  }

  private static func quoted(_ scalars: [Unicode.Scalar], _ at: inout Int) throws(ConditionParser.Problem)
    -> String
  {
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
    guard at < scalars.count else {
      throw ConditionParser.Problem(text: "a quote is opened and never closed.")
    }
    at += 1
    return String(name)
  }
}

/// The words and signs of a rule, read one after the other.
struct RuleReader {
  typealias Problem = ConditionParser.Problem

  let tokens: [RuleToken]
  private(set) var position = 0

  init(tokens: [RuleToken]) { self.tokens = tokens }

  var current: RuleToken? { position < tokens.count ? tokens[position] : nil }
  var next: RuleToken? { position + 1 < tokens.count ? tokens[position + 1] : nil }
  var whereNow: String { current.map { "before “\($0.text)”" } ?? "at the end" }

  mutating func skip() { position += 1 }

  mutating func take(_ token: RuleToken) -> Bool {
    guard current == token else { return false }
    position += 1
    return true
  }

  mutating func expect(_ sign: String) throws(Problem) {
    if take(.sign(sign)) { return }
    throw Problem(text: "“\(sign)” was to come \(whereNow).")
  }

  mutating func name(_ wanted: String) throws(Problem) -> String {
    guard let name = nameHere else { throw Problem(text: "\(wanted) was to come \(whereNow).") }
    position += 1
    return name
  }

  private var nameHere: String? {
    switch current {
    case .quoted(let name) where !name.isEmpty: name
    case .name(let name) where !RuleToken.keywords.contains(name): name
    default: nil
    }
  }

  /// A name that is no number and that neither a bracket nor a sign of arithmetic follows.
  mutating func lastName() -> String? {
    guard let name = nameHere else { return nil }
    if case .name = current, ConfigurationReader.number(name) != nil { return nil }
    if case .sign(let sign) = next, sign != ")", sign != "," { return nil }
    position += 1
    return name
  }

  mutating func comparison() -> Condition.Comparison? {
    guard case .sign(let sign) = current, let comparison = Condition.Comparison(rawValue: sign) else {
      return nil
    }
    position += 1
    return comparison
  }

  mutating func operation(among operations: [DerivedExpression.Operation]) -> DerivedExpression.Operation? {
    guard case .sign(let sign) = current, let found = DerivedExpression.Operation(rawValue: sign),
      operations.contains(found)
    else { return nil }
    position += 1
    return found
  }

  mutating func number() throws(Problem) -> Double {
    guard case .name(let text) = current, let number = ConfigurationReader.number(text) else {
      throw Problem(text: "a number was to come \(whereNow).")
    }
    position += 1
    return number
  }

  mutating func texts() throws(Problem) -> [String] {
    try expect("(")
    var texts = [try name("a text")]
    while take(.sign(",")) { texts.append(try name("a text")) }
    try expect(")")
    return texts
  }
}
