import Calendar
import Configuration
import Foundation
import Messages
import Parallel
import Reporting
import Simulation
import SystemIO
import Testing

@testable import Workflow

@Suite("The outcome of contacts")
struct ContactsRunTests {
  /// A month's list: wealth spread as banks know it, a third of the customers on their way out.
  static func listed(_ count: Int, seed: UInt64) -> [ContactSimulator.Listed] {
    var random = RandomStream(seed: seed, stream: 77)
    return (0..<count).map { index in
      let before = 250_000 * exp(0.7 * random.normal())
      let leaves = random.chance(0.3)
      let after = leaves ? before * 0.8 * random.uniform() : before * (0.95 + 0.1 * random.uniform())
      return ContactSimulator.Listed(
        customer: "C\(index)", month: Month(index: 2024 * 12 + 9), before: before, after: after,
        action: ["renewal_call", "white_list"][index % 2], manager: "M\(index % 5)")
    }
  }

  private static func evaluated(_ simulator: ContactSimulator, count: Int) throws -> (
    ContactsContent, truth: Double
  ) {
    let folder = TemporaryFolder()
    let outcome = simulator.outcome(of: listed(count, seed: simulator.seed))
    let path = folder.write(outcome.csv, as: "done.csv")
    let content = try ContactsRun(
      contactsPaths: [path], input: InputSelection(), outputPath: nil, reportPath: nil
    ).content(SimulatedBank.context(threads: 1))
    return (content, outcome.moneyKept)
  }

  @Test("intervals hold the planted money in about 95 of 100 months, whole and by action and manager")
  func coverage() throws {
    var (covered, all) = (0, 0)
    var (coveredParts, parts) = (0, 0)
    for seed in 0..<200 {
      var simulator = ContactSimulator(seed: UInt64(seed))
      simulator.controlShare = 0.2
      let (content, truth) = try Self.evaluated(simulator, count: 1500)
      let interval = try #require(content.whole.kept?.interval)
      all += 1
      covered += interval.lower <= truth && truth <= interval.upper ? 1 : 0
      for line in content.actions + content.managers {
        #expect(!line.isAgainstAll)
        let part = try #require(line.kept?.interval)
        // Actions and managers were shuffled evenly: each has its share of the truth, give or take chance.
        let share = truth * Double(line.treated) / Double(content.whole.treated)
        parts += 1
        coveredParts += part.lower <= share && share <= part.upper ? 1 : 0
      }
    }
    // 95% of 200 is 190, the standard deviation 3.1.
    #expect((181...199).contains(covered), "covered \(covered) of \(all)")
    #expect(Double(coveredParts) > 0.9 * Double(parts), "covered \(coveredParts) of \(parts)")
  }

  @Test("sees the planted effect in nearly every month where the groups are large enough for it")
  func power() throws {
    // The contacts keep 0.8 · 0.35 · 0.6 · 0.3 · 0.6 = 3% of the money; the share that a customer keeps is spread by
    // about 0.38 (amounts differ), so two groups of 6,000 know the difference to 0.38 · √(2 / 6,000) = 0.7%: the effect
    // is more than four standard errors, where 1.96 are needed.
    let months = 40
    let seen = try (0..<months).count { seed in
      var simulator = ContactSimulator(seed: UInt64(2000 + seed))
      simulator.controlShare = 0.5
      return try #require(Self.evaluated(simulator, count: 12_000).0.whole.kept?.interval).lower > 0
    }
    #expect(seen >= months - 3, "an effect was seen in \(seen) of \(months) months")
  }

  @Test("finds no effect where none was planted, but in about 5 of 100 months")
  func nothing() throws {
    var found = 0
    for seed in 1000..<1200 {
      var simulator = ContactSimulator(seed: UInt64(seed))
      (simulator.keptShare, simulator.controlShare) = (0, 0.2)
      let (content, truth) = try Self.evaluated(simulator, count: 1500)
      #expect(truth == 0)
      let interval = try #require(content.whole.kept?.interval)
      found += interval.lower > 0 || interval.upper < 0 ? 1 : 0
    }
    #expect((2...20).contains(found), "found \(found) of 200")
  }

  @Test("counts uptake as planted and writes the same page and JSON each time, in both languages")
  func outputs() throws {
    let folder = TemporaryFolder()
    var simulator = ContactSimulator(seed: 5)
    (simulator.uptakeShare, simulator.controlShare) = (0.35, 0.5)
    let path = folder.write(simulator.outcome(of: Self.listed(12_000, seed: 5)).csv, as: "done.csv")
    func run(_ language: Language, _ name: String) throws -> ContactsContent {
      try ContactsRun(
        contactsPaths: [path], input: InputSelection(language: language),
        outputPath: folder.file("\(name).json"),
        reportPath: folder.file("\(name).html")
      ).run(SimulatedBank.context(threads: 1))
    }
    let found = try run(.english, "one")
    #expect(
      found.actions.contains { $0.name == "renewal_call" } && found.verdict.contains("the contacts kept"))
    #expect(try run(.english, "two") == found)
    #expect(
      folder.bytes("one.json") == folder.bytes("two.json")
        && folder.bytes("one.html") == folder.bytes("two.html"))
    let content = try DeterministicJSON.decode(ContactsContent.self, from: folder.bytes("one.json"))
    let uptake = try #require(content.whole.uptake)
    #expect(uptake.lower < 0.35 && 0.35 < uptake.upper && uptake.upper - uptake.lower < 0.05)
    _ = try run(.chinese, "three")
    #expect(folder.text("three.html").contains("联系多留住资金") && folder.text("three.html").contains("按客户经理"))
  }

  @Test("looks up in the panel what the file does not say, and counts who is not there")
  func panel() throws {
    let bank = try SimulatedBank(customers: 1500, months: 8, seed: 8, training: .quick)
    let list = bank.panelFile("2024-07").split(separator: "\n").dropFirst().prefix(400).map {
      String($0.prefix { $0 != "," })
    }
    let rows =
      list.enumerated().map { "\($1),2024-08,\($0 % 4 == 0 ? "no,yes" : "yes,no")" } + [
        "NOBODY,2024-08,no,no"
      ]
    let path = bank.folder.write(
      "customer_id,month,contacted,control\n" + rows.joined(separator: "\n") + "\n", as: "done.csv")
    func content(_ input: InputSelection) throws -> ContactsContent {
      try ContactsRun(contactsPaths: [path], input: input, outputPath: nil, reportPath: nil)
        .content(SimulatedBank.context(threads: 2))
    }
    let found = try content(bank.input)
    let kept = try #require(found.whole.kept)
    #expect(found.withoutAssets > 0 && kept.treated + kept.control + found.withoutAssets == rows.count)
    #expect(kept.treated > 80 && kept.shareTreated > 0.5 && kept.shareTreated < 1.3)
    #expect(throws: RunError.self) { try content(InputSelection()) }
  }
}
