import Testing
import Variables

@testable import Retention

@Suite("Choosing reasons")
struct ReasonerTests {
  @Test("adds contributions up per cause, keeps sums above zero, strongest three first")
  func sums() {
    var sample = SampleCustomer(columns: [
      "assets": [520_000, 426_000], "own_transfer_out": [10_000, 20_000], "mobile_logins": [12, 1],
      "wealth_maturing": [0, 100_000], "product_count": [1, 1],
    ])
    sample.add(.ratio, ["assets"], months: 1, contribution: 0.4)
    sample.add(.sum, ["own_transfer_out"], months: 2, contribution: 0.5)
    sample.add(.change, ["assets"], months: 1, contribution: 0.3)
    sample.add(.level, ["product_count"], contribution: -0.9)
    sample.add(.change, ["mobile_logins"], months: 1, contribution: 0.8)
    sample.add(.level, ["mobile_logins"], contribution: -0.75)
    sample.add(.level, ["wealth_maturing"], contribution: 0.1)
    let reasons = sample.reasons(.english)
    #expect(reasons.map(\.cause) == [.balanceFalling, .ownTransfer, .maturity])
    #expect(abs(reasons[0].contribution - 0.7) < 1e-12)
    #expect(reasons[1].contribution == 0.5)
  }

  @Test("calls a bank's own column what the bank calls it, never by its bare name")
  func names() {
    var sample = SampleCustomer(columns: ["assets": [5e5, 5e5], "cash_out": [10, 90]])
    sample.add(.change, ["cash_out"], months: 1, contribution: 1, value: 80)
    #expect(sample.reasons(.chinese).first?.text.contains("cash_out") == true)
    sample.names = ["cash_out": "现金支取"]
    let text = sample.reasons(.chinese).first?.text ?? ""
    #expect(text.contains("现金支取") && !text.contains("cash_out"))
  }

  @Test("gives no reason where nothing raises the risk, and fewer than three where little does")
  func few() {
    var sample = SampleCustomer(columns: ["assets": [520_000, 426_000]])
    sample.add(.ratio, ["assets"], months: 1, contribution: -0.4)
    sample.add(.monthOfYear, [], contribution: 0)
    sample.add(.level, ["income"], contribution: .nan)
    #expect(sample.reasons(.chinese).isEmpty)
    sample.add(.firstHundredDays, [], contribution: 0.1, value: 1)
    #expect(sample.reasons(.chinese).map(\.cause) == [.newCustomer])
    #expect(SampleCustomer().reasons(.english).isEmpty)
  }

  @Test("breaks ties by the order of the recipes")
  func ties() {
    var sample = SampleCustomer(columns: ["mobile_logins": [5, 1], "product_count": [1, 1]])
    sample.add(.level, ["product_count"], contribution: 0.25)
    sample.add(.change, ["mobile_logins"], months: 1, contribution: 0.25)
    #expect(sample.reasons(.english).map(\.cause) == [.fewProducts, .activityFading])
  }
}
