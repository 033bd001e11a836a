import Testing
import Variables

@testable import Retention

@Suite("The cause that a variable tells of")
struct CauseTests {
  private func cause(_ function: Recipe.Function, _ columns: String...) -> Cause {
    Cause.of(
      recipe: Recipe(name: "v", function: function, columns: columns), assets: ["demand", "time", "wealth"])
  }

  @Test("follows from its column and function")
  func rule() {
    #expect(cause(.regularity, "own_transfer_out") == .ownTransfer)
    #expect(cause(.sumAgainstAssets, "own_transfer_out") == .ownTransfer)
    #expect(cause(.level, "time_maturing") == .maturity)
    #expect(cause(.shareOfAssets, "wealth_maturing") == .maturity)
    for function in [
      Recipe.Function.change, .ratio, .slope, .drawdown, .monthsSincePeak, .monthsSinceLargeOutflow,
    ] {
      #expect(cause(function, "assets") == .balanceFalling)
      #expect(cause(function, "demand") == .balanceFalling)
    }
    #expect(cause(.netFlowAgainstAssets, "transfer_in", "transfer_out") == .balanceFalling)
    #expect(cause(.sum, "transfer_out") == .balanceFalling)
    #expect(cause(.volatility, "assets") == .unsteadyBalance)
    #expect(cause(.ratio, "mobile_logins") == .activityFading)
    #expect(cause(.change, "product_count") == .activityFading)
    #expect(cause(.level, "product_count") == .fewProducts)
    #expect(cause(.monthOfYear) == .season)
    #expect(cause(.distanceToFloor, "assets") == .nearFloor)
    #expect(cause(.distanceToTierBelow, "assets", "loan_balance") == .nearFloor)
    #expect(cause(.tenure, "open_date") == .newCustomer)
    #expect(cause(.firstHundredDays, "open_date") == .newCustomer)
    #expect(cause(.level, "payroll") == .salary)
    #expect(cause(.level, "loan_balance") == .loans)
    #expect(cause(.level, "wealth") == .composition)
    #expect(cause(.shareOfAssets, "demand") == .composition)
    #expect(cause(.ageBand, "age") == .profile)
    #expect(cause(.category, "branch") == .profile)
    #expect(cause(.change, "funds") == .column("funds"))
    #expect(cause(.category, "channel") == .column("channel"))
  }

  @Test("is the column itself for a ready-made table, even under one of our names")
  func table() {
    #expect(
      Cause.of(recipe: Recipe(name: "v", function: .level, columns: ["age"]), assets: []) == .column("age"))
    #expect(Cause.of(recipe: Recipe(name: "v", function: .level, columns: []), assets: []) == .column("v"))
  }

  @Test("gives way to the customer's own numbers")
  func numbersDecide() {
    let rising: [String: [Double]] = ["assets": [300_000, 300_000, 300_000, 480_000]]
    #expect(customer(rising, .ratio, ["assets"], months: 1, value: 1.6).words().cause == .recentInflow)
    #expect(
      customer(rising, texts: ["occupation": "农民"], .ratio, ["assets"], months: 1, value: 1.6).words().cause
        == .season)
    let level: [String: [Double]] = ["assets": [300_000, 300_000, 300_000, 301_000]]
    #expect(customer(level, .change, ["assets"], months: 1).words().cause == .unclear)
    #expect(
      customer(["own_transfer_out": [0, 0, 0]], .regularity, ["own_transfer_out"]).words().cause == .unclear)
    #expect(
      customer(["wealth_maturing": [5, 0]], .level, ["wealth_maturing"], value: 0).words().cause == .unclear)
    #expect(
      customer(["mobile_logins": [1, 9]], .change, ["mobile_logins"], months: 1).words().cause
        == .activityRising)
    var many = customer(["product_count": [4, 4]], .level, ["product_count"], value: 4)
    many.usual = [1...3]
    #expect(many.words().cause == .column("product_count"))
    #expect(customer(["assets": [9e6]], .distanceToFloor, ["assets"], value: 44).words().cause == .unclear)
    #expect(customer([:], .tenure, ["open_date"], value: 80).words().cause == .unclear)
    let flows = ["transfer_in": [0.0, 0, 0], "transfer_out": [10_000.0, 20_000, 30_000]]
    #expect(customer(flows, .sum, ["transfer_out"], months: 3).words().cause == .balanceFalling)
    let own = flows.merging(["own_transfer_out": [10_000.0, 20_000, 20_000]]) { $1 }
    #expect(customer(own, .sum, ["transfer_out"], months: 3).words().cause == .ownTransfer)
    #expect(
      customer(
        ["transfer_in": [9.0], "transfer_out": [1.0]], .netFlowAgainstAssets,
        ["transfer_in", "transfer_out"], months: 1
      ).words().cause == .recentInflow)
    // The panel holds four months; the customer appears in the last two of them.
    let short: [String: [Double]] = ["assets": [300_000, 250_000], "demand": [1, 1, 1, 1]]
    var arrived = customer(short, .ratio, ["assets"], months: 3, value: .nan)
    arrived.monthsAbsent = 2
    #expect(arrived.words().cause == .newCustomer)
    // Missing cells are no absence.
    #expect(customer(short, .ratio, ["assets"], months: 3, value: .nan).words().cause == .balanceFalling)
  }

  @Test("has a name of its own")
  func names() {
    let all: [Cause] = [
      .ownTransfer, .maturity, .balanceFalling, .recentInflow, .lifeEvent, .unsteadyBalance, .activityFading,
      .activityRising,
      .fewProducts, .season, .nearFloor, .newCustomer, .salary, .loans, .composition, .profile, .unclear,
      .column("x"),
    ]
    #expect(Set(all.map(\.name)).count == all.count)
  }
}
