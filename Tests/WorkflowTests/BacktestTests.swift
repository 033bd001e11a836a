import Calendar
import Configuration
import Foundation
import Panel
import Parallel
import Reporting
import SystemIO
import Testing
import Validation
import Variables

@testable import Workflow

@Suite("Rolling-origin back-test", .serialized)
struct BacktestTests {
  private func output(_ bank: SimulatedBank, _ model: String, month: String?, backtest: Int?) throws
    -> ValidationOutcome
  {
    _ = try ValidationRun(
      modelPath: bank.model(model), input: bank.input, month: month.flatMap { Month(parsing: $0) },
      outputPath: bank.folder.file("v.json"), reportPath: bank.folder.file("v.html"),
      reportContentPath: bank.folder.file("r.json"), backtest: backtest
    ).run(SimulatedBank.context(threads: 2))
    return try DeterministicJSON.decode(ValidationOutcome.self, from: bank.folder.bytes("v.json"))
  }

  @Test("each month is what a model trained at that month's end says of the next")
  func honest() throws {
    let bank = try SimulatedBank(customers: 2000, months: 9, training: .quick)
    try bank.train("m", month: "2024-09")
    let backtest = try #require(try output(bank, "m", month: "2024-09", backtest: 3).backtest)
    let page = bank.folder.text("v.html")
    #expect(page.contains("滚动回测") && page.contains("backtest-auc"))
    #expect(bank.folder.text("r.json").contains("\"backtest\""))
    #expect(backtest.rounds.map(\.snapshot.description) == ["2024-06", "2024-07", "2024-08"])
    #expect(backtest.absentRules.isEmpty && backtest.rules.count == SimpleRule.allCases.count)
    for round in backtest.rounds {
      let stand = round.snapshot.description
      try bank.train("at-\(stand)", month: stand)
      let evaluated = try output(
        bank, "at-\(stand)", month: (round.snapshot + 1).description, backtest: nil
      ).evaluated
      #expect(evaluated.auc == round.model.auc && evaluated.customers == round.customers)
      #expect(evaluated.losses == round.losses && evaluated.topDecile?.recall == round.model.recall)
      #expect(evaluated.topDecile?.capturedLostAssets == round.model.capturedLostAssets)
      #expect(round.trainedOn.last.map { $0 < round.snapshot } == true)
    }
    let losses = backtest.rounds.reduce(0) { $0 + $1.losses }
    let caught = backtest.rounds.reduce(0.0) { $0 + Double($1.losses) * ($1.model.recall ?? 0) }
    #expect(abs((backtest.model.recall ?? 0) - caught / Double(losses)) < 1e-12)
  }

  @Test("simple rules order customers as their names say")
  func rules() throws {
    let bank = try SimulatedBank(customers: 1500, months: 5, training: .quick)
    let panel = try PanelReader(
      configuration: try bank.input.configuration(), request: PanelRequest(snapshots: .labelled(until: nil))
    ).read(team: ThreadTeam(threadCount: 2), progress: SimulatedBank.context(threads: 1).readingProgress)
    let month = try #require(panel.snapshots.last)
    let members = Population.members(of: panel, in: month, floor: 200_000)
    let rows = members.map { SnapshotRow(customer: $0, month: month) }
    let scores = try SimpleRuleScores(
      panel: panel, assets: ["demand", "time", "wealth"], team: ThreadTeam(threadCount: 2)
    ).scores(of: rows)
    #expect(scores.count == 3)
    func column(_ name: String) throws -> Int {
      try #require(panel.numberColumns.firstIndex { $0.name == name })
    }
    let (logins, time, wealth) = (
      try column("mobile_logins"), try column("time_maturing"), try column("wealth_maturing")
    )
    for (index, customer) in members.enumerated() {
      let assets = try #require(panel.assets(customer, month))
      if let before = panel.assets(customer, month - 1), before > assets / 90 {
        #expect(abs((scores[.lastMonthsFall]?[index] ?? 0) + assets / before) < 1e-4)
      }
      let logged = panel.number(customer, month, column: logins)
      #expect(scores[.fewestLogins]?[index] == (logged.isNaN ? -1e9 : -Double(logged)))
      let due = [time, wealth].map { Double(panel.number(customer, month, column: $0)) }.filter { !$0.isNaN }
      let share = due.isEmpty ? -1e9 : due.reduce(0, +) / assets
      #expect(abs((scores[.maturingProducts]?[index] ?? 0) - share) < 1e-4 * max(1, share.magnitude))
    }
  }

  @Test("says which rules the columns do not allow, and how far back the months reach")
  func absent() throws {
    let bank = try SimulatedBank(customers: 1200, months: 5, training: .quick)
    let file = URL(fileURLWithPath: bank.configurationPath)
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data((text + "\nignore: [mobile_logins, time_maturing, wealth_maturing]\n").utf8).write(to: file)
    try bank.train("m", algorithm: .logistic)
    let backtest = try #require(try output(bank, "m", month: nil, backtest: 1).backtest)
    #expect(backtest.absentRules == [.fewestLogins, .maturingProducts] && backtest.rounds.count == 1)
    #expect(bank.folder.text("v.html").contains("mobile_logins"))
    #expect {
      _ = try output(bank, "m", month: nil, backtest: 4)
    } throws: { "\($0)".contains("needs 5 snapshot months") && "\($0)".contains("Ask for 3") }
  }
}
