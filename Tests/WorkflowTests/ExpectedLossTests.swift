import Configuration
import Testing

@testable import Workflow

@Suite("The money that a list says will be lost", .serialized)
struct ExpectedLossTests {
  /// Assets of each customer in a month, added up from the file; customers with an oddly written cell are left out.
  private func assets(_ bank: SimulatedBank, _ month: String) -> [Substring: Double] {
    var found: [Substring: Double] = [:]
    for line in bank.panelFile(month).split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", maxSplits: 5, omittingEmptySubsequences: false)
      let amounts = cells[2...4].compactMap { Double($0) }
      if amounts.count == 3 { found[cells[0]] = amounts.reduce(0, +) }
    }
    return found
  }

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
      let months = ["2024-08", "2024-09", "2024-10", "2024-11"].map { assets(bank, $0) }
      for line in bank.folder.text("list.csv").split(separator: "\n").dropFirst() {
        let cells = line.split(separator: ",", maxSplits: 5, omittingEmptySubsequences: false)
        let key = cells[1]
        guard let before = months[2][key], let predicted = Double(cells[4]) else { continue }
        let after = months[3][key] ?? 0
        let quiet = [months[0][key], months[1][key], before].compactMap { $0 }.sorted()
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
