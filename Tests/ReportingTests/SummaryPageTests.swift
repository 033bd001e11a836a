import Configuration
import Foundation
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

  @Test("says the figures in the reader's language, escapes what it is given and fetches nothing")
  func words() {
    let page = SummaryPage.html(of: Self.content(.chinese))
    for text in ["10,824", "194.0 亿元", "6.4 亿元", "70%", "1,082 户随机留作对照组", "&lt;钻石级&gt;", "其余 5 项"] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(!page.contains("<钻石级>") && !page.contains("http://") && !page.contains("https://"))
    #expect(page.contains("C10<") && !page.contains("C11<"))
    let english = SummaryPage.html(of: Self.content(.english))
    #expect(
      english.contains("Customers listed") && english.contains("5 others") && english.contains("637,000,000"))
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
