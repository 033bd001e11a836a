import Calendar
import Configuration
import Foundation
import Messages
import Retention
import Testing

@testable import Workflow

@Suite("Lists by the bank's own rules", .serialized)
struct ListRulesTests {
  private func predict(
    _ bank: SimulatedBank, _ lists: String, month: String? = nil, threads: Int = 2, list: String? = nil
  ) throws {
    _ = try PredictionRun(
      modelPath: bank.model("m"), input: bank.input, month: month.flatMap { Month(parsing: $0) },
      selection: .share(0.5), order: nil, outputPath: list.map(bank.folder.file),
      lists: ListsRequest(folder: bank.folder.file(lists))
    ).run(SimulatedBank.context(threads: threads))
  }

  private func rows(_ bank: SimulatedBank, _ name: String) -> [[String: String]] {
    // Rows with quoted cells, which this plain reader does not know, are left out.
    let lines = bank.folder.text(name).split(separator: "\n").filter { !$0.contains("\"") }.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
  }

  private func customers(_ bank: SimulatedBank, _ lists: String) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(bank.folder.bytes("\(lists)/bank.json")))
    return try #require((object as? [String: Any])?["customers"] as? [[String: Any]])
  }

  @Test("hold the control group's share out of every tier that they show, by a scheme of points too")
  func controlByPoints() throws {
    let bank = try SimulatedBank(customers: 3000, months: 7, training: .quick)
    try bank.train("m")
    let own = bank.folder.text("bank/bank.yaml")
    bank.folder.write(
      own + "\ntiers: { preset: icbc }\nlist: { control: { share: 0.2, seed: 7 } }\n", as: "bank/bank.yaml")
    try predict(bank, "lists")
    var tiers: [String: (all: Int, held: Int)] = [:]
    for customer in try customers(bank, "lists") {
      let tier = try #require(customer["tier"] as? String)
      tiers[tier, default: (0, 0)].all += 1
      if customer["control"] as? Bool == true { tiers[tier, default: (0, 0)].held += 1 }
    }
    #expect(tiers.count > 2 && tiers.keys.allSatisfy { $0.contains("星") })
    for (tier, count) in tiers {
      #expect((Double(count.held) - 0.2 * Double(count.all)).magnitude <= 0.5, "\(tier)")
    }
  }

  @Test(
    "say who the customers are and what to do, one contact per household, the same on any number of threads")
  func lists() throws {
    let bank = try SimulatedBank(customers: 3000, months: 8, training: .quick)
    try bank.train("m")
    let path = bank.configurationPath
    let override =
      "customer_id,service_grade,who,when,why,until\nC00000001,私行级,王芳,2024-08-01,企业主,2025-01-31\n"
    bank.folder.write(override, as: "bank/overrides.csv")
    let own = try String(contentsOfFile: path, encoding: .utf8)
    bank.folder.write(
      own + "\ngrades: { overrides: overrides.csv, history: history.csv }\n", as: "bank/bank.yaml")
    try predict(bank, "one", list: "list.csv")
    let history = bank.folder.bytes("bank/history.csv")
    try predict(bank, "three", threads: 3)
    #expect(bank.folder.bytes("one/bank.json") == bank.folder.bytes("three/bank.json"))
    #expect(bank.folder.bytes("one/profiles.csv") == bank.folder.bytes("three/profiles.csv"))
    let isUnchanged = bank.folder.bytes("bank/history.csv") == history
    #expect(isUnchanged && history.count > 1000)

    let customers = try customers(bank, "one")
    #expect(customers.count > 50)
    #expect(
      customers.allSatisfy { $0["quadrant"] != nil && $0["composite_grade"] != nil && $0["action"] != nil })
    let households = customers.compactMap { ($0["household"] as? [String: Any])?["id"] as? String }
    #expect(!households.isEmpty && Set(households).count == households.count)
    let families = customers.compactMap { $0["household"] as? [String: Any] }
    #expect(families.contains { ($0["members"] as? Int ?? 0) > 1 })
    let profiles = rows(bank, "one/profiles.csv")
    #expect(profiles.count == customers.count)
    // Every group's cell is what its rule says of the panel's own row.
    let panel = Dictionary(
      rows(bank, "bank/panel_2024-08.csv").map { ($0["customer_id"] ?? "", $0) },
      uniquingKeysWith: { first, _ in first })
    var compared = 0
    for profile in profiles {
      guard let row = panel[profile["客户号"] ?? ""] else { continue }
      compared += 1
      if let age = row["age"].flatMap(Double.init) { #expect((profile["中老年"] == "1") == (age >= 50)) }
      #expect((profile["女性"] == "1") == (row["gender"] == "女"))
      #expect((profile["商户"] == "1") == (row["occupation"] == "个体工商户"))
    }
    #expect(compared > profiles.count / 2)
    // Offers stay within the standard playbook's budget and never cost more than they keep.
    let offers = rows(bank, "one/offers.csv")
    let cost = offers.compactMap { $0["成本（元）"].flatMap(Double.init) }
    let kept = offers.compactMap { $0["预计留存（元）"].flatMap(Double.init) }
    #expect(!offers.isEmpty && cost.reduce(0, +) <= 200_000 + 300 * Double(offers.count))
    #expect(zip(cost, kept).allSatisfy { $0 < $1 })
    // The plain list keeps its columns.
    #expect(
      bank.folder.text("list.csv").hasPrefix(
        "rank,customer_id,month,probability,expected_loss,assets,tier,reason_1,reason_2,reason_3,manager,branch\n"
      ))
    #expect(bank.folder.text("one/summary.html").contains("综合等级 × 服务等级"))
  }

  @Test("wrong group rules, overrides and playbooks are reported together, and last month's lists stay")
  func refusals() throws {
    let bank = try SimulatedBank(customers: 1500, months: 7, training: .quick)
    try bank.train("m")
    try predict(bank, "lists")
    let before = bank.folder.bytes("lists/manifest.json")
    bank.folder.write("rules:\n  - { id: a, cause: maturty, do: x, channel: y }\n", as: "bank/playbook.yaml")
    bank.folder.write(
      "customer_id,service_grade,who,when,why,until\nC1,私行级,王芳,2023-08-01,x,2023-12-31\n",
      as: "bank/overrides.csv")
    let own = try String(contentsOfFile: bank.configurationPath, encoding: .utf8)
    let changed =
      own + "\ngroups: { a: aeg > 5 }\nplaybook: playbook.yaml\ngrades: { overrides: overrides.csv }\n"
    let index = changed.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
      $0.contains("aeg")
    }
    let line = try #require(index) + 1
    bank.folder.write(changed, as: "bank/bank.yaml")
    #expect {
      try predict(bank, "lists")
    } throws: { error in
      let problems = (error as? ListRuleError)?.problems ?? []
      #expect(problems.count == 3, "\(error)")
      return problems[0].contains("bank.yaml, line \(line): the rule of the group “a” reads the column “aeg”")
        && problems[1].contains("overrides.csv”, line 2: It ended on 2023-12-31")
        && problems[2].contains("playbook.yaml, line 2: there is no cause “maturty”")
    }
    #expect(bank.folder.bytes("lists/manifest.json") == before)
  }

  @Test(
    "overlapping tiers and circles are told with a double override and a playbook's mistake, each by file and line"
  )
  func unreadableConfiguration() throws {
    let bank = try SimulatedBank(customers: 1500, months: 7, training: .quick)
    try bank.train("m")
    try predict(bank, "lists")
    let before = bank.folder.bytes("lists/manifest.json")
    bank.folder.write("rules:\n  - { id: a, group: [dd, e], do: x, channel: y }\n", as: "bank/playbook.yaml")
    bank.folder.write(
      """
      customer_id,service_grade,who,when,why,until
      C1,顶级,王芳,2024-05-01,x,2024-12-31
      C1,顶级,李强,2024-08-01,y,2025-01-31
      C2,顶级,李强,2024-01-01,y,2024-01-31

      """, as: "bank/overrides.csv")
    let own = bank.folder.text("bank/bank.yaml")
    let changed =
      own + """

        tiers: { 普通: 0, 中级: 50000, 顶级: 50000 }
        groups: { a: group b, b: group a, c: aeg > 5, dd: age > 5, e: age > }
        playbook: playbook.yaml
        grades: { overrides: overrides.csv }

        """
    let lines = changed.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("tiers:") }) + 1
    bank.folder.write(changed, as: "bank/bank.yaml")
    #expect {
      try predict(bank, "lists", month: "2024-07")
    } throws: { error in
      let problems = (error as? ListRuleError)?.problems ?? []
      let wanted = [
        "bank.yaml, line \(line): the tier “顶级” begins at 50000, not above the tier before it",
        "bank.yaml, line \(line + 1): the rule of “groups.e” cannot be read",
        "bank.yaml, line \(line + 1): “groups.a” is defined by itself (a → b → a)",
        "bank.yaml, line \(line + 1): the rule of the group “c” reads the column “aeg”",
        "overrides.csv”, line 3: Customer “C1” has an override in line 2 for the same days; keep one",
        "overrides.csv”, line 4: It ended on 2024-01-31",
      ]
      #expect(problems.count == wanted.count, "\(error)")
      return zip(problems, wanted).allSatisfy { $0.contains($1) }
    }
    #expect(bank.folder.bytes("lists/manifest.json") == before)
  }

  @Test("in the order of money kept for its cost, the plan's own figures fall from first to last")
  func keptPerCost() throws {
    let bank = try SimulatedBank(customers: 3000, months: 7, training: .quick)
    try bank.train("m")
    // Without offers the plan's cost and money kept are the rule's own.
    bank.folder.write(
      """
      rules:
        - { id: due, cause: maturity, do: 打电话, channel: 电话, cost: 5, keeps: 0.4 }
        - { id: rich, tier: [钻石级, 私行级], do: 上门, channel: 上门, cost: 800, keeps: 0.5 }
        - { id: all, do: 打电话, channel: 电话, cost: 20, keeps: 0.1 }

      """, as: "bank/playbook.yaml")
    let own = bank.folder.text("bank/bank.yaml")
    bank.folder.write(
      own + "\nplaybook: playbook.yaml\nlist: { order: kept_per_cost }\n", as: "bank/bank.yaml")
    try predict(bank, "lists")
    let ratios = try customers(bank, "lists").map { customer in
      let action = try #require(customer["action"] as? [String: Any])
      return try #require(action["expected_money_kept"] as? Double) / #require(action["cost"] as? Double)
    }
    #expect(ratios.count > 100 && Set(ratios).count > 100)
    #expect(zip(ratios, ratios.dropFirst()).allSatisfy { $0 >= $1 * (1 - 1e-12) })
    let losses = try customers(bank, "lists").compactMap { $0["expected_loss"] as? Double }
    #expect(losses != losses.sorted(by: >))
    // The plain list has the same order without a folder of lists.
    let alone = InputSelection(configurationPath: bank.configurationPath)
    try bank.predict("m", to: "alone.csv", threads: 3, input: alone)
    let names = try customers(bank, "lists").compactMap { $0["customer_id"] as? String }
    let listed = bank.folder.text("alone.csv").split(separator: "\n").dropFirst().map {
      String($0.split(separator: ",")[1])
    }
    #expect(listed.count > 50 && listed.filter(names.contains) == names.filter(listed.contains))
  }

  @Test("the standard playbook is written to be edited, and never over a file that is there")
  func playbook() throws {
    let folder = TemporaryFolder()
    _ = try StandardPlaybookFile(path: folder.file("playbook.yaml")).write()
    #expect(folder.text("playbook.yaml") == Playbook.standardText.description)
    #expect(throws: RunError.self) { try StandardPlaybookFile(path: folder.file("playbook.yaml")).write() }
  }
}
