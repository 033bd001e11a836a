import Testing

@testable import Configuration

@Suite("Columns made of others")
struct DerivedExpressionTests {
  private func problem(_ text: String) -> String {
    do throws(ConditionParser.Problem) {
      _ = try DerivedColumn(text)
      return "none"
    } catch {
      return error.text
    }
  }

  @Test("are read as they are usually written: products before sums, sums before comparisons, not before and")
  func precedence() throws {
    let same = [
      ("a + b * c", "a + (b * c)"), ("a - b - c", "(a - b) - c"), ("a / b / c", "(a / b) / c"),
      ("-a * b", "(-a) * b"), ("a + 1 > b and not c < 2 or d", "((a + 1 > b) and (not (c < 2))) or d"),
      ("a-b", "a - b"), ("a×b÷c", "a * b / c"), ("a >= 1e-3", "a >= 0.001"), ("if（a，1，0）", "if(a, 1, 0)"),
    ]
    for (left, right) in same {
      #expect(try DerivedColumn(left).expression == DerivedColumn(right).expression, "\(left)")
    }
    #expect(try DerivedColumn("\"a-b\" / 客户数").expression.columns == ["a-b", "客户数"])
    #expect(
      try DerivedColumn("segment = gold").expression
        == .text(column: "segment", values: ["gold"], isPart: false))
    #expect(try DerivedColumn("months(open_date)").expression.needsMonth)
    #expect(try !DerivedColumn("months(open_date, at)").expression.needsMonth)
  }

  @Test("that cannot be read are told with what was to come")
  func problems() {
    let cases = [
      ("", "empty"), ("used /", "at the end"), ("used limit", "“limit” stands where"),
      ("lg(a)", "did you mean “log”?"),
      ("min(a)", "2 or more"), ("if(a, 1)", "takes 3 values"), ("(a", "“)” was to come"),
      ("1 + 2", "names no column"),
      ("a % b", "“%” means nothing"), ("months(1 + a)", "was to come"),
      (String(repeating: "(", count: 300) + "a", "deep"),
      (String(repeating: "a+", count: 400) + "a", "more than 500"),
    ]
    for (text, wanted) in cases {
      #expect(problem(text).contains(wanted), "\(text.prefix(20)): \(problem(text))")
    }
  }

  @Test("may be made of each other, but not of themselves")
  func order() throws {
    let configuration = try BankConfiguration(
      yaml: "derive: { a: b + 1, b: c * 2, z: x }", file: "bank.yaml")
    #expect(configuration.derive.inOrder.columns.map(\.name) == ["b", "z", "a"])
    #expect(try BankConfiguration(yaml: configuration.yaml(), file: "bank.yaml") == configuration)
    let error = #expect(throws: ConfigurationError.self) {
      try BankConfiguration(yaml: "floor: 1\nderive:\n  a: b + 1\n  b: a\n  c: used /\n", file: "bank.yaml")
    }
    let text = error.map { "\($0)" } ?? ""
    #expect(
      text.contains("line 3: “derive.a” is made of itself") && text.contains("line 5: “derive.c”"), "\(text)")
  }
}
