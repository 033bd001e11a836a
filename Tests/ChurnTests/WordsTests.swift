import Calendar
import Reporting
import Testing

@testable import Panel
@testable import Workflow
@testable import churn

@Suite("Words for the terminal")
struct WordsTests {
  @Test("of an aggregation: what was written, what is to be known, what to do next")
  func aggregation() throws {
    var report = AggregationReport()
    report.months = [
      .init(month: try #require(Month(year: 2024, month: 1)), customers: 1),
      .init(month: try #require(Month(year: 2024, month: 2)), customers: 1),
    ]
    (report.balances, report.customers, report.accounts, report.rowsRead) = (.addedUp, 1, 1, 2)
    (report.firstDay, report.lastDay, report.negativeDebits) = ("2024-01-05", "2024-02-10", 1234)
    let outcome = AggregationOutcome(
      report: report, folder: "panel", configurationPath: "panel/bank.yaml", language: .english)
    #expect(
      outcome.text == """
        Wrote 2 rows of 2 months to panel: 1 customer with 1 account, from 2 rows of 2024-01-05 to 2024-02-10.
          - There is no column of balances: amounts are added up from 0, without what was there before.
          - The rows end on 2024-02-10: to the end of 2024-02, balances are carried forward. Leave that month out where more \
        rows of it are to come.
          - 1,234 debits have an amount below zero and are taken for money that comes back.
        Look at it with: churn describe --config panel/bank.yaml
        """)
  }

  @Test("of contacts: the verdict first, then all, by action, by manager")
  func contacts() {
    func line(_ name: String, _ treated: Int) -> ContactsContent.Line {
      .init(
        name: name, treated: treated, contacted: 1000, answered: 400, accepted: 100, uptake: nil, control: 7,
        isAgainstAll: name != "all", kept: nil, losses: nil)
    }
    let content = ContactsContent(
      language: .english, program: "churn", months: [], withoutAssets: 1200, whole: line("all", 2000),
      actions: [line("renewal_call", 1500)], managers: (1...12).map { line("m\($0)", 100) })
    let text = content.text
    #expect(text.hasPrefix(content.verdict + "\n1,200 rows without known assets count for uptake alone.\n"))
    #expect(text.contains("\n  all: 2,000 customers, 1,000 contacted, uptake 25.0% against 7 held out\n"))
    #expect(
      text.contains(
        "\nBy action\n  renewal_call: 1,500 customers, 1,000 contacted, uptake 25.0% against 7 held out, of all kinds\n"
      ))
    #expect(text.contains("  m10: 100 customers") && text.hasSuffix("  and 2 more\n"))
  }

  @Test("of a list: how many, how much, and the first customers")
  func list() {
    let outcome = PredictionOutcome(
      listed: 1234, scored: 5000, monthAtRisk: Month(year: 2024, month: 9), expectedLoss: 1e6,
      paths: ["list.csv", "lists"],
      first: [.init(customer: "C1", probability: 0.5, expectedLoss: 100.4, assets: 250_000, tier: "gold")],
      findings: [], accepted: nil, language: .english)
    #expect(
      outcome.text == """
        1,234 of 5,000 scored for 2024-09 are listed in list.csv and lists; expected loss 1,000,000.

        1. C1  probability 50.0%  assets 250,000  expected loss 100  gold

        """)
  }
}
