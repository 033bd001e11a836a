import Configuration
import Foundation
import ModelFile
import Retention
import Testing

@testable import Workflow

@Suite("A list by the bank's rules", .serialized)
struct AssignedListTests {
  private static let bank = Result {
    let bank = try SimulatedBank(customers: 3000, months: 7, training: .quick)
    try bank.train("model")
    return bank
  }

  /// The bank's configuration with rules for lists added.
  private func input(_ bank: SimulatedBank, _ rules: String, _ name: String) -> InputSelection {
    let own = bank.folder.text("bank/bank.yaml")
    bank.folder.write(own + "\n" + rules + "\n", as: "bank/\(name).yaml")
    return InputSelection(configurationPath: bank.folder.file("bank/\(name).yaml"), language: .english)
  }

  private func rows(_ bank: SimulatedBank, _ list: String) -> [[Substring]] {
    bank.folder.text(list).split(separator: "\n").dropFirst().map {
      // Reasons may hold commas in quotes; the cells that are looked at stand before or after them.
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  @Test(
    "capacities are kept, the control group has its share of every tier, the same seed gives the same list")
  func rules() throws {
    let bank = try Self.bank.get()
    let input = input(
      bank, "list: { capacity: { manager: 12, branch: 90 }, control: { share: 0.2, seed: 7 } }", "rules")
    try bank.predict("model", to: "one.csv", threads: 1, input: input)
    try bank.predict("model", to: "two.csv", threads: 5, input: input)
    #expect(bank.folder.bytes("one.csv") == bank.folder.bytes("two.csv"))
    let rows = rows(bank, "one.csv")
    #expect(rows.count > 50)
    var (managers, branches): ([Substring: Int], [Substring: Int]) = ([:], [:])
    var tiers: [Substring: (all: Int, held: Int)] = [:]
    for row in rows {
      managers[row[row.count - 3], default: 0] += 1
      branches[row[row.count - 2], default: 0] += 1
      tiers[row[6], default: (0, 0)].all += 1
      if row[row.count - 1] == "yes" { tiers[row[6], default: (0, 0)].held += 1 }
    }
    #expect(managers.values.allSatisfy { $0 <= 12 } && managers.values.contains(12))
    #expect(branches.values.allSatisfy { $0 <= 90 })
    #expect(tiers.count > 2)
    for (tier, count) in tiers {
      #expect((Double(count.held) - 0.2 * Double(count.all)).magnitude <= 0.5, "\(tier)")
    }
    let record = bank.folder.text("one.json")
    #expect(record.contains("customers beyond a manager's capacity"))
    #expect(record.contains("customers held out as control group"))
  }

  @Test("nobody who is suppressed or was on last month's list is on this month's")
  func keptOff() throws {
    let bank = try Self.bank.get()
    try FileManager.default.createDirectory(
      atPath: bank.folder.file("past"), withIntermediateDirectories: true)
    try bank.predict("model", to: "past/may.csv", month: "2024-06")
    let may = Set(rows(bank, "past/may.csv").map { $0[1] })
    try bank.predict("model", to: "free.csv")
    let gone = rows(bank, "free.csv").map { $0[1] }.filter { !may.contains($0) }.prefix(5)
    #expect(gone.count == 5)
    bank.folder.write("客户号\n" + gone.joined(separator: "\n") + "\n", as: "bank/gone.csv")
    let input = input(
      bank, "list: { suppress: gone.csv, cooling_off: { months: 2, lists: ../past/*.csv } }", "off")
    try bank.predict("model", to: "now.csv", input: input)
    let now = Set(rows(bank, "now.csv").map { $0[1] })
    #expect(now.count > 100 && now.isDisjoint(with: may) && now.isDisjoint(with: gone))
    // Everybody who was free before and is neither is still there: places went to others, none were taken.
    let stays = rows(bank, "free.csv").map { $0[1] }.filter { !may.contains($0) && !gone.contains($0) }
    #expect(now.isSuperset(of: stays))
  }

  private func problem(_ bank: SimulatedBank, _ rules: String, _ name: String) throws -> String {
    let input = input(bank, rules, name)
    do {
      try bank.predict("model", to: "\(name).csv", input: input)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("files whose customers the panel does not know are refused, and remarked on where it knows few")
  func unknownCustomers() throws {
    let bank = try Self.bank.get()
    try bank.predict("model", to: "first.csv")
    let listed = rows(bank, "first.csv").map { String($0[1]) }.prefix(4)
    bank.folder.write("customer_id\n" + listed.map { $0.lowercased() + "\n" }.joined(), as: "bank/lower.csv")
    let refused = try problem(bank, "list: { suppress: lower.csv }", "unknown")
    #expect(refused.contains("lower.csv”: None of the 4 customers that it names is in the panel (“c0"))
    #expect(refused.contains("the panel writes them like “C0"))
    #expect(bank.folder.bytes("unknown.csv").isEmpty)
    // Earlier lists too.
    bank.folder.write("customer_id,month\nX1,2024-07\n", as: "bank/other.csv")
    #expect(
      try problem(bank, "list: { cooling_off: { months: 2, lists: other.csv } }", "foreign")
        .contains("None of the 1 customer that it names is in the panel"))
    bank.folder.write("customer_id\n\(listed[0])\nX1\nX2\n", as: "bank/few.csv")
    #expect(try problem(bank, "list: { suppress: few.csv }", "few-known").isEmpty)
    #expect(
      bank.folder.text("few-known.json").contains("Only 1 of the 3 customers that it names are in the panel"))
    // Somebody below the floor is known all the same.
    let below = bank.panelFile("2024-01").split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }
      .first { id in !rows(bank, "first.csv").contains { $0[1] == id } }
    bank.folder.write("customer_id\n\(try #require(below))\n", as: "bank/below.csv")
    #expect(try problem(bank, "list: { suppress: below.csv }", "below").isEmpty)
    #expect(bank.folder.text("below.json").contains("\"warnings\" : []"))
  }

  @Test("rules that keep nobody off the list are remarked on in the record")
  func idleRules() throws {
    let bank = try Self.bank.get()
    #expect(
      try problem(bank, "list: { cooling_off: { months: 2, lists: none_*.csv } }", "idle").isEmpty)
    #expect(bank.folder.text("idle.json").contains("none_*.csv” fits no file"))
    // Earlier lists of other months are told as well.
    try bank.predict("model", to: "listed.csv")
    let known = rows(bank, "listed.csv").prefix(3).map { "\($0[1]),2023-01\n" }.joined()
    bank.folder.write("customer_id,month\n" + known, as: "bank/long_ago.csv")
    #expect(try problem(bank, "list: { cooling_off: { months: 2, lists: long_*.csv } }", "late").isEmpty)
    #expect(bank.folder.text("late.json").contains("None of the 1 earlier lists is for the 2 months before"))
    #expect(
      try problem(bank, "list: { cooling_off: { months: 2, lists: nowhere/*.csv } }", "gone")
        .contains("There is no folder"))
    #expect(try problem(bank, "list: { control: { share: 0.0001 } }", "control").isEmpty)
    #expect(bank.folder.text("control.json").contains("The control group holds nobody"))
  }

  @Test("files that cannot be used are reported together, and the list of before stays")
  func badFiles() throws {
    let bank = try Self.bank.get()
    bank.folder.write("before", as: "kept.csv")
    bank.folder.write("a,b\n1,2\n", as: "bank/odd.csv")
    let input = input(
      bank, "list: { suppress: [odd.csv, nowhere.csv], cooling_off: { months: 1, lists: [odd.csv] } }", "bad")
    #expect {
      try bank.predict("model", to: "kept.csv", input: input)
    } throws: {
      let text = "\($0)"
      return text.contains("no column called customer_id") && text.contains("nowhere.csv")
        && text.contains("names no customer and month")
    }
    #expect(bank.folder.text("kept.csv") == "before")
  }

  @Test("a model trained with files of suppressed customers lists nobody without them, yet can be evaluated")
  func modelAlone() throws {
    let bank = try Self.bank.get()
    bank.folder.write("customer_id\nC00000001\n", as: "bank/few.csv")
    let input = input(bank, "list: { suppress: few.csv }", "few")
    try bank.train("strict", input: input)
    let alone = InputSelection(panelPatterns: [bank.folder.file("bank/panel_*.csv")])
    #expect {
      try bank.predict("strict", to: "y.csv", input: alone)
    } throws: {
      "\($0)".contains("(few.csv); give the configuration, so that")
    }
    _ = try LoadedModel(path: bank.model("strict")).configuration(for: alone)
    try bank.predict("strict", to: "y.csv", input: input)
    #expect(!rows(bank, "y.csv").isEmpty)
  }

  @Test("rules that make no sense are refused together, each with its line")
  func badRules() throws {
    let bank = try Self.bank.get()
    let input = input(
      bank, "list:\n  capacity: { manager: 0 }\n  control: { share: 0.7 }\n  cooling_off: { months: 3 }",
      "none")
    #expect {
      try bank.predict("model", to: "x.csv", input: input)
    } throws: {
      let text = "\($0)"
      return text.contains("“list.capacity.manager” is “0”") && text.contains("“list.control.share” is “0.7”")
        && text.contains("has months and no lists")
    }
  }
}
