import Calendar
import Configuration
import Testing
import Variables

@testable import Retention

@Suite("Reasons in words")
struct ReasonTextTests {
  private func expect(
    _ sample: SampleCustomer, _ chinese: String, _ english: String, isTable: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let words = sample.words(isTable: isTable)
    #expect(words.zh == chinese, sourceLocation: sourceLocation)
    #expect(words.en == english, sourceLocation: sourceLocation)
  }

  /// What the score rests on, where the numbers have no message.
  private func expectNoReason(
    _ sample: SampleCustomer, _ chinese: String, _ english: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(sample.words().cause == .unclear, sourceLocation: sourceLocation)
    expect(
      sample, "没有突出迹象；评分主要依据：\(chinese)", "No outstanding sign; the score rests most on this: \(english)",
      sourceLocation: sourceLocation)
  }

  @Test("falling assets, with the stretch that shows it")
  func falling() {
    let assets: [String: [Double]] = ["assets": [500_000, 510_000, 520_000, 500_000, 450_000, 426_000]]
    expect(
      customer(assets, .slope, ["assets"]), "资产近三个月下降 18%，由 52.0 万元降至 42.6 万元",
      "Assets fell 18% in three months, from 520,000 to 426,000")
    expect(
      customer(assets, .ratio, ["assets"], months: 1, value: 0.947), "资产近一个月下降 5%，由 45.0 万元降至 42.6 万元",
      "Assets fell 5% in one month, from 450,000 to 426,000")
    let recovered: [String: [Double]] = ["assets": [300_000, 600_000, 300_000, 480_000, 490_000, 500_000]]
    expect(
      customer(recovered, .drawdown, ["assets"], value: 0.17), "资产比 4 月的最高点 60.0 万元低 17%，现为 50.0 万元",
      "Assets are 17% below the peak of 600,000 in April, at 500,000")
    let gone: [String: [Double]] = ["assets": [520_000, 0]]
    expect(
      customer(gone, .change, ["assets"], months: 1), "资产近一个月由 52.0 万元降至 0 元",
      "Assets fell from 520,000 to 0 in one month")
  }

  @Test("a falling part of assets that do not fall as a whole")
  func fallingPart() {
    let columns: [String: [Double]] = ["assets": [500_000, 500_000], "demand": [300_000, 100_000]]
    expect(
      customer(columns, .ratio, ["demand"], months: 1), "活期存款近一个月下降 67%，由 30.0 万元降至 10.0 万元",
      "Demand deposits fell 67% in one month, from 300,000 to 100,000")
  }

  @Test("a fall too small to speak of is no reason")
  func smallFall() {
    expectNoReason(
      customer(["assets": [500_000, 495_000]], .change, ["assets"], months: 1),
      "资产近一个月下降 1%，由 50.0 万元降至 49.5 万元", "Assets fell 1% in one month, from 500,000 to 495,000")
    expectNoReason(
      customer(["assets": [500_000, 499_990]], .change, ["assets"], months: 1), "资产近一个月基本不变，为 50.0 万元",
      "Assets fell less than 1% in one month, from 500,000 to 499,990")
  }

  @Test("rising assets are never said to fall")
  func rising() {
    expect(
      customer(["assets": [320_000, 512_000]], .ratio, ["assets"], months: 1),
      "资产近一个月增加 60%，由 32.0 万元增至 51.2 万元，新进资金可能再次转出",
      "Assets rose 60% in one month, from 320,000 to 512,000; new money may leave again")
    expect(
      customer(["assets": [0, 512_000]], .change, ["assets"], months: 1),
      "资产近一个月由 0 元增至 51.2 万元，新进资金可能再次转出",
      "Assets rose from 0 to 512,000 in one month; new money may leave again")
  }

  @Test("money moved to own accounts elsewhere")
  func ownTransfers() {
    expect(
      customer(
        ["own_transfer_out": [0, 0, 0, 20_000, 40_000, 60_000]], .regularity, ["own_transfer_out"]),
      "近三个月转往本人他行账户共 12.0 万元，逐月增加",
      "120,000 moved to own accounts at other banks in the last three months, more each month")
    expect(
      customer(
        ["own_transfer_out": [50_000, 0, 30_000], "assets": [400_000, 400_000, 320_000]], .sum,
        ["own_transfer_out"], months: 3), "近三个月转往本人他行账户共 8.0 万元，相当于现有资产的 25%",
      "80,000 moved to own accounts at other banks in the last three months, as much as 25% of today's assets"
    )
    expect(
      customer(["own_transfer_out": [0, 0, 30_000]], .sum, ["own_transfer_out"], months: 3),
      "8 月转往本人他行账户 3.0 万元", "30,000 moved to own accounts at other banks in August")
    expect(
      customer(["own_transfer_out": [9_000, 0, 0, 0, 0]], .regularity, ["own_transfer_out"]),
      "近五个月转往本人他行账户共 9,000 元",
      "9,000 moved to own accounts at other banks in the last five months")
    expectNoReason(
      customer(["own_transfer_out": [0, 0, 0]], .regularity, ["own_transfer_out"], value: 0),
      "近三个月没有转往本人他行账户", "No transfers to own accounts at other banks in the last three months")
    expectNoReason(
      customer(
        ["own_transfer_out": [0, 0, 4999], "assets": [5e5, 5e5, 5e5]], .sum, ["own_transfer_out"], months: 3),
      "转往本人他行账户的金额近三个月共 4,999 元",
      "Transfers to own accounts at other banks came to 4,999 in the last three months")
  }

  @Test("flows, and products that do not fall due")
  func flows() {
    expect(
      customer(
        ["transfer_in": [0, 100_000, 0], "transfer_out": [0, 200_000, 300_000]], .netFlowAgainstAssets,
        ["transfer_in", "transfer_out"], months: 3), "近三个月转出 50.0 万元，转入仅 10.0 万元",
      "In the last three months 500,000 went out and only 100,000 came in")
    expect(
      customer(
        ["transfer_in": [100_000], "transfer_out": [0]], .netFlowAgainstAssets,
        ["transfer_in", "transfer_out"],
        months: 1), "近一个月转入 10.0 万元，转出为零，新进资金可能再次转出",
      "In the last month 100,000 came in and nothing went out; new money may leave again")
    expect(
      customer(
        ["transfer_in": [100_000], "transfer_out": [110_000]], .netFlowAgainstAssets,
        ["transfer_in", "transfer_out"],
        months: 1), "近一个月转出 11.0 万元，转入 10.0 万元", "In the last month 110,000 went out and 100,000 came in")
    expectNoReason(
      customer(
        ["transfer_in": [110_000], "transfer_out": [100_000], "assets": [900_000]], .sum, ["transfer_in"],
        months: 1,
        value: 110_000), "转入近一个月共 11.0 万元", "Transfers in came to 110,000 in the last month")
    expectNoReason(
      customer(["wealth": [0, 0]], .change, ["wealth"], months: 1, value: 0), "理财近一个月均为零",
      "Wealth products have been at zero for one month")
    expectNoReason(
      customer(["wealth_maturing": [5, 0]], .level, ["wealth_maturing"], value: 0), "下月没有理财到期",
      "No wealth products fall due next month")
    expectNoReason(
      customer(["time": [5, 0, 3], "assets": [5, 5, 5]], .zeroMonths, ["time"], value: 1),
      "定期存款近三个月中有 1 个月为零", "Time deposits were at zero in one of the last three months")
  }

  @Test("products that fall due")
  func maturity() {
    expect(
      customer(["wealth_maturing": [300_000], "assets": [484_000]], .level, ["wealth_maturing"]),
      "理财 30.0 万元下月到期，占资产的 62%", "Wealth products of 300,000 fall due next month, 62% of assets")
    expect(
      customer(
        ["wealth_maturing": [300_000], "time_maturing": [200_000], "assets": [500_000]], .shareOfAssets,
        ["time_maturing"]), "定期 20.0 万元、理财 30.0 万元下月到期，合占资产的 100%",
      "Time deposits of 200,000 and wealth products of 300,000 fall due next month, 100% of assets")
    expect(
      customer(["time_maturing": [600_000], "assets": [500_000]], .level, ["time_maturing"]),
      "定期 60.0 万元下月到期",
      "Time deposits of 600,000 fall due next month")
  }

  @Test("activity that fades, rises, or stays")
  func activity() {
    expect(
      customer(["mobile_logins": [10, 11, 12, 8, 3, 1]], .ratio, ["mobile_logins"], months: 3),
      "手机银行登录近三个月由 12 次降至 1 次", "Mobile log-ins fell from 12 to 1 in three months")
    expect(
      customer(["mobile_logins": [3, 0, 0]], .level, ["mobile_logins"], value: 0), "近两个月没有登录手机银行，6 月为 3 次",
      "No mobile log-in in the last two months, after 3 in June")
    expect(
      customer(["mobile_logins": [1, 9]], .change, ["mobile_logins"], months: 1), "手机银行登录近一个月由 1 次增至 9 次",
      "Mobile log-ins rose from 1 to 9 in one month")
    expectNoReason(
      customer(["mobile_logins": [2, 2, 2]], .level, ["mobile_logins"]), "手机银行登录为 2 次",
      "Mobile log-ins are 2")
    expectNoReason(
      customer(["mobile_logins": [0, 0, 0]], .level, ["mobile_logins"], value: 0), "手机银行登录为 0 次",
      "Mobile log-ins are 0")
    expectNoReason(
      customer(["mobile_logins": [10, 9]], .change, ["mobile_logins"], months: 1, value: -1),
      "手机银行登录近一个月由 10 次降至 9 次", "Mobile log-ins fell from 10 to 9 in one month")
    var few = customer(["mobile_logins": [2, 2]], .level, ["mobile_logins"], value: 2)
    few.usual = [3...20]
    expect(few, "8 月仅登录手机银行 2 次，少于多数客户", "Only 2 mobile log-ins in August, fewer than most customers have")
    expect(
      customer(["product_count": [4, 4, 4, 2]], .change, ["product_count"], months: 3), "持有产品近三个月由 4 种降至 2 种",
      "The number of products held fell from 4 to 2 in three months")
    expect(customer(["product_count": [1]], .level, ["product_count"]), "仅持有 1 种产品", "Holds only one product")
    expectNoReason(
      customer(["product_count": [5]], .level, ["product_count"], value: 5), "持有产品为 5 种",
      "The number of products held is 5")
  }

  @Test("the season, and farming customers")
  func season() {
    // The time of the year is everybody's.
    #expect(customer([:], .monthOfYear, [], value: 9).reasons(.chinese).isEmpty)
    expectNoReason(
      customer([:], texts: ["occupation": "农民"], .category, ["occupation"]), "职业为“农民”",
      "Occupation is “农民”")
    expect(
      customer(
        ["assets": [300_000, 450_000]], texts: ["occupation": "farmer"], .ratio, ["assets"], months: 1,
        value: 1.5),
      "职业“farmer”，资产近一个月增加 50%，由 30.0 万元增至 45.0 万元，农时资金可能转出",
      "Occupation “farmer”: assets rose 50% in one month, from 300,000 to 450,000; money that follows the harvest may leave again"
    )
  }

  @Test("money that visits for the quarter's end or the new year")
  func seasonalMoney() {
    var sample = customer(["assets": [300_000, 435_000]], .ratio, ["assets"], months: 1, value: 1.45)
    sample.snapshot = sample.snapshot + 1
    expect(
      sample, "资产近一个月增加 45%，由 30.0 万元增至 43.5 万元，季末当月进来的资金可能在次月转出",
      "Assets rose 45% in one month, from 300,000 to 435,000; money that comes in a quarter's last month may leave the month after"
    )
    sample.columns["assets"] = [300_000, 400_000, 300_000, 300_000, 435_000]
    expect(
      sample, "资产近一个月增加 45%，由 30.0 万元增至 43.5 万元；上个季末当月也曾增加 33%，次月回落 25%",
      "Assets rose 45% in one month, from 300,000 to 435,000; in the last quarter's last month they rose 33%, and fell 25% "
        + "the month after")
    sample.columns["assets"] = [300_000, 435_000]
    sample.texts = ["occupation": "个体工商户"]
    sample.snapshot = sample.snapshot + 4
    expect(
      sample, "职业“个体工商户”，资产近一个月增加 45%，由 30.0 万元增至 43.5 万元，年前回款可能在年后转出",
      "Occupation “个体工商户”: assets rose 45% in one month, from 300,000 to 435,000; receipts before the new year may be paid out after it"
    )
    sample.snapshot = sample.snapshot + 3
    #expect(sample.words().cause == .recentInflow)
  }

  @Test("money that is gathered for a large expense")
  func gathering() {
    var sample = customer(
      ["assets": [500_000, 500_000, 500_000, 510_000], "demand": [100_000, 100_000, 200_000, 300_000]],
      .ratio,
      ["demand"], months: 3, value: 3)
    expect(
      sample, "活期存款近一个月增加 50%，由 20.0 万元增至 30.0 万元，资产并未同步增加，可能在为大额支出备款",
      "Demand deposits rose 50% in one month, from 200,000 to 300,000, while assets did not grow as much: money may be "
        + "gathered for a large expense")
    #expect(sample.words().cause == .lifeEvent)
    // The same growth with new money is an inflow; that of another part without new money is a matter of the mix.
    sample.columns["assets"] = [300_000, 300_000, 400_000, 500_000]
    #expect(sample.words().cause == .recentInflow)
    expect(
      customer(["assets": [500_000, 500_000], "time": [100_000, 300_000]], .change, ["time"], months: 1),
      "定期存款近一个月增加 200%，由 10.0 万元增至 30.0 万元",
      "Time deposits rose 200% in one month, from 100,000 to 300,000")
  }

  @Test("activity against what is usual")
  func againstUsual() {
    expect(
      customer(["mobile_logins": [0, 12, 12, 12, 5]], .recentAgainstUsual, ["mobile_logins"], value: 0.56),
      "手机银行登录近三个月由 12 次降至 5 次", "Mobile log-ins fell from 12 to 5 in three months")
    expect(
      customer(
        ["mobile_logins": [12, 5, 5, 5, 5]], .recentAgainstUsual, ["mobile_logins"], months: 9, value: 0.7),
      "手机银行登录近四个月由 12 次降至 5 次", "Mobile log-ins fell from 12 to 5 in four months")
    expect(
      customer(["mobile_logins": [4, 20, 4, 5]], .recentAgainstUsual, ["mobile_logins"], value: 0.5),
      "手机银行登录 8 月为 5 次，此前月均 9.3 次",
      "Mobile log-ins were 5 in August, against a monthly mean of 9.3 before")
  }

  @Test("nearness to the floor and to a tier's start")
  func nearFloor() {
    expect(
      customer(["assets": [208_000]], .distanceToFloor, ["assets"], value: 0.04),
      "资产 20.8 万元，仅比门槛 20.0 万元高 4%",
      "Assets of 208,000 are only 4% above the floor of 200,000")
    expect(
      customer(
        ["assets": [480_000], "loan_balance": [30_000]], .distanceToTierBelow, ["assets", "loan_balance"],
        value: 0.02), "资产与贷款合计 51.0 万元，仅比白金级起点 50.0 万元高 2%",
      "Assets and loans of 510,000 are only 2% above the start of the tier 白金级 (500,000)")
    expectNoReason(
      customer(["assets": [9_000_000]], .distanceToFloor, ["assets"], value: 44), "资产比门槛高 4,400%",
      "Assets are 4,400% above the floor")
  }

  @Test("new customers and those with few records")
  func newCustomer() {
    expect(
      customer([:], .tenure, ["open_date"], value: 29.5 / 30.4375), "本月新客户", "A new customer this month")
    // A short month lies within a mean one.
    var february = customer([:], .tenure, ["open_date"], value: 29 / 30.4375)
    february.snapshot = Month(index: 2025 * 12 + 1)
    expect(february, "新客户，在本行不足一个月", "A customer for less than a month")
    expect(
      customer([:], .tenure, ["open_date"], value: 5), "新客户，在本行仅 5 个月", "A customer for only five months")
    expect(customer([:], .tenure, ["open_date"], value: 0), "本月新客户", "A new customer this month")
    expect(
      customer([:], .firstHundredDays, ["open_date"], value: 1), "开户未满一百天",
      "A customer for less than a hundred days")
    var arrived = customer(
      ["assets": [300_000, 250_000], "demand": [1, 1, 1, 1]], .ratio, ["assets"], months: 3, value: .nan)
    arrived.monthsAbsent = 2
    expect(arrived, "7 月起才有记录，此前两个月没有", "Records begin in July; none in the two months before")
    // Without an opening date the variable counts the months looked at, from the first one on for almost everybody.
    for function in [Recipe.Function.tenure, .firstHundredDays] {
      expectNoReason(
        customer(["assets": [300_000, 300_000]], function, [], value: 1), "记录可追溯至窗口的第一个月",
        "Records reach back to the first month looked at")
    }
  }

  @Test("salary and loans")
  func salaryAndLoans() {
    expect(
      customer(["payroll": [12_000, 12_000, 0]], .level, ["payroll"], value: 0), "代发工资已停止，最近一次为 1.2 万元",
      "Salary payments have stopped; the last was 12,000")
    expectNoReason(
      customer(["payroll": [0, 0]], .level, ["payroll"], value: 0), "代发工资为 0 元", "Salary payments are 0")
    expect(
      customer(["payroll": [1, 1, 0]], .level, ["payroll"], value: 0), "已不再代发工资",
      "Salary is no longer paid in")
    expect(
      customer(["payroll": [12_000, 9_000]], .level, ["payroll"]), "代发工资下降 25%，由 1.2 万元降至 9,000 元",
      "Salary payments fell 25% from 12,000 to 9,000")
    expectNoReason(
      customer(["loan_balance": [300_000]], .level, ["loan_balance"]), "贷款余额为 30.0 万元",
      "The loan balance is 300,000")
    var large = customer(["loan_balance": [300_000]], .level, ["loan_balance"], value: 300_000)
    large.usual = [0...200_000]
    expect(large, "贷款余额 30.0 万元，高于多数客户", "A loan balance of 300,000, more than most customers have")
    expect(
      customer(["loan_balance": [300_000, 0], "assets": [5e5, 5e5]], .change, ["loan_balance"], months: 1),
      "贷款余额近一个月由 30.0 万元降至 0 元", "The loan balance fell from 300,000 to 0 in one month")
  }

  @Test("what assets are made of, and who the customer is")
  func compositionAndProfile() {
    expect(
      customer(["assets": [500_000], "demand": [400_000]], .shareOfAssets, ["demand"], value: 0.8),
      "活期存款 40.0 万元，占资产的 80%", "Demand deposits of 400,000 make up 80% of assets")
    expect(
      customer(["assets": [300_000, 420_000, 310_000]], .volatility, ["assets"]),
      "资产近三个月在 30.0 万元与 42.0 万元之间波动",
      "Assets moved between 300,000 and 420,000 in the last three months")
    var person = SampleCustomer(columns: ["age": [67]], texts: ["occupation": "教师"])
    person.add(.ageBand, ["age"], contribution: 2)
    person.add(.category, ["occupation"], contribution: 1)
    person.add(.tenure, ["open_date"], contribution: 0.5, value: 99)
    expectNoReason(person, "年龄 67 岁", "Age is 67")
    expectNoReason(
      customer([:], .tenure, ["open_date"], value: 99), "在本行 8 年 3 个月",
      "With the bank for 8 years 3 months")
  }

  @Test("columns that the bank added")
  func ownColumns() {
    expect(
      customer(["funds": [30_000, 50_000]], .change, ["funds"], months: 1),
      "funds 近一个月由 30,000 增至 50,000，推高流失风险",
      "funds rose from 30,000 to 50,000 in one month, which raises the risk")
    expectNoReason(
      customer([:], texts: ["channel": "柜面"], .category, ["channel"]), "channel 为“柜面”", "channel is “柜面”")
  }

  @Test("ready-made tables speak of the user's own columns and of what is usual")
  func tables() {
    var sample = customer([:], .level, ["income"], value: 12_000)
    sample.usual = [3000...8000]
    expect(
      sample, "income 为 12,000（高于一般水平），推高流失风险", "income is 12,000 (higher than usual), which raises the risk",
      isTable: true)
    sample.usual = [13_000...15_000]
    expect(
      sample, "income 为 12,000（低于一般水平），推高流失风险", "income is 12,000 (lower than usual), which raises the risk",
      isTable: true)
    sample.usual = [nil]
    expect(sample, "income 为 12,000，推高流失风险", "income is 12,000, which raises the risk", isTable: true)
    expect(
      customer([:], .level, ["ratio"], value: 0.35), "ratio 为 0.35，推高流失风险",
      "ratio is 0.35, which raises the risk",
      isTable: true)
    expect(
      customer([:], .level, ["income"], value: .nan), "income 没有记录，推高流失风险",
      "income is not known, which raises the risk", isTable: true)
    expect(
      customer([:], .category, ["job"], value: 1, levels: ["teacher", "driver"]), "job 为“driver”，推高流失风险",
      "job is “driver”, which raises the risk", isTable: true)
    expect(
      customer([:], .category, ["job"], value: 7, levels: ["teacher", "driver"]), "job 没有记录，推高流失风险",
      "job is not known, which raises the risk", isTable: true)
  }
}
