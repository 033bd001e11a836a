import Calendar
import Configuration
import Simulation
import Testing

@Suite struct OptionTests {
  @Test("All problems of the options are reported together")
  func allProblems() throws {
    var options = SimulationOptions(customers: 0, months: 999)
    options.farmShare = 1.5
    options.dirtyShare = -0.1
    options.unreadableShare = .nan
    options.aboveFloorShare = 1
    let error = #expect(throws: SimulationError.self) { try options.validated() }
    guard case .options(let problems) = try #require(error) else {
      Issue.record("another error")
      return
    }
    #expect(problems.count == 6)
    for figure in ["is 0;", "999", "1.5", "-0.1", "nan", "is 1.0"] {
      #expect(problems.contains { $0.contains(figure) }, "\(figure)")
    }
  }

  @Test("Months outside the calendar and shares of more than all cells are refused")
  func furtherProblems() {
    var options = SimulationOptions(customers: 1, months: 3)
    options.dirtyShare = 0.6
    options.unreadableShare = 0.6
    options.firstMonth = Month(index: 2200 * 12 + 11)
    #expect {
      try options.validated()
    } throws: { error in
      guard case SimulationError.options(let problems) = error else { return false }
      return problems.count == 2
    }
  }

  @Test("The smallest panel, one customer and one month, can be made")
  func smallest() throws {
    let panel = try SimulationOptions(customers: 1, months: 1).panel()
    #expect(panel.rows.count == 1 && panel.rows[0][0] != nil)
  }

  @Test("Every cell may be dirty or unreadable")
  func allDirty() throws {
    var options = SimulationOptions(customers: 200, months: 2)
    options.dirtyShare = 1
    #expect(try options.panel().rows.count == 200)
    options.dirtyShare = 0
    options.unreadableShare = 1
    #expect(try options.panel().rows.count == 200)
  }

  @Test("Without the truth nothing else changes")
  func withoutTruth() throws {
    let folder = try ScratchFolder()
    var options = SimulationOptions(customers: 100, months: 2)
    try options.write(to: folder.path("with"))
    options.truth = false
    try options.write(to: folder.path("without"))
    let with = try folder.contents(of: "with")
    let without = try folder.contents(of: "without")
    #expect(without["truth.csv"] == nil && with["truth.csv"] != nil)
    for name in ["panel_2024-01.csv", "panel_2024-02.csv", "bank.yaml"] {
      #expect(with[name] == without[name])
    }
  }
}
