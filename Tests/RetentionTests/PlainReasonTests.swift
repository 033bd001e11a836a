import Configuration
import Testing
import Variables

@testable import Retention

@Suite("Reasons of other questions than the loss")
struct PlainReasonTests {
  private func customer(_ columns: [String: [Double]]) throws -> SampleCustomer {
    var sample = SampleCustomer(columns: columns)
    sample.asked = try BankConfiguration().asking("win_back").asked
    return sample
  }

  @Test("numbers are told, strongest first, each column once")
  func told() throws {
    var sample = try customer(["demand": [10, 40], "mobile_logins": [2, 9]])
    sample.add(.level, ["demand"], contribution: 0.2, value: 40)
    sample.add(.change, ["mobile_logins"], months: 1, contribution: 0.5, value: 7)
    sample.add(.change, ["demand"], months: 1, contribution: 0.1, value: 30)
    #expect(
      sample.reasons(.english).map(\.text) == [
        "Mobile log-ins rose from 2 to 9 in one month", "Demand deposits are 40",
      ])
  }

  @Test("assets that one column holds are told once")
  func oneColumnOfAssets() throws {
    var sample = try customer(["assets": [10, 40], "deposits": [10, 40]])
    sample.assetColumns = ["deposits"]
    sample.add(.level, ["assets"], contribution: 0.3, value: 40)
    sample.add(.level, ["deposits"], contribution: 0.2, value: 40)
    #expect(sample.reasons(.english).map(\.text) == ["Assets are 40"])
    sample.assetColumns = ["deposits", "funds"]
    #expect(sample.reasons(.english).count == 2)
  }

  @Test("what says something weakly is told where nothing says much; where nothing does, that it does not")
  func nothing() throws {
    var sample = try customer(["demand": [40, 40], "time": [.nan, .nan]])
    sample.add(.level, ["demand"], contribution: 0.01, value: 40)
    #expect(sample.reasons(.english).map(\.text) == ["Demand deposits are 40"])
    sample.variables = []
    // No movement, one of nothing that the window does not hold, and one that speaks against it.
    sample.add(.change, ["demand"], months: 1, contribution: 0.4, value: 0)
    sample.add(.ratio, ["time"], months: 1, contribution: 0.3, value: 0)
    sample.add(.level, ["demand"], contribution: -0.2, value: 40)
    #expect(sample.reasons(.english).map(\.text) == ["No outstanding sign"])
    #expect(sample.reasons(.chinese).map(\.text) == ["没有突出迹象"])
    #expect(sample.reasons(.english).map(\.cause) == [.unclear])
  }
}
