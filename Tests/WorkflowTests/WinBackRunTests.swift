import Calendar
import Configuration
import Retention
import Testing

@testable import Workflow

@Suite("Winning customers back", .serialized)
struct WinBackRunTests {
  /// Enough customers for some hundred returns.
  private static let bank = Result { try SimulatedBank(customers: 6000, months: 9) }

  @discardableResult
  private func run(
    _ bank: SimulatedBank, to list: String, threads: Int = 2, month: String? = nil,
    selection: Selection = .all, input: InputSelection? = nil
  ) throws -> WinBackOutcome {
    try WinBackRun(
      input: input ?? bank.input, month: month.flatMap { Month(parsing: $0) }, selection: selection,
      order: .probability, outputPath: bank.folder.file(list)
    ).run(SimulatedBank.context(threads: threads))
  }

  private func rows(_ bank: SimulatedBank, _ list: String) -> [[Substring]] {
    bank.folder.text(list).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  /// Assets of each customer by month, added up from the files.
  private func assets(_ bank: SimulatedBank, _ month: String) -> [Substring: Double] {
    var found: [Substring: Double] = [:]
    let lines = bank.panelFile(month).split(separator: "\n")
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      found[cells[0]] = cells[2...4].reduce(0) { $0 + (Double($1) ?? .nan) }
    }
    return found
  }

  @Test("lists everybody who has left as of the newest month, and nobody else")
  func population() throws {
    let bank = try Self.bank.get()
    try run(bank, to: "all.csv")
    let months = (4...9).map { assets(bank, "2024-0\($0)") }
    // Cells that this test's plain reading does not understand say nothing of the program.
    let odd = Set(months.flatMap { month in month.keys.filter { month[$0]?.isNaN == true } })
    var expected: Set<Substring> = []
    for customer in Set(months.flatMap(\.keys)) {
      let now = months[5][customer] ?? 0
      let peak = months[..<5].compactMap { $0[customer] }.max() ?? 0
      if now <= 200_000, peak > 200_000, now <= peak / 2 { expected.insert(customer) }
    }
    expected.subtract(odd)
    let listed = Set(rows(bank, "all.csv").map { $0[1] }).subtracting(odd)
    #expect(expected.count > 50)
    #expect(listed.symmetricDifference(expected).sorted() == [])
    #expect(rows(bank, "all.csv").allSatisfy { $0[2] == "2024-10" })
  }

  @Test("tells those who came back from the others")
  func evaluation() throws {
    let bank = try Self.bank.get()
    var (returned, others): ([Double], [Double]) = ([], [])
    // Stand at July and August: what came a month later is known to the test alone.
    for snapshot in 7...8 {
      try run(bank, to: "then.csv", month: "2024-0\(snapshot)")
      let months = (snapshot - 5...snapshot).map { assets(bank, "2024-0\($0)") }
      let after = assets(bank, "2024-0\(snapshot + 1)")
      for row in rows(bank, "then.csv") {
        let probability = try #require(Double(row[3]))
        let (now, later) = (months[5][row[1]] ?? 0, after[row[1]] ?? 0)
        let gone = (months[..<5].compactMap { $0[row[1]] }.max() ?? 0) - now
        let isBack = later > 200_000 && later - now >= gone / 4
        if isBack { returned.append(probability) } else { others.append(probability) }
      }
    }
    #expect(returned.count > 10)
    let pairs = returned.flatMap { own in others.map { own > $0 ? 1 : own == $0 ? 0.5 : 0 } }
    let auc = pairs.reduce(0, +) / Double(pairs.count)
    // Of some twenty returns the AUC is known to within 0.12; a model of nothing would stand at 0.5.
    #expect(auc > 0.6, "\(auc)")
  }

  @Test("what comes after the month changes nothing, nor does the number of threads")
  func bytes() throws {
    let bank = try Self.bank.get()
    try run(bank, to: "one.csv", threads: 1, month: "2024-08", selection: .top(50))
    let september = bank.panelFile("2024-09")
    bank.folder.write(september.replacing(".", with: "no number"), as: "bank/panel_2024-09.csv")
    defer { bank.folder.write(september, as: "bank/panel_2024-09.csv") }
    try run(bank, to: "five.csv", threads: 5, month: "2024-08", selection: .top(50))
    #expect(rows(bank, "one.csv").count == 50)
    #expect(bank.folder.bytes("one.csv") == bank.folder.bytes("five.csv"))
  }

  @Test("nobody who is suppressed is listed")
  func suppressed() throws {
    let bank = try Self.bank.get()
    try run(bank, to: "everybody.csv")
    let gone = rows(bank, "everybody.csv").prefix(3).map { $0[1] }
    bank.folder.write("customer_id\n" + gone.joined(separator: "\n"), as: "bank/gone.csv")
    bank.folder.write(
      bank.folder.text("bank/bank.yaml") + "\nlist: { suppress: gone.csv }\n", as: "bank/suppressing.yaml")
    let input = InputSelection(configurationPath: bank.folder.file("bank/suppressing.yaml"))
    try run(bank, to: "fewer.csv", input: input)
    let left = rows(bank, "fewer.csv").map { $0[1] }
    #expect(left == rows(bank, "everybody.csv").dropFirst(3).map { $0[1] } && gone.count == 3)
  }

  @Test("too few returns are refused with what to do, and the list of before stays")
  func tooFew() throws {
    let bank = try SimulatedBank(customers: 150, months: 4)
    bank.folder.write("before", as: "list.csv")
    #expect {
      try run(bank, to: "list.csv")
    } throws: {
      "\($0)".contains("at least 20") || "\($0)".contains("has left") || "\($0)".contains("Lower `floor:`")
    }
    #expect(bank.folder.text("list.csv") == "before")
  }

  @Test("a month that is not there is refused")
  func month() throws {
    let bank = try Self.bank.get()
    #expect {
      try run(bank, to: "x.csv", month: "2025-03")
    } throws: {
      "\($0)".contains("no row of 2025-03; its last month up to then is 2024-09")
    }
  }
}
