/// A column that is made of other columns of the same row, as a bank writes it: `used / limit`.
///
/// ```
/// either := both { "or" both }          both := negation { "and" negation }
/// negation := "not" negation | test
/// test   := sum [ ("<" | "<=" | "=" | "!=" | ">=" | ">") sum ]
///         | column ("=" | "!=") text | column ("in" | "contains") "(" text { "," text } ")"
/// sum    := product { ("+" | "-") product }        product := sign { ("*" | "/") sign }
/// sign   := "-" sign | number | column | "(" either ")"
///         | ("min" | "max") "(" either { "," either } ")" | ("abs" | "log") "(" either ")"
///         | "if" "(" either "," either "," either ")" | "year" "(" column ")"
///         | ("days" | "months") "(" column [ "," column ] ")"
/// ```
///
/// What is true is 1, what is not is 0. What is missing makes the result missing, as do a division by zero and the
/// logarithm of what is not above zero; `and` and `or` are decided where one side alone decides. `days` and `months` count
/// whole ones from a date to the second one, or to the end of the row's month. Names with other signs than letters, digits
/// and `_` stand in double quotes.
public indirect enum DerivedExpression: Sendable, Hashable {
  case number(Double)
  case column(String)
  case negative(DerivedExpression)
  case binary(DerivedExpression, Operation, DerivedExpression)
  case call(Function, [DerivedExpression])
  case span(Unit, from: String, to: String?)
  case year(String)
  case comparison(DerivedExpression, Condition.Comparison, DerivedExpression)
  case text(column: String, values: [String], isPart: Bool)
  case all([DerivedExpression])
  case any([DerivedExpression])
  case not(DerivedExpression)

  public enum Operation: String, Sendable, CaseIterable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
  }

  public enum Function: String, Sendable, CaseIterable {
    case min, max, abs, log
    /// The second where the first is true, else the third.
    case choice = "if"

    /// How many arguments it takes.
    var counts: ClosedRange<Int> {
      switch self {
      case .min, .max: 2...20
      case .abs, .log: 1...1
      case .choice: 3...3
      }
    }
  }

  public enum Unit: String, Sendable, CaseIterable { case days, months }

  /// All columns that it is made of, each once, in the order in which they stand.
  public var columns: [String] {
    var names: [String] = []
    collect(&names)
    return names
  }

  /// Whether it counts up to the end of the row's month.
  public var needsMonth: Bool {
    switch self {
    case .span(_, _, let to): to == nil
    case .number, .column, .year, .text: false
    case .negative(let part), .not(let part): part.needsMonth
    case .binary(let left, _, let right), .comparison(let left, _, let right):
      left.needsMonth || right.needsMonth
    case .call(_, let parts), .all(let parts), .any(let parts): parts.contains(where: \.needsMonth)
    }
  }

  private func collect(_ names: inout [String]) {
    switch self {
    case .number: break
    case .column(let name), .year(let name), .text(let name, _, _):
      if !names.contains(name) { names.append(name) }
    case .span(_, let from, let to):
      for name in [from, to].compactMap({ $0 }) where !names.contains(name) { names.append(name) }
    case .negative(let part), .not(let part): part.collect(&names)
    case .binary(let left, _, let right), .comparison(let left, _, let right):
      left.collect(&names)
      right.collect(&names)
    case .call(_, let parts), .all(let parts), .any(let parts): for part in parts { part.collect(&names) }
    }
  }
}

/// The text of an expression as it was written, and what it means.
public struct DerivedColumn: Sendable, Hashable, Codable {
  public let text: String
  public let expression: DerivedExpression

  /// A column in another unit.
  public init(_ column: String, times factor: Double) {
    text = "\"\(column)\" * \(YAMLText.number(factor))"
    expression = .binary(.column(column), .times, .number(factor))
  }

  init(_ text: String) throws(ConditionParser.Problem) {
    self.text = text
    expression = try DerivedExpressionParser.expression(text)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      try self.init(container.decode(String.self))
    } catch let problem as ConditionParser.Problem {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: problem.text)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension SettingForm where Value == DerivedColumn {
  /// An expression over columns.
  static var derivedColumn: SettingForm {
    .line(
      .other(
        words: "what it is made of",
        fitting: ["used / limit", "'if(age >= 60 and segment in (gold), 1, 0)'"],
        unfitting: ["used /", "used limit", "min(used)"]),
      text: { YAMLText.text($0.text) },
      read: { node, path, reader in
        guard let text = reader.name(node, name: path, wanted: "what it is made of, such as used / limit")
        else {
          return nil
        }
        do throws(ConditionParser.Problem) {
          return try DerivedColumn(text)
        } catch {
          reader.add("“\(path)” cannot be read: \(error.text)", at: node)
          return nil
        }
      })
  }
}

extension [String: DerivedColumn] {
  /// The columns in an order in which each is made of earlier ones and of columns of the files, and a column that is made
  /// of itself; nil where there is none.
  public var inOrder: (columns: [(name: String, expression: DerivedExpression)], circle: String?) {
    var (order, done): ([(name: String, expression: DerivedExpression)], Set<String>) = ([], [])
    var open = sorted { $0.key < $1.key }
    while !open.isEmpty {
      let ready = open.filter { entry in
        entry.value.expression.columns.allSatisfy { self[$0] == nil || done.contains($0) }
      }
      guard !ready.isEmpty else { return (order, open[0].key) }
      for entry in ready {
        order.append((entry.key, entry.value.expression))
        done.insert(entry.key)
      }
      open.removeAll { done.contains($0.key) }
    }
    return (order, nil)
  }
}
