import Calendar
import Configuration
import Panel
import Parallel
import Testing

@testable import Workflow

@Suite("The money that a list says will be lost", .serialized)
struct ExpectedLossTests {
  /// A few of the largest customers hold much of a list's money: with a list of some thousand, what comes differs by a tenth
  /// from month to month, so the lists of three banks are taken together.
  @Test("is within a tenth of what came on the lists of three large banks together, sudden losses left aside")
  func outcome() throws {
    var (expected, lost) = (0.0, 0.0)
    for seed in 21...23 {
      let bank = try SimulatedBank(customers: 60_000, months: 11, seed: UInt64(seed))
      // Fewer, larger steps: the sum is the same, and three such banks take their time.
      let own = bank.folder.text("bank/bank.yaml")
      bank.folder.write(
        own + "\ntraining: { ensemble: never, trees: { learning_rate: 0.15 } }\n", as: "bank/bank.yaml")
      try bank.train("model", month: "2024-10")
      try bank.predict("model", to: "list.csv", month: "2024-10")
      let panel = try PanelReader(
        configuration: try bank.input.configuration(), request: PanelRequest(snapshots: .labelled(until: nil))
      ).read(team: ThreadTeam(threadCount: 2))
      let numbers = Dictionary(
        uniqueKeysWithValues: (0..<panel.customerCount).map { (panel.customers[$0], $0) })
      let october = try #require(panel.snapshots.last)
      #expect(october.description == "2024-10")
      for line in bank.folder.text("list.csv").split(separator: "\n").dropFirst() {
        let cells = line.split(separator: ",", maxSplits: 5, omittingEmptySubsequences: false)
        guard let customer = numbers[String(cells[1])], let predicted = Double(cells[4]) else { continue }
        // Nobody who is absent has assets; an amount that cannot be read leaves the customer out.
        func assets(_ month: Month) -> Double? {
          panel.isPresent(customer, month) ? panel.assets(customer, month).flatMap { $0.isNaN ? nil : $0 } : 0
        }
        guard let before = assets(october), let after = assets(october + 1) else { continue }
        let quiet = (0..<3).compactMap { assets(october - $0) }.filter { $0 > 0 }.sorted()
        let isSudden =
          quiet.count == 3 && after <= 0.5 * before
          && quiet.allSatisfy { ($0 - quiet[1]).magnitude <= 0.1 * quiet[1] }
        if isSudden { continue }
        expected += predicted
        lost += after <= 0.8 * before ? before - after : 0
      }
    }
    #expect(lost > 1e8)
    #expect((0.9...1.1).contains(expected / lost), "\(expected / lost)")
  }
}
