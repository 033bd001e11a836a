import Testing
import Variables

@testable import Retention

@Suite("Remarks on values of variables")
struct VariableRemarkTests {
  private func remark(
    _ function: Recipe.Function, _ column: String, months: Int? = nil, usual: ClosedRange<Double>? = nil,
    levels: [String]? = nil
  ) -> VariableRemark {
    VariableRemark(
      recipe: Recipe(name: "v", function: function, columns: [column], months: months, levels: levels),
      usual: usual, isMoney: true, language: .english)
  }

  @Test("name the variable and the value in its unit, and say where it lies outside the usual")
  func texts() {
    #expect(remark(.level, "demand").text(12_000) == "demand deposits: 12,000")
    #expect(
      remark(.level, "mobile_logins", usual: 3...9).text(12) == "mobile log-ins: 12 (higher than usual)")
    #expect(remark(.level, "mobile_logins", usual: 3...9).text(9) == "mobile log-ins: 9")
    #expect(
      remark(.level, "mobile_logins", usual: 3...9).text(2) == "mobile log-ins: 2 (lower than usual)")
    #expect(remark(.shareOfAssets, "wealth").text(0.25) == "wealth products, share of assets: 25%")
    #expect(
      remark(.monthsSincePeak, "assets").text(2) == "assets, months since the peak of the window: two months")
    #expect(remark(.category, "occupation", levels: ["teacher", "farmer"]).text(1) == "occupation: farmer")
  }

  @Test("tell something where they lie outside the usual, a category aside, and are not zero")
  func telling() {
    #expect(remark(.level, "mobile_logins", usual: 3...9).tellingText(12) != nil)
    #expect(remark(.level, "mobile_logins", usual: 3...9).tellingText(9) == nil)
    #expect(remark(.level, "mobile_logins", usual: 3...9).tellingText(0) == nil)
    #expect(remark(.level, "mobile_logins").tellingText(12) == nil)
    #expect(
      remark(.category, "occupation", levels: ["teacher", "farmer"]).tellingText(0) == "occupation: teacher")
  }

  @Test("of a missing value or an unknown level there is none")
  func missing() {
    #expect(remark(.level, "demand").text(.nan) == nil)
    #expect(remark(.category, "occupation", levels: ["teacher"]).text(7) == nil)
  }
}
