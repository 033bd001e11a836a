import Testing

@testable import Configuration

@Suite("Group rules and tiers in a configuration")
struct GroupRuleTests {
  @Test(
    "a rule is written as it reads back",
    arguments: [
      "age >= 50", "not (a = 1 or b < 2) and c in (x, \"y z\")", "months(own_transfer_out, 6) >= 3",
      "group \"rich women\" or preset farmers", "a contains (农, 牧)", "not not a > -1.5",
      "a = 1 or (b = 2 and c = 3)",
      "\"and\" = 1", "\"sum\" > 0", "a in (\"1\", \"1e5\", \"he said \"\"no\"\"\")",
    ])
  func roundTrip(text: String) throws {
    let condition = try ConditionParser.condition(text)
    #expect(try ConditionParser.condition(condition.description) == condition)
  }

  @Test("“and” binds closer than “or”, and Chinese brackets and signs do as well")
  func precedence() throws {
    #expect(
      try ConditionParser.condition("a=1 or b=2 and c=3")
        == ConditionParser.condition("a = 1 or (b = 2 and c = 3)"))
    #expect(
      try ConditionParser.condition("（年龄 ≥ 50）and 性别 in（女，F）")
        == ConditionParser.condition("(年龄 >= 50) and 性别 in (女, F)"))
  }

  @Test("rules that cannot be read, unknown groups and circles are reported together with their lines")
  func bad() {
    let found = problems(
      """
      groups:
        a: age >
        b: group c and age > 5
        c: not group b
        d: group e
        f: group f
        g: preset famers
        h: sum(x, 25) > 1
        i: age > 50 50
        j: x < 女
      """)
    for (line, text) in [
      (2, "a number or a text was to come at the end"), (3, "is defined by itself (b → c → b)"),
      (5, "speaks of the group “e”, which is not there"), (6, "is defined by itself (f → f)"),
      (7, "did you mean “farmers”?"), (8, "a number of months from 1 to 24"), (9, "“50” stands where"),
      (10, "“女” is no number"),
    ] {
      #expect(
        found.contains { $0.hasPrefix("bank.yaml, line \(line):") && $0.contains(text) }, "\(line) \(found)")
    }
    #expect(found.count == 8)
  }

  @Test("tiers by preset, with bands and alternatives, and by points, are written as they read back")
  func tiers() throws {
    for preset in TierPreset.allCases {
      let read = try BankConfiguration(yaml: "tiers: { preset: \(preset.rawValue) }", file: "bank.yaml")
      #expect(read.tiers == preset.table && !preset.source.isEmpty)
      #expect(try BankConfiguration(yaml: read.yaml(), file: "bank.yaml") == read)
    }
    let own = try BankConfiguration(
      yaml: """
        tiers:
          a: 0
          b: { from: 50_000, near: 40000, or: { loan_balance: 1e5 } }
          points: { units: { assets: 50 }, products: { payroll: 9 }, stars: { x: 0, y: { from: 70, near: 60 } } }
        """, file: "bank.yaml")
    #expect(own.tiers.tiers[1].near == 40_000 && own.tiers.points?.stars[1].nearFrom == 60)
    #expect(own.tiers.gradeColumns == ["payroll"])
    #expect(try BankConfiguration(yaml: own.yaml(), file: "bank.yaml") == own)
  }

  @Test("overlapping tiers and bands, wrong presets and stars are refused with their lines")
  func badTiers() {
    let found = problems(
      "tiers:\n  a: 0\n  b: 500\n  c: 400\n  d: { from: 900, near: 400 }\n  e: { near: 1 }\n")
    #expect(
      found.contains { $0.contains("line 4: the tier “c” begins at 400, not above the tier before it") })
    #expect(found.contains { $0.contains("line 5: “tiers.d.near” is 400") })
    #expect(found.contains { $0.contains("line 6: “tiers.e” has no “from”") })
    #expect(problems("tiers: { preset: cbm }").first?.contains("Did you mean “cmb”?") == true)
    #expect(problems("tiers: { preset: cmb, gold: 5 }").first?.contains("stands beside a preset") == true)
    #expect(problems("tiers: { points: { units: { assets: 0 } } }").count == 2)
    #expect(
      problems("tiers: { preset: icbc }\nloss: { rule: demotion }").first?.contains("not by points") == true)
    #expect(problems("grades: { high_from: 白银级, refresh_months: [13] }").count == 2)
  }

  private func chainProblems(_ rules: [(String, String)]) -> String {
    let text = "groups:\n" + rules.map { "  \($0.0): \($0.1)\n" }.joined()
    do {
      _ = try BankConfiguration(yaml: text, file: "bank.yaml")
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "chains of thousands are read and ordered at once; circles are told once each, from their first group on")
  func chains() throws {
    let chain = (0..<5000).map { ("g\($0)", $0 == 0 ? "age >= 5" : "group g\($0 - 1) or group g\($0 - 1)") }
    #expect(chainProblems(chain) == "" && chainProblems(chain.reversed()) == "")
    var round = chain
    round[0].1 = "group g4999"
    #expect(chainProblems(round).contains("line 2: “groups.g0” is defined by itself (g0 → g4999 → "))
    #expect(chainProblems([("a", "group a")]).contains("(a → a)"))
    let two = chainProblems([
      ("a", "group b"), ("b", "group a"), ("c", "group d and group a"), ("d", "group c"),
    ])
    #expect(
      two.contains("“groups.a” is defined by itself (a → b → a)")
        && two.contains("“groups.c” is defined by itself"))
    #expect(chainProblems([("a", "group b and group c"), ("b", "group c"), ("c", "age > 1")]) == "")
    let groups = try BankConfiguration(
      yaml: "groups: { a: group b and group c, b: group c, c: age > 1, d: age > 2 }", file: "b"
    ).groups
    #expect(GroupReferences(try #require(groups)).order == [2, 1, 0, 3])
  }
}
