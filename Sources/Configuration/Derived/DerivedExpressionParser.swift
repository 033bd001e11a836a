/// Reads the text of a ``DerivedExpression``, with the words and signs of a group's rule.
struct DerivedExpressionParser {
  typealias Problem = ConditionParser.Problem

  private var reader: RuleReader
  private var depth = 0
  private static let mostTokens = 500

  /// Reads a whole expression.
  static func expression(_ text: String) throws(Problem) -> DerivedExpression {
    var parser = DerivedExpressionParser(
      reader: RuleReader(tokens: try RuleToken.tokens(of: text, isArithmetic: true)))
    if parser.reader.tokens.isEmpty {
      throw Problem(text: "it is empty; write something such as used / limit.")
    }
    guard parser.reader.tokens.count <= mostTokens else {
      throw Problem(text: "it has more than \(mostTokens) words and signs; derive a part of it first.")
    }
    let expression = try parser.either()
    if let rest = parser.reader.current {
      throw Problem(text: "“\(rest.text)” stands where a sign such as + or the end was to come.")
    }
    if expression.columns.isEmpty { throw Problem(text: "it names no column.") }
    return expression
  }

  private init(reader: RuleReader) { self.reader = reader }

  private mutating func either() throws(Problem) -> DerivedExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= ConditionParser.deepest else {
      throw Problem(text: "brackets lie more than \(ConditionParser.deepest) deep in each other.")
    }
    var parts = [try both()]
    while reader.take(.name("or")) { parts.append(try both()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func both() throws(Problem) -> DerivedExpression {
    var parts = [try negation()]
    while reader.take(.name("and")) { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func negation() throws(Problem) -> DerivedExpression {
    var isNegated = false
    while reader.take(.name("not")) { isNegated.toggle() }
    let test = try test()
    return isNegated ? .not(test) : test
  }

  private mutating func test() throws(Problem) -> DerivedExpression {
    let left = try sum()
    if case .column(let column) = left {
      if reader.take(.name("in")) { return .text(column: column, values: try reader.texts(), isPart: false) }
      if reader.take(.name("contains")) {
        return .text(column: column, values: try reader.texts(), isPart: true)
      }
    }
    guard let comparison = reader.comparison() else { return left }
    if case .column(let column) = left, comparison == .equal || comparison == .different,
      let text = reader.lastName()
    {
      let test = DerivedExpression.text(column: column, values: [text], isPart: false)
      return comparison == .equal ? test : .not(test)
    }
    return .comparison(left, comparison, try sum())
  }

  private mutating func sum() throws(Problem) -> DerivedExpression {
    var sum = try product()
    while let operation = reader.operation(among: [.plus, .minus]) {
      sum = .binary(sum, operation, try product())
    }
    return sum
  }

  private mutating func product() throws(Problem) -> DerivedExpression {
    var product = try sign()
    while let operation = reader.operation(among: [.times, .over]) {
      product = .binary(product, operation, try sign())
    }
    return product
  }

  private mutating func sign() throws(Problem) -> DerivedExpression {
    var isNegative = false
    while reader.take(.sign("-")) { isNegative.toggle() }
    let piece = try piece()
    return isNegative ? .negative(piece) : piece
  }

  private mutating func piece() throws(Problem) -> DerivedExpression {
    if reader.take(.sign("(")) {
      let inner = try either()
      try reader.expect(")")
      return inner
    }
    if case .name(let text) = reader.current {
      if let number = ConfigurationReader.number(text) {
        reader.skip()
        return .number(number)
      }
      if reader.next == .sign("(") { return try call(text) }
    }
    return .column(try reader.name("a column, a number or a bracket"))
  }

  private mutating func call(_ name: String) throws(Problem) -> DerivedExpression {
    reader.skip()
    reader.skip()
    if let function = DerivedExpression.Function(rawValue: name) {
      var parts = [try either()]
      while reader.take(.sign(",")) { parts.append(try either()) }
      try reader.expect(")")
      guard function.counts.contains(parts.count) else {
        let wanted = function.counts.count == 1 ? "\(function.counts.lowerBound)" : "2 or more"
        throw Problem(text: "“\(name)” takes \(wanted) values, not \(parts.count).")
      }
      return .call(function, parts)
    }
    let column = try reader.name("a column")
    if name == "year" {
      try reader.expect(")")
      return .year(column)
    }
    guard let unit = DerivedExpression.Unit(rawValue: name) else {
      let all =
        DerivedExpression.Function.allCases.map(\.rawValue) + DerivedExpression.Unit.allCases.map(\.rawValue)
        + ["year"]
      let hint = Suggestion.closest(to: name, among: all).map { "did you mean “\($0)”?" }
      throw Problem(
        text: "there is no function “\(name)”; \(hint ?? "there are \(all.joined(separator: ", ")).")")
    }
    let until = reader.take(.sign(",")) ? try reader.name("a second date") : nil
    try reader.expect(")")
    return .span(unit, from: column, to: until)
  }
}
