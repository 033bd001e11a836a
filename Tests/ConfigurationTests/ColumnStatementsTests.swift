import Testing

@testable import Configuration

@Suite("What is said of columns")
struct ColumnStatementsTests {
  @Test("patterns are those of a shell")
  func patterns() {
    let cases: [(pattern: String, fits: [String], others: [String])] = [
      ("code", ["code"], ["codes", "Code", ""]),
      ("code_*", ["code_", "code_a", "code_a_b"], ["code", "a_code_"]),
      ("*", ["", "a", "客户"], []),
      ("*a*b", ["ab", "xaxb", "aabb", "ab_b"], ["ba", "a", "abc"]),
      ("x?", ["x1", "x客"], ["x", "x12"]),
      ("x[0-3a]", ["x0", "x3", "xa"], ["x4", "xb", "x"]),
      ("x[!0-3]", ["x4", "xa"], ["x0", "x"]),
      ("x[]]", ["x]"], ["x["]),
      ("x[1]", ["x1", "x[1]"], ["x"]),
      ("x[1", ["x[1"], ["x1"]),
      ("金额*", ["金额", "金额_月"], ["总金额"]),
    ]
    for (pattern, fits, others) in cases {
      for name in fits { #expect(ColumnPattern(pattern).fits(name), "\(pattern) \(name)") }
      for name in others { #expect(!ColumnPattern(pattern).fits(name), "\(pattern) \(name)") }
    }
  }

  @Test("all problems are reported together: patterns that fit nothing, columns of which two things are said")
  func problems() {
    var definition = ColumnDefinition()
    definition.category = ["code_*", "brunch"]
    definition.number = ["code_a"]
    definition.missing = ["gurantor": [], "code_*": ["x"], "*_b": ["y"]]
    let problems = ColumnStatements(definition).problems(
      among: [["branch", "机构"], ["code_a"], ["code_b"], ["guarantor"]])
    #expect(problems.count == 4, "\(problems)")
    #expect(problems[0].contains("“brunch”") && problems[0].contains("Did you mean “branch”?"))
    #expect(problems[1].contains("“gurantor”") && problems[1].contains("“guarantor”"))
    #expect(problems[2].contains("“code_a”") && problems[2].contains("`category`"))
    #expect(problems[3].contains("code_b"))
  }

  @Test("stand in the file under “columns:”, with an empty list of missing texts as one")
  func file() throws {
    let configuration = try BankConfiguration(
      yaml: "columns: { category: 'code_*', missing: { guarantor: [], code: [~, NA] } }", file: "bank.yaml")
    #expect(configuration.columns.category == ["code_*"])
    #expect(configuration.columns.missing == ["guarantor": [], "code": ["~", "NA"]])
    #expect(try BankConfiguration(yaml: configuration.yaml(), file: "bank.yaml") == configuration)
    let statements = ColumnStatements(configuration)
    #expect(statements.statement(of: ["code_a"]) == .category && statements.statement(of: ["code"]) == nil)
    #expect(statements.missingTexts(of: ["ours", "guarantor"]) == [])
  }
}
