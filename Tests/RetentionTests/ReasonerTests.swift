import Calendar
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
    sample.add(.firstHundredDays, ["open_date"], contribution: 0.1, value: 1)
    #expect(sample.reasons(.chinese).map(\.cause) == [.newCustomer])
    #expect(SampleCustomer().reasons(.english).isEmpty)
  }

  @Test("a cause that moves the odds by less than a twentieth is none")
  func negligible() {
    var sample = SampleCustomer(columns: ["assets": [520_000, 426_000], "product_count": [1, 1]])
    sample.add(.ratio, ["assets"], months: 1, contribution: 0.3)
    sample.add(.level, ["product_count"], contribution: 0.05)
    #expect(sample.reasons(.english).map(\.cause) == [.balanceFalling])
    sample.variables[1].contribution = 0.051
    #expect(sample.reasons(.english).map(\.cause) == [.balanceFalling, .fewProducts])
  }

  @Test("tells the variable that counts most where no cause has a message")
  func driver() {
    var sample = SampleCustomer(columns: ["assets": [500_000, 499_000], "age": [40, 40]])
    sample.add(.ratio, ["assets"], months: 1, contribution: 0.2)
    sample.add(.level, ["age"], contribution: 0.1, value: 40)
    let reasons = sample.reasons(.english)
    #expect(reasons.map(\.cause) == [.unclear])
    #expect(reasons[0].contribution == 0.2)
    #expect(reasons[0].text.contains("rests most on this: Assets fell less than 1%"))
  }

  @Test("orders by what goes beyond what everybody shares, half of it where nothing can be done")
  func shared() {
    var sample = SampleCustomer(columns: [
      "assets": [520_000, 426_000], "mobile_logins": [1, 9], "product_count": [1, 1],
    ])
    sample.add(.ratio, ["assets"], months: 1, contribution: 0.5)
    sample.add(.level, ["product_count"], contribution: 0.4)
    sample.add(.change, ["mobile_logins"], months: 1, contribution: 0.7)
    #expect(sample.reasons(.english).map(\.cause) == [.balanceFalling, .fewProducts, .activityRising])
    sample.shared = [.balanceFalling: 0.3, .fewProducts: 0.1]
    #expect(sample.reasons(.english).map(\.cause) == [.activityRising, .fewProducts, .balanceFalling])
  }

  @Test(
    "what at least half of the customers at risk have of a cause is shared, and what the season adds on average"
  )
  func sharedRisk() {
    func sums(_ causes: [Cause: Double], season: Double) -> ContributionSums {
      ContributionSums(causes: causes.map { CauseSum(cause: $0, contribution: $1) }, season: season)
    }
    let three = SharedRisk([
      sums([.maturity: 0.5, .fewProducts: 0.2], season: 0.1),
      sums([.maturity: 0.3, .salary: 2], season: 0.3),
      sums([.fewProducts: -0.4, .salary: -1], season: 0.2),
    ])
    #expect(three.byCause == [.maturity: 0.3])
    #expect(abs(three.season - 0.2) < 1e-12)
    let two = SharedRisk([sums([.maturity: 0.5], season: 0), sums([:], season: 0)])
    #expect(two.byCause == [.maturity: 0.5])
    #expect(SharedRisk([]).byCause.isEmpty)
    #expect(
      three.sentences(snapshot: Month(index: 2024 * 12 + 11), names: [:], in: .english) == [
        "Season: the model sees a higher risk in January; this holds for every customer and is not told again for each.",
        "Of the fifth of customers most at risk, at least half have this in their scores: product maturing.",
      ])
    #expect(
      two.sentences(snapshot: Month(index: 0), names: [:], in: .chinese) == [
        "风险最高的五分之一客户中，至少半数的评分都因此升高：产品到期。"
      ])
  }

  @Test("breaks ties by the order of the recipes")
  func ties() {
    var sample = SampleCustomer(columns: ["mobile_logins": [5, 1], "product_count": [1, 1]])
    sample.add(.level, ["product_count"], contribution: 0.25)
    sample.add(.change, ["mobile_logins"], months: 1, contribution: 0.25)
    #expect(sample.reasons(.english).map(\.cause) == [.fewProducts, .activityFading])
  }
}
