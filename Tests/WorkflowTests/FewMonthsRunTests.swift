import Calendar
import Configuration
import Panel
import Parallel
import Reporting
import SystemIO
import Testing

@testable import Workflow

@Suite("Panels of few months", .serialized)
struct FewMonthsRunTests {
  private func months(_ texts: String...) -> [Month] { texts.compactMap { Month(parsing: $0) } }

  @Test("the first month, before which nothing is known, is not trained on alone")
  func split() throws {
    let all = months("2024-01", "2024-02", "2024-03", "2024-04")
    let two = TimeSplit(snapshots: Array(all.prefix(2)), firstMonth: all[0])
    #expect(two.training == Array(all.prefix(2)) && two.validation == [all[1]] && two.outOfTime.isEmpty)
    #expect(
      two.caution == .customersWithHistorySplitAtRandom && two.evaluatesHeldOut && two.evaluated == [all[1]])
    let three = TimeSplit(snapshots: Array(all.prefix(3)), firstMonth: all[0])
    #expect(
      three.training == Array(all.prefix(2)) && three.validation == [all[1]] && three.outOfTime == [all[2]])
    #expect(three.caution == nil && three.holdsOutCustomers && !three.evaluatesHeldOut)
    // With a fourth month, or months before the first snapshot, nothing changes.
    for (snapshots, first) in [(all, all[0]), (Array(all.suffix(3)), all[0]), (Array(all.suffix(2)), all[0])]
    {
      #expect(TimeSplit(snapshots: snapshots, firstMonth: first) == TimeSplit(snapshots: snapshots))
      #expect(!TimeSplit(snapshots: snapshots).holdsOutCustomers)
    }
    let one = TimeSplit(snapshots: [all[0]], firstMonth: all[0])
    #expect(
      one.caution == .customersSplitAtRandom && one.evaluatesHeldOut && one.historyNote(in: .english) == nil)
  }

  private func trained(_ bank: SimulatedBank, until month: String, window: Int = 3) throws -> TrainingOutcome
  {
    let path = bank.folder.write(
      bank.folder.text("bank/bank.yaml").split(separator: "\n").filter { !$0.hasPrefix("window") }.joined(
        separator: "\n") + "\nwindow: \(window)\n", as: "bank/few.yaml")
    return try bank.train(
      "few", month: month, input: InputSelection(configurationPath: path, language: .english))
  }

  @Test("figures say which months they are of, and rows of the held-out customers are trained on in no month")
  func figures() throws {
    let bank = try SimulatedBank(customers: 3000, months: 5)
    let four = try trained(bank, until: "2024-04")
    let figures = four.model.figures
    #expect(figures.split?.outOfTime.map(\.description) == ["2024-03"])
    #expect(figures.evaluatedSets.map(\.role) == [.training, .outOfTime])
    // Three quarters of the customers of two months.
    let population = figures.population.prefix(2).reduce(0) {
      $0 + $1.customers - $1.suddenLosses - $1.unknown
    }
    let share = Double(figures.training.customers) / Double(population)
    #expect((0.71...0.79).contains(share), "\(share)")
    let page = bank.folder.text("few/model/report.html")
    #expect(
      page.contains("2024-01 has no month before it") && page.contains("without a quarter of the customers"))
    let three = try trained(bank, until: "2024-03").model.figures
    #expect(three.split?.caution == .customersWithHistorySplitAtRandom && three.months.isEmpty)
    let evaluated = Double(three.evaluated.customers) / Double(three.population[1].customers)
    #expect((0.2...0.3).contains(evaluated), "\(evaluated)")
    // Variables that do not look back miss nothing in the first month.
    #expect(
      try trained(bank, until: "2024-03", window: 1).model.figures.split?.caution == .validationAlsoEvaluates)
  }
}
