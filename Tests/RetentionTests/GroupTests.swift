import Calendar
import Configuration
import Testing

@testable import Panel
@testable import Retention

@Suite("Groups of customers")
struct GroupTests {
  private func isIn(_ preset: GroupPreset, _ facts: CustomerFacts) -> Bool {
    GroupMatcher([GroupDefinition(name: "g", condition: .preset(preset))]).members(facts) == [0]
  }

  @Test("every preset's rule can be read")
  func presets() {
    for preset in GroupPreset.allCases { #expect(!preset.condition.columns.isEmpty, "\(preset)") }
  }

  @Test("中老年 are those of 50 and older; of an unknown age nobody is")
  func elderly() {
    #expect(isIn(.elderly, ruleCustomer(["age": [50]])) && !isIn(.elderly, ruleCustomer(["age": [49]])))
    #expect(!isIn(.elderly, ruleCustomer(["age": [.nan]])) && !isIn(.elderly, ruleCustomer(["other": [1]])))
  }

  @Test("女性 by the usual texts and the standard's code 2")
  func women() {
    for text in ["女", "F", "2"] { #expect(isIn(.women, ruleCustomer([:], texts: ["gender": text]))) }
    for text in ["男", "M", "1", "female?"] {
      #expect(!isIn(.women, ruleCustomer([:], texts: ["gender": text])))
    }
  }

  @Test("代发 where payroll is above zero; 产品少于三个 with two products, not with three")
  func payrollAndProducts() {
    #expect(isIn(.payroll, ruleCustomer(["payroll": [1]])) && !isIn(.payroll, ruleCustomer(["payroll": [0]])))
    #expect(isIn(.fewProducts, ruleCustomer(["product_count": [2]])))
    #expect(!isIn(.fewProducts, ruleCustomer(["product_count": [3]])))
  }

  @Test("小微企业主 and 商户 by occupation; one occupation is not the other")
  func business() {
    let (owner, trader) = (
      ruleCustomer([:], texts: ["occupation": "小微企业主"]), ruleCustomer([:], texts: ["occupation": "个体工商户"])
    )
    #expect(isIn(.smallBusiness, owner) && !isIn(.merchants, owner))
    #expect(isIn(.merchants, trader) && !isIn(.smallBusiness, trader))
  }

  @Test("利率敏感: own transfers in three of six months and 10,000 together")
  func rateSensitive() {
    func transfers(_ values: [Double]) -> CustomerFacts { ruleCustomer(["own_transfer_out": values]) }
    #expect(isIn(.rateSensitive, transfers([0, 5_000, 0, 2_500, 0, 2_500])))
    #expect(!isIn(.rateSensitive, transfers([0, 5_000, 0, 2_500, 0, 2_499])))
    #expect(!isIn(.rateSensitive, transfers([0, 50_000, 0, 0, 0, 50_000])))
    // What lies seven months back counts no more.
    #expect(!isIn(.rateSensitive, transfers([50_000, 0, 50_000, 0, 0, 0, 50_000])))
  }

  @Test("临近到期: deposits and products that fall due next month, 10,000 or more together")
  func nearMaturity() {
    #expect(isIn(.nearMaturity, ruleCustomer(["time_maturing": [4_000], "wealth_maturing": [6_000]])))
    #expect(!isIn(.nearMaturity, ruleCustomer(["time_maturing": [4_000], "wealth_maturing": [5_999]])))
  }

  @Test(
    "种养殖户 by occupation, or by money that came in the same season of two years to somebody of unknown occupation without a salary"
  )
  func farmers() {
    #expect(isIn(.farmers, ruleCustomer([:], texts: ["occupation": "种植户"])))
    #expect(!isIn(.farmers, ruleCustomer([:], texts: ["occupation": "教师"])))
    let year: [Double] = [1, 1, 1, 1, 1, 1, 1, 1, 20, 20, 20, 1].map { $0 * 1_000 }
    func farmer(
      _ inflow: [Double], payroll: Double = 0, occupation: String? = nil, until snapshot: String = "2024-12"
    ) -> CustomerFacts {
      ruleCustomer(
        ["transfer_in": inflow, "payroll": Array(repeating: payroll, count: inflow.count)],
        texts: occupation.map { ["occupation": $0] } ?? [:], snapshot: snapshot)
    }
    #expect(isIn(.farmers, farmer(year + year)))
    // The same money from December to February is no harvest's.
    #expect(!isIn(.farmers, farmer(year + year, until: "2024-03")))
    #expect(!isIn(.farmers, farmer(year + year, payroll: 1)))
    // Who is known to live by something else is no farmer, whatever comes in.
    #expect(!isIn(.farmers, farmer(year + year, occupation: "个体工商户")))
    #expect(!isIn(.farmers, farmer(year + year, occupation: "农业银行职员")))
    #expect(isIn(.farmers, farmer(year, occupation: "Farmer")))
    // Of one year alone nobody can say whether it is a season.
    #expect(!isIn(.farmers, farmer(year)))
    // The second year's money came in other months: once is no season.
    #expect(!isIn(.farmers, farmer(Array(year.suffix(6) + year.prefix(6)) + year)))
    // Less than a year is known: nobody can say.
    #expect(!isIn(.farmers, farmer(Array(year.suffix(11)))))
  }

  @Test("a season holds 60% of two years, 40% of each, and 20,000 came in the newest, exactly that included")
  func season() {
    // From January on; the season is from November to January.
    func year(_ peak: Double, _ rest: Double) -> [Double] {
      [peak] + Array(repeating: rest, count: 9) + [peak, peak]
    }
    let december = Month(index: 2024 * 12 + 11)
    func isSeasonal(_ inflow: [Double], until month: Month? = nil) -> Bool? {
      SeasonalInflow.isSeasonal(inflow, until: month ?? december)
    }
    // 3 × 9 of 45 is 60%.
    #expect(isSeasonal(year(9_000, 2_000) + year(9_000, 2_000)) == true)
    #expect(isSeasonal(year(8_999, 2_000) + year(9_000, 2_000)) == false)
    // 3 × 4 of 30 is 40%.
    #expect(isSeasonal(year(4_000, 2_000) + year(30_000, 2_000)) == true)
    #expect(isSeasonal(year(3_999, 2_000) + year(30_000, 2_000)) == false)
    #expect(isSeasonal(year(10_000, 0) + year(6_667, 0)) == true)
    #expect(isSeasonal(year(10_000, 0) + year(6_666, 0)) == false)
    // The window of the panel may end in any month; in another place of the year it is another season.
    let shifted = Array(
      (year(9_000, 2_000) + year(9_000, 2_000) + year(9_000, 2_000)).dropFirst(5).prefix(24))
    #expect(isSeasonal(shifted, until: december + 5) == true)
    #expect(isSeasonal(year(9_000, 2_000) + year(9_000, 2_000), until: december + 2) == false)
    // Of one year nobody can say, unless it was none there.
    #expect(isSeasonal(year(9_000, 2_000)) == nil)
    #expect(isSeasonal(year(1_000, 2_000)) == false)
    #expect(isSeasonal([.nan] + year(9_000, 2_000).dropFirst()) == nil)
  }

  @Test("rules combine by and, or, not and other groups; what is unknown makes nobody a member, nor by “not”")
  func combinations() throws {
    let configuration = try BankConfiguration(
      yaml: """
        groups:
          rich: assets >= 1_000_000
          rich women: group rich and preset women
          others: not group "rich women"
          either: age < 30 or (age >= 60 and gender = 男)
        """, file: "bank.yaml")
    let groups = GroupMatcher(try #require(configuration.groups))
    func names(_ columns: [String: [Double]], _ gender: String) -> [String] {
      groups.members(ruleCustomer(columns, texts: ["gender": gender])).map { groups.groups[$0].name }
    }
    #expect(names(["assets": [1e6], "age": [40]], "女") == ["rich", "rich women"])
    #expect(names(["assets": [999_999], "age": [60]], "男") == ["others", "either"])
    #expect(names(["assets": [.nan], "age": [29]], "女") == ["either"])
  }

  @Test("a rule whose column the panel does not have is refused by file, line and way out; presets are not")
  func unknownColumns() throws {
    let configuration = try BankConfiguration(
      yaml: "groups:\n  a: aeg >= 50\n  b: gender >= 1\n  c: preset farmers\n  d: age in (50)\n",
      file: "bank.yaml")
    let problems = GroupMatcher.problems(
      of: try #require(configuration.groups), known: ["age", "gender"], texts: ["gender"], numbers: ["age"])
    #expect(
      problems == [
        "bank.yaml, line 2: the rule of the group “a” reads the column “aeg”, which the panel does not have; did you mean “age”?",
        "bank.yaml, line 3: the rule of the group “b” takes the text “gender” for a number; write “in (…)” or “contains (…)”.",
        "bank.yaml, line 5: the rule of the group “d” takes the number “age” for a text; compare it with a number.",
      ])
  }
}
