import Configuration
import Panel
import Parallel
import Retention
import Testing

@testable import Workflow

/// Presets of groups, set against what the simulated customers live by.
@Suite("Preset groups on a simulated bank")
struct PresetTruthTests {
  private struct Count {
    var (members, truths, both) = (0, 0, 0)
    var precision: Double { Double(both) / Double(max(1, members)) }
    var recall: Double { Double(both) / Double(max(1, truths)) }

    mutating func add(_ isMember: Bool, _ isTrue: Bool) {
      (members, truths) = (members + (isMember ? 1 : 0), truths + (isTrue ? 1 : 0))
      both += isMember && isTrue ? 1 : 0
    }
  }

  private func facts(_ bank: SimulatedBank, _ further: String) throws -> (PanelFacts, CustomerPanel, [Int]) {
    bank.folder.write(bank.folder.text("bank/bank.yaml") + further, as: "bank/own.yaml")
    let configuration = try BankConfiguration.load(path: bank.folder.file("bank/own.yaml"))
    var request = PanelRequest(snapshots: .one(nil))
    request.history = 24
    let panel = try PanelReader(configuration: configuration, request: request)
      .read(team: ThreadTeam(threadCount: 2))
    let month = try #require(panel.snapshots.last)
    let members = Population.members(of: panel, in: month, floor: configuration.floor)
    return (PanelFacts(panel: panel, month: month, window: 24), panel, members)
  }

  @Test("are those who live by it where the occupation says so, and mostly where only two years' money does")
  func farmers() throws {
    let bank = try SimulatedBank(customers: 6000, months: 26, seed: 17)
    let (known, panel, customers) = try facts(bank, "")
    let (hidden, hiddenPanel, hiddenCustomers) = try facts(bank, "\nignore: [occupation]\n")
    #expect(customers.map { panel.customers[$0] } == hiddenCustomers.map { hiddenPanel.customers[$0] })
    let matcher = GroupMatcher(
      [GroupPreset.farmers, .merchants, .smallBusiness].map {
        GroupDefinition(name: $0.rawValue, condition: .preset($0))
      })
    let lives = [Set(["种植户", "养殖户"]), ["个体工商户"], ["小微企业主"]]
    var said = [Count(), Count(), Count()]
    var told = Count()
    for (customer, hiddenCustomer) in zip(customers, hiddenCustomers) {
      let own = known.facts(of: customer)
      let occupation = own.text("occupation") ?? ""
      let groups = matcher.members(own)
      for index in lives.indices {
        said[index].add(groups.contains(index), lives[index].contains(occupation))
      }
      let unseen = hidden.facts(of: hiddenCustomer)
      // Who came within the two years, or has a month without an amount, cannot be told by money.
      guard let inflow = unseen.values("transfer_in", months: 24), inflow.count == 24,
        inflow.allSatisfy(\.isFinite)
      else { continue }
      told.add(matcher.members(unseen).contains(0), lives[0].contains(occupation))
    }
    for (index, count) in said.enumerated() {
      #expect(count.truths > 50 && count.precision == 1 && count.recall == 1, "\(matcher.groups[index].name)")
    }
    // Shopkeepers' money comes before the new year as well: no money tells it from a stock farmer's.
    #expect(
      told.truths > 100 && told.precision > 0.8 && told.recall > 0.75, "\(told.precision) \(told.recall)")
  }
}
