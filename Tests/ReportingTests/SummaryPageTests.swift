import Calendar
import Configuration
import Foundation
import Retention
import Testing

@testable import Reporting

@Suite("The month's summary")
struct SummaryPageTests {
  static func content(_ language: Language) -> SummaryContent {
    func part(_ name: String, _ customers: Int, _ assets: Double, _ loss: Double) -> SummaryContent.Part {
      SummaryContent.Part(name: name, customers: customers, assets: assets, expectedLoss: loss)
    }
    return SummaryContent(
      language: language, program: "churn", model: "2024-09", monthAtRisk: Month(index: 2024 * 12 + 9),
      population: part("", 54_120, 6.3e10, 9.1e8), listed: part("", 10_824, 1.94e10, 6.37e8),
      control: part("", 1_082, 1.9e9, 6.1e7),
      tiers: [part("私行级", 12, 1.4e8, 2e7), part("<钻石级>", 301, 2.2e9, 9e7)],
      branches: (1...12).map { part("支行 \($0)", 100 * $0, 1e8 * Double($0), 1e6 * Double(13 - $0)) },
      causes: [part("产品到期", 5_000, 9e9, 3e8)], managers: 40,
      top: (1...14).map {
        SummaryContent.Customer(
          name: "C\($0)", tier: "私行级", assets: 2e7, probability: 0.4, expectedLoss: 2.8e6,
          reason: "理财 300 万元下月到期", manager: "王芳")
      })
  }

  /// A summary with more of everything than it shows, in long words.
  static func full(_ language: Language) -> SummaryContent {
    var content = content(language)
    func parts(_ count: Int, _ name: String) -> [SummaryContent.Part] {
      (1...count).map {
        SummaryContent.Part(
          name: "\(name) \($0)", customers: 10_000 * $0, assets: 9.9e9 / Double($0),
          expectedLoss: 9.9e8 / Double($0))
      }
    }
    let isChinese = language == .chinese
    content.tiers = parts(6, isChinese ? "第几星级客户" : "a tier of customers")
    content.branches = parts(60, isChinese ? "城东新区支行" : "New eastern city branch")
    content.causes = parts(14, isChinese ? "资金转往他行本人账户" : "money leaving to own accounts elsewhere")
    content.groups = parts(12, isChinese ? "小微企业主客群" : "owners of small businesses")
    content.shared = [
      isChinese
        ? "季节因素：模型认为 1 月的流失风险偏高，对所有客户都是如此，不再逐户说明。"
        : "Season: the model sees a higher risk in January; this holds for every customer and is not told again for each.",
      isChinese
        ? "风险最高的五分之一客户中，至少半数的评分都因此升高：余额下降、资产结构。"
        : "Of the fifth of customers most at risk, at least half have this in their scores: balance falling, what the assets are "
          + "made of.",
    ]
    content.outcomes = (0..<6).map { month in
      var outcome = SummaryContent.Outcome(month: Month(index: 2024 * 12 + 3 + month))
      (outcome.customers, outcome.losses, outcome.unknown) = (10_824, 1_234 + month, 17)
      (outcome.expectedLoss, outcome.lostAssets) = (6.37e8, 5.1e8 + 4e7 * Double(month))
      return outcome
    }
    content.quadrants = parts(4, isChinese ? "重点客户" : "potential")
    content.cells = (1...5).map { parts(5, "级别名称 \($0)/级别名称") }
    let reason =
      isChinese
      ? "理财 300.0 万元、定期 120.5 万元下月到期，合占资产的 99% 以上；近三个月转往本人他行账户共 4.1 万元，相当于现有资产的 2%"
      : "Time deposits of 1,205,000 and wealth products of 3,000,000 fall due next month, over 99% of assets; 41,000 moved "
        + "to own accounts at other banks in the last three months, as much as 2% of today's assets"
    for index in content.top.indices { content.top[index].reason = reason }
    return content
  }

  @Test("says the figures in the reader's language, escapes what it is given and fetches nothing")
  func words() {
    var content = Self.content(.chinese)
    content.shared = ["至少半数共有：<网点>。"]
    let page = SummaryPage.html(of: content)
    for text in [
      "至少半数共有：&lt;网点&gt;。", "10,824", "194.0\u{A0}亿元", "6.4\u{A0}亿元", "70%", "1,082 户随机留作对照组", "&lt;钻石级&gt;",
      "其余 7 项",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(!page.contains("<钻石级>") && !page.contains("http://") && !page.contains("https://"))
    #expect(page.contains("C8<") && !page.contains("C9<"))
    let english = SummaryPage.html(of: Self.content(.english))
    #expect(
      english.contains("Customers listed") && english.contains("7 others") && english.contains("637.0\u{A0}m")
    )
  }

  @Test("tells what came of last month's list, and shows the months before it")
  func outcomes() {
    var content = Self.full(.english)
    #expect(SummaryPage.html(of: content).contains("10,824 customers listed for 2024-09, 1,239 lost assets"))
    #expect(SummaryPage.html(of: content).contains("Expected and real losses of the lists"))
    content.outcomes.removeFirst(5)
    #expect(!SummaryPage.html(of: content).contains("Expected and real losses of the lists"))
    content.outcomes = []
    #expect(!SummaryPage.html(of: content).contains("earlier lists"))
  }

  @Test("writes a column's amounts in one unit, keeps units at their numbers, leaves empty grades out")
  func units() throws {
    var content = Self.content(.chinese)
    let page = SummaryPage.html(of: content)
    #expect(page.contains("资产（亿元）") && page.contains(">1.40<") && page.contains(">22.00<"))
    content.cells = [
      [.init(name: "低/低", customers: 3, assets: 5e6, expectedLoss: 2e5), .init(name: "低/高")],
      [.init(name: "高/低"), .init(name: "高/高")],
    ]
    content.quadrants = [.init(name: "普通", customers: 3, assets: 5e6, expectedLoss: 2e5), .init(name: "重点")]
    let graded = SummaryPage.html(of: content)
    #expect(graded.contains("3 · 500.0\u{A0}万元 · 20.0\u{A0}万元"))
    #expect(!graded.contains(">高<") && !graded.contains("重点"))
  }

  @Test("leaves out what is not known: branches, managers, a control group")
  func small() {
    var content = Self.content(.english)
    (content.branches, content.managers, content.control) = ([], 0, nil)
    for index in content.top.indices { content.top[index].manager = nil }
    let page = SummaryPage.html(of: content)
    #expect(!page.contains("Branch") && !page.contains("Manager") && !page.contains("control group"))
    content.listed = SummaryContent.Part(name: "")
    content.population = SummaryContent.Part(name: "")
    (content.top, content.tiers, content.causes) = ([], [], [])
    #expect(SummaryPage.html(of: content).contains("Customers listed"))
  }
}
