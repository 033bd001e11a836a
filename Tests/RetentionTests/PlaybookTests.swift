import Calendar
import Configuration
import Testing

@testable import Retention

@Suite("Playbook")
struct PlaybookTests {
  private static let groups = GroupDefinition.presets(in: .chinese)
  private static let vocabulary = ActionPlanner.vocabulary(groups: groups, tiers: .standard)

  private func planner(_ text: String = Playbook.standardText.description) throws -> ActionPlanner {
    ActionPlanner(
      playbook: try Playbook(yaml: text, file: "playbook.yaml", vocabulary: Self.vocabulary),
      groups: Self.groups,
      tiers: .standard, language: .chinese)
  }

  private func entry(
    _ cause: Cause, quadrant: Quadrant = .ordinary, groups: [String] = [], grade: String = "黄金级",
    loss: Double = 1e5,
    assets: Double = 3e5
  ) -> LossEntry {
    var entry = LossEntry(
      customer: "C", monthAtRisk: Month(parsing: "2024-10"), probability: 0.5, expectedLoss: loss,
      assets: assets,
      reasons: [Reason(cause: cause, contribution: 1, text: "")])
    (entry.quadrant, entry.groups, entry.compositeGrade) = (quadrant, groups, grade)
    return entry
  }

  @Test("the standard playbook answers each kind of customer as retail banks do")
  func standard() throws {
    let planner = try planner()
    func rule(_ entry: LossEntry) -> String? { planner.rule(for: entry)?.id }
    #expect(rule(entry(.maturity)) == "renewal_call")
    #expect(rule(entry(.maturity, groups: ["中老年"])) == "renewal_call_elderly")
    #expect(rule(entry(.maturity, grade: "私行级")) == "private_bank_team")
    #expect(rule(entry(.ownTransfer, quadrant: .key, groups: ["利率敏感"])) == "rate_product_valued")
    #expect(rule(entry(.ownTransfer, quadrant: .ordinary, groups: ["利率敏感"])) == "own_transfer_call")
    #expect(rule(entry(.season, groups: ["种养殖户"])) == "seasonal_product")
    #expect(rule(entry(.composition, groups: ["产品少于三个"])) == "third_product")
    #expect(rule(entry(.composition)) == "courtesy_call")
    var rich = entry(.recentInflow, grade: "大众级")
    rich.tier = "私行级"
    #expect(rule(rich) == "private_bank_team")
    var new = entry(.composition)
    new.stage = .firstHundredDays
    #expect(rule(new) == "hundred_days")
    var near = entry(.composition)
    near.nearTier = NearTier(name: "白金级", missing: 1)
    #expect(rule(near) == "service_grade_rise")
  }

  @Test("a rule's tier may be written in either language, whatever the list's is")
  func tiersInBothLanguages() throws {
    let english = TierTable.standard.named(in: .english)
    for (table, grade) in [(TierTable.standard, "私行级"), (english, "Private")] {
      for written in ["私行级", "Private", "highest"] {
        let text =
          "rules: [{ id: own, do: x, channel: y, tier: \(written) }, { id: rest, do: x, channel: y }]"
        let vocabulary = ActionPlanner.vocabulary(groups: Self.groups, tiers: table)
        let planner = ActionPlanner(
          playbook: try Playbook(yaml: text, file: "playbook.yaml", vocabulary: vocabulary),
          groups: Self.groups,
          tiers: table, language: .chinese)
        #expect(planner.rule(for: entry(.maturity, grade: grade))?.id == "own")
        #expect(planner.rule(for: entry(.maturity, grade: table.grades[0].name))?.id == "rest")
      }
    }
  }

  private static let small = """
    budget: 1000
    offers: { gift: { name: 礼, cost_share: 0.01, cap: 600 } }
    rules:
      - { id: all, do: 打电话, channel: 电话, by_day: 31, cost: 5, keeps: 0.1, offer: gift, keeps_with_offer: 0.2 }
    """

  @Test(
    "money kept for its cost is the better of the action alone and with its offer; contacts cost at least one"
  )
  func keptPerCost() throws {
    // 0.1 of 100,000 for 5; with the offer 0.2 for 5 and 1% of the assets, at most 600.
    #expect(try planner(Self.small).keptPerCost(of: entry(.composition)) == 2000)
    #expect(try planner(Self.small).keptPerCost(of: entry(.composition, assets: 300)) == 20_000 / 8)
    let free = Self.small.replacing("cost: 5", with: "cost: 0")
    #expect(try planner(free).keptPerCost(of: entry(.composition)) == 10_000)
    let narrow = Self.small.replacing("id: all,", with: "id: all, cause: maturity,")
    #expect(try planner(narrow).keptPerCost(of: entry(.composition)) == 0)
  }

  @Test(
    "offers go where they keep most for their cost, to the last yuan of the budget and not beyond; caps hold")
  func budget() throws {
    let planner = try planner(Self.small)
    // Costs: capped at 600, 400, 400.01; kept beyond the plain action: 10,000, 6,000, 6,000.
    var entries = [
      entry(.profile, loss: 1e5, assets: 1e6), entry(.profile, loss: 6e4, assets: 40_000),
      entry(.profile, loss: 6e4, assets: 40_001),
    ]
    entries[0].customer = "A"
    for index in entries.indices { entries[index].action = planner.action(for: entries[index]) }
    planner.fit(&entries)
    #expect(entries.map { $0.action?.offer } == ["礼", "礼", nil])
    #expect(entries.map { $0.action?.cost } == [605, 405, 5])
    #expect(entries.map { $0.action?.expectedMoneyKept } == [20_000, 12_000, 6_000])
    #expect(entries[0].action?.latest?.description == "2024-10-31")
  }

  @Test(
    "a rule takes as many contacts as it has, those first that keep most; the others get the next rule that fits"
  )
  func contacts() throws {
    let text = """
      rules:
        - { id: visit, quadrant: key, do: v, channel: v, at_most: 2, keeps: 0.5 }
        - { id: call, cause: maturity, do: c, channel: c, at_most: 1, keeps: 0.2 }
        - { id: letter, cause: [maturity, season], do: l, channel: l, at_most: 0 }
        - { id: note, cause: maturity, do: n, channel: n, keeps: 0.1 }
      """
    let planner = try planner(text)
    // By money: B, D, then A and C, which are alike, by name; E fits no rule for a quadrant.
    let losses: [(String, Double, Cause)] = [
      ("D", 8e4, .maturity), ("C", 5e4, .maturity), ("A", 5e4, .maturity), ("B", 9e4, .maturity),
      ("E", 6e4, .season),
    ]
    for order in [losses, losses.reversed()] {
      var entries = order.map { customer, loss, cause in
        var entry = entry(cause, quadrant: cause == .season ? .ordinary : .key, loss: loss)
        entry.customer = customer
        return entry
      }
      for index in entries.indices { entries[index].action = planner.action(for: entries[index]) }
      planner.fit(&entries)
      let rules = Dictionary(uniqueKeysWithValues: entries.map { ($0.customer, $0.action?.id) })
      #expect(rules == ["B": "visit", "D": "visit", "A": "call", "C": "note", "E": nil])
      #expect(entries.first { $0.customer == "C" }?.action?.expectedMoneyKept == 5e3)
    }
    #expect(planner.isShared)
  }

  @Test("no offer where it costs as much as it keeps, and nothing at all for the control group")
  func worth() throws {
    let planner = try planner(Self.small)
    var entries = [
      entry(.profile, loss: 1_000, assets: 10_000), entry(.profile, loss: 1_001, assets: 10_000),
      entry(.profile, loss: 1e5),
    ]
    entries[2].isControl = true
    for index in entries.indices { entries[index].action = planner.action(for: entries[index]) }
    planner.fit(&entries)
    #expect(entries.map { $0.action?.offer } == [nil, "礼", nil] && entries[2].action == nil)
  }

  @Test("what is wrong in a playbook is reported together, each with its line and the way out")
  func bad() {
    let text = """
      budget: much
      offers:
        gift: { name: 礼 }
      rules:
        - { id: a, cause: maturty, do: x, channel: y }
        - { id: b, quadrant: top, group: 中老, do: x, channel: y, offer: gifts }
        - { id: c, do: x, channel: y, keeps: 0.3, offer: gift, keeps_with_offer: 0.2 }
        - { id: c, tier: 白银级, channel: y, by_day: 32 }
        - { do: x, channel: y, colour: red }
      """
    #expect {
      try Playbook(yaml: text, file: "p.yaml", vocabulary: Self.vocabulary)
    } throws: { error in
      let returned = (error as? ConfigurationError)?.problems.map(\.description) ?? []
      for expected in [
        "p.yaml, line 1: “budget” is “much”", "line 3: the offer “gift” costs nothing",
        "line 5: there is no cause “maturty”; did you mean “maturity”?", "line 6: there is no quadrant “top”",
        "line 6: there is no group “中老”", "line 6: there is no offer “gifts”; did you mean “gift”?",
        "line 7: the rule “c” keeps less with the offer", "line 8: there is no tier “白银级”",
        "line 8: “rules.do” is missing", "line 8: “rules.by_day” is “32”", "line 9: “colour” is not a key",
        "line 9: a rule has no “id”",
      ] {
        #expect(
          returned.contains { $0.contains(expected) }, "\(expected)\n\(returned.joined(separator: "\n"))")
      }
      return true
    }
  }

  @Test("a rule that is never reached and an id that stands twice are refused")
  func unreachable() {
    let text = "rules:\n  - { id: a, do: x, channel: y }\n  - { id: a, cause: maturity, do: x, channel: y }\n"
    #expect {
      try Playbook(yaml: text, file: "p.yaml", vocabulary: Self.vocabulary)
    } throws: { error in
      "\(error)".contains("line 3: the rule “a” stands in line 2 already")
        && "\(error)".contains("line 3: the rule “a” is never reached, because “a” before it fits everybody")
    }
  }
}
