import Calendar
import Configuration
import Parallel
import Testing

@testable import Panel

@Suite("Questions over a panel")
struct QuestionRuleTests {
  private static let january = Month(index: 2024 * 12)

  private static let rows = """
    customer_id,month,demand,time,wealth,logins,gender
    a,2024-01,100,0,0,0,女
    a,2024-02,100,0,0,0,女
    a,2024-03,100,0,40,2,女
    b,2024-01,100,0,10,1,男
    b,2024-02,100,0,,1,男
    b,2024-03,100,0,0,1,男
    c,2024-01,100,0,0,,男
    c,2024-02,90,0,0,0,男
    d,2024-02,100,0,0,0,女
    d,2024-03,100,0,,0,女
    e,2024-02,5,0,10,0,男
    e,2024-03,5,0,10,0,男

    """

  private func panel(
    _ yaml: String, asking name: String, _ snapshots: PanelRequest.Snapshots = .labelled(until: nil)
  )
    throws -> (CustomerPanel, BankConfiguration)
  {
    let small = SmallPanel(Self.rows)
    var configuration = try BankConfiguration(yaml: yaml, file: "bank.yaml").asking(name)
    configuration.panel = small.configuration.panel
    configuration.window = 1
    return (
      try PanelReader(configuration: configuration, request: PanelRequest(snapshots: snapshots)).read(
        team: ThreadTeam(threadCount: 2)), configuration
    )
  }

  private func outcomes(_ yaml: String, asking name: String) throws -> [String: [String]] {
    let (panel, configuration) = try panel(yaml, asking: name)
    let snapshots = try panel.labelledSnapshots(
      panel.snapshots, asking: configuration, team: ThreadTeam(threadCount: 2))
    return Dictionary(
      uniqueKeysWithValues: snapshots.map { snapshot in
        (
          snapshot.month.description,
          snapshot.customers.indices.map {
            "\(panel.customers[snapshot.customers[$0]]) \(snapshot.outcomes[$0]) \(snapshot.money[$0])"
          }
        )
      })
  }

  @Test("a product: who holds none, and takes it up; who is absent has nothing, what is missing is not known")
  func product() throws {
    let found = try outcomes("", asking: "product:wealth")
    #expect(found["2024-01"] == ["a kept 0.0", "c kept 0.0"])
    // b's cell is missing in February: nobody knows whether it is asked about. d's is missing then.
    #expect(found["2024-02"] == ["a loss 40.0", "c kept 0.0", "d unknown 0.0"])
  }

  @Test("an event may come in one of several months; the snapshot months end where they are known")
  func within() throws {
    let found = try outcomes(
      "questions: { w: { preset: product, column: wealth, within: 2, margin: 0.5 } }", asking: "w")
    #expect(found == ["2024-01": ["a loss 20.0", "c kept 0.0"]])
  }

  @Test("customers are looked back at as far as their rule says, and changes are against the snapshot month")
  func lookingBack() throws {
    let found = try outcomes(
      """
      questions:
        q: { customers: 'greatest(logins, 2) <= 0', event: rise(wealth) > 0 or growth(demand) < 0, money: lost, value: demand }
      """, asking: "q")
    // c's log-ins of January are missing; d is known for February alone.
    #expect(found == ["2024-02": ["a loss 0.0", "c loss 90.0", "d unknown 0.0", "e kept 0.0"]])
  }

  @Test("the bands of the tiers say who is near the next one")
  func promotion() throws {
    let found = try outcomes(
      "tiers: { low: 0, middle: { from: 140, near: 100 }, high: 1000 }", asking: "promotion")
    #expect(found["2024-01"] == ["a kept 0.0", "b unknown 0.0", "c kept 0.0"])
    #expect(found["2024-02"] == ["a loss 40.0", "d unknown 0.0"])
  }

  @Test(
    "what the panel cannot answer is refused with the question's line",
    arguments: [
      (
        "{ customers: wealth <= 0, event: insurance > 0 }",
        "reads the column “insurance”, which the panel does not have"
      ),
      ("{ customers: wealth <= 0, event: wealth > 0, value: margins }", "reads the column “margins”"),
      ("{ customers: gender > 0, event: wealth > 0 }", "takes the text “gender” for a number"),
      ("{ customers: wealth in (x), event: wealth > 0 }", "takes the number “wealth” for a text"),
      ("{ customers: wealth <= 0, event: wealth > 1e6 }", "has no event in any month"),
      ("{ customers: wealth > 1e6, event: wealth <= 0 }", "is of nobody in 2024-01, 2024-02"),
      ("{ customers: wealth <= 0, event: demand >= 0 }", "has an event that came to all"),
      (
        "{ customers: 'greatest(wealth, 4) <= 0', event: wealth > 0 }",
        "looks back over 4 months and forward over 1"
      ),
    ])
  func refused(declaration: String, problem: String) {
    #expect {
      try outcomes("questions:\n  q: \(declaration)\n", asking: "q")
    } throws: {
      "\($0)".contains("bank.yaml, line 2: the question “q” \(problem)")
    }
  }

  @Test("rules of months and those of groups say the same of the same numbers")
  func asGroups() throws {
    let (panel, configuration) = try panel("", asking: "product:wealth")
    let columns = RuleColumns(panel, tiers: configuration.tiers)
    let january = MonthFacts(columns: columns, customer: 0, snapshot: Self.january)
    #expect(january.figure(.init("assets")) == 100 && january.text("gender") == "女")
    #expect(january.figure(.init("nothing")) == nil)
    let march = MonthFacts(columns: columns, customer: 2, snapshot: Self.january + 2, since: Self.january)
    #expect(march.figure(.init("demand")) == 0 && march.figure(.init("demand", .growth)) == -1)
  }
}
