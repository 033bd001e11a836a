import Calendar
import Configuration
import Parallel
import Testing

@testable import Panel
@testable import Tabular

@Suite("Making a panel of an account book")
struct AggregatorTests {
  /// The definition for the files that ``write(_:_:into:)`` writes.
  private func definition(
    _ folder: TemporaryFolder, balances: Bool = true, signed: Bool = false
  ) -> AggregateDefinition {
    var definition = AggregateDefinition(customer: "owner", date: "booked on")
    definition.files = [folder.path + "/book*.csv"]
    definition.account = "account"
    definition.amount = "amount"
    definition.balance = balances ? "balance" : nil
    definition.debits = signed ? [:] : ["way": ["out", "OUT"]]
    definition.flows = [
      .init(name: "pay", matching: ["kind": ["salary"]]),
      .init(name: "spent", matching: ["kind": ["card", "fee; \"small\""], "way": ["out", "OUT"]]),
      .init(name: "wages", matching: ["kind": ["salary"]], direction: .in),
      .init(name: "left", matching: [:], direction: .out),
    ]
    return definition
  }

  /// Writes transactions in a random order, in one or more files, in one of many ways.
  private func write(
    _ truth: AccountTruth, _ random: inout RandomStream, into folder: TemporaryFolder, signed: Bool = false
  ) {
    var shuffled = truth.transactions
    shuffled.shuffle(using: &random)
    let fileCount = 1 + random.below(3)
    let form = random.below(4)
    for file in 0..<fileCount {
      var text = "kind;account;booked on;balance;way;amount;owner\n"
      for (index, row) in shuffled.enumerated() where index % fileCount == file {
        let kind = row.kind.contains("\"") ? "\"" + row.kind.replacing("\"", with: "\"\"") + "\"" : row.kind
        let way = row.cents < 0 ? ["out", "OUT", "\"out\""][random.below(3)] : "in"
        text += "\(kind);\(row.account);\(AccountTruth.text(ofDay: row.day, form: form));"
        text +=
          "\(AccountTruth.amount(row.balance));\(way);\(AccountTruth.amount(signed ? row.cents : abs(row.cents)));\(row.customer)\n"
      }
      folder.write(text, as: "book\(file).csv")
    }
  }

  /// Whether a panel is what the slow twin says.
  private func agree(_ panel: AggregatedPanel, _ truth: AccountTruth) -> Bool {
    let expected = truth.panel()
    guard panel.cells.mapValues({ Set($0.keys) }) == expected.mapValues({ Set($0.keys) }) else {
      return false
    }
    for (customer, months) in expected {
      for (month, cell) in months {
        guard let found = panel.cells[customer]?[month], let balance = Double(found["demand"] ?? "") else {
          return false
        }
        if abs(balance - Double(cell.centDays) / Double(month.daysInMonth) / 100) > 0.005001 { return false }
        let pay = (cell.flows["salary", default: 0], cell.counts["salary", default: 0])
        // Salaries that leave are salaries all the same; spending is what leaves by card or for fees.
        guard found["pay"] == AccountTruth.amount(pay.0), found["pay_count"] == "\(pay.1)" else {
          return false
        }
        let here = truth.transactions.filter {
          $0.customer == customer && AccountTruth.month(of: $0.day) == month
        }
        let spending = ["card", "fee; \"small\""]
        let flows = [
          "spent": here.filter { $0.cents < 0 && spending.contains($0.kind) },
          "wages": here.filter { $0.cents > 0 && $0.kind == "salary" },
          "left": here.filter { $0.cents < 0 },
        ]
        for (name, rows) in flows {
          guard found[name] == AccountTruth.amount(rows.reduce(0) { $0 + abs($1.cents) }),
            found["\(name)_count"] == "\(rows.count)"
          else { return false }
        }
      }
    }
    return true
  }

  @Test("gives the averages and flows of the slow twin, whatever the order of rows and files")
  func runningBalances() throws {
    for seed in 0..<200 {
      var random = RandomStream(seed: UInt64(seed), stream: 51)
      let truth = AccountTruth(&random, olderAccounts: true)
      let folder = TemporaryFolder()
      let signed = seed % 2 == 0
      write(truth, &random, into: folder, signed: signed)
      let sources = ColumnSources.files(
        sizes: ReadingSizes(wave: 1000 + random.below(4000), block: 60 + random.below(500)))
      let panel = try AggregatedPanel(
        definition(folder, signed: signed), threads: 1 + random.below(3), sources: sources)
      let agrees = agree(panel, truth)
      #expect(agrees, "seed \(seed)")
      #expect(panel.report.unbalancedDays == 0 && panel.report.negativeDebits == 0, "seed \(seed)")
      #expect(
        panel.report.accountsOlderThanFirstRow == truth.openings.values.count { $0 > 0 },
        "seed \(seed)")
      if !agrees { return }
    }
  }

  @Test("adds up amounts where there are no balances")
  func amountsAlone() throws {
    for seed in 0..<100 {
      var random = RandomStream(seed: UInt64(seed), stream: 52)
      let truth = AccountTruth(&random, olderAccounts: false)
      let folder = TemporaryFolder()
      write(truth, &random, into: folder)
      let panel = try AggregatedPanel(definition(folder, balances: false))
      let agrees = agree(panel, truth)
      #expect(agrees && panel.report.balances == .addedUp, "seed \(seed)")
      if !agrees { return }
    }
  }

  @Test("takes daily balances as they are, rows that say the same again included")
  func dailyBalances() throws {
    for seed in 0..<100 {
      var random = RandomStream(seed: UInt64(seed), stream: 53)
      let truth = AccountTruth(&random, olderAccounts: false)
      var closing: [String: String] = [:]
      for row in truth.transactions {
        closing["\(row.customer),\(row.account),\(AccountTruth.text(ofDay: row.day, form: 0))"] =
          AccountTruth.amount(row.balance)
      }
      var lines = closing.map { "\($0.key),\"\($0.value)\"" }.sorted()
      lines += lines.prefix(2)
      lines.shuffle(using: &random)
      let folder = TemporaryFolder()
      folder.write("owner,account,booked on,balance\n" + lines.joined(separator: "\n"), as: "book.csv")
      var definition = AggregateDefinition(customer: "owner", date: "booked on")
      definition.kind = .balances
      definition.files = [folder.path + "/book.csv"]
      definition.account = "account"
      definition.balance = "balance"
      definition.balanceName = "time"
      let panel = try AggregatedPanel(definition)
      #expect(panel.report.repeatedBalances == min(2, closing.count) && panel.report.balances == .daily)
      for (customer, months) in truth.panel() {
        for (month, cell) in months {
          let found = Double(panel.cells[customer]?[month]?["time"] ?? "") ?? .nan
          let agrees = abs(found - Double(cell.centDays) / Double(month.daysInMonth) / 100) < 0.00501
          #expect(agrees, "seed \(seed), \(customer), \(month)")
          if !agrees { return }
        }
      }
    }
  }

  @Test("writes the same bytes for any number of threads and any order of rows")
  func sameBytes() throws {
    var random = RandomStream(seed: 9, stream: 54)
    let truth = AccountTruth(&random, olderAccounts: true)
    var first: AggregatedPanel?
    for threads in [1, 2, 5] {
      let folder = TemporaryFolder()
      write(truth, &random, into: folder)
      let panel = try AggregatedPanel(
        definition(folder), threads: threads,
        sources: .files(sizes: ReadingSizes(wave: 2000, block: 100 * threads)))
      if let first { #expect(panel.files == first.files && panel.report.months == first.report.months) }
      first = first ?? panel
    }
  }

  @Test("counts days before an account was opened as zero, and carries balances on to the last month")
  func openingMonth() throws {
    let folder = TemporaryFolder()
    folder.write(
      "c,d,a,b\nx,2024-04-16,300,300\ny,2024-06-30,-50.5,949.5\ny,2024-06-30,0.5,950\n", as: "book.csv")
    var definition = AggregateDefinition(customer: "c", date: "d")
    (definition.files, definition.amount, definition.balance) = ([folder.path + "/book.csv"], "a", "b")
    let panel = try AggregatedPanel(definition)
    let demand = { (customer: String) in
      panel.cells[customer]?.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value["demand"] ?? "")" } ?? []
    }
    // Fifteen of thirty days at 300.
    #expect(demand("x") == ["2024-04 150.00", "2024-05 300.00", "2024-06 300.00"])
    // Opened at 1000 before: 29 days of 1000 and one of 950.
    #expect(demand("y") == ["2024-06 998.33"])
    #expect(panel.report.accountsOlderThanFirstRow == 1)
    #expect(panel.report.months.map(\.customers) == [1, 1, 2])
    #expect(panel.report.firstDay == "2024-04-16" && panel.report.lastDay == "2024-06-30")
  }

  @Test("works on where a transaction is missing, and says where")
  func missingTransaction() throws {
    let folder = TemporaryFolder()
    // The third opens at 150, not at 100: 50 came in between and are not in the file.
    folder.write(
      "c,d,a,b\nx,240101,100,100\nx,240103,20,170\nx,240103,-10,160\nx,240104,5,165\n", as: "book.csv")
    var definition = AggregateDefinition(customer: "c", date: "d")
    (definition.files, definition.amount, definition.balance) = ([folder.path + "/book.csv"], "a", "b")
    definition.flows = [.init(name: "odd", matching: ["b": ["170", "171"]])]
    let panel = try AggregatedPanel(definition)
    #expect(panel.report.unbalancedDays == 1 && panel.report.textsNeverMet == ["b: 171"])
    let finding = try #require(panel.report.findings.first)
    #expect(finding.kind == .unbalancedDay && finding.line == 3)
    #expect(
      finding.text
        == "account x, 2024-01-03: opening balance and amounts come to 110, which is none of the day's "
        + "balances; 160 is taken")
    // Two days of 100, one of 160, twenty-eight of 165.
    #expect(panel.cells["x"]?[Month(index: 2024 * 12)]?["demand"] == "160.65")
  }
}
