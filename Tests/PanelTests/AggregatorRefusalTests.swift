import Configuration
import Parallel
import Testing

@testable import Panel

@Suite("An account book that cannot be aggregated")
struct AggregatorRefusalTests {
  private func message(
    _ text: String, unreadable: UnreadableRule = .error,
    _ change: (inout AggregateDefinition) -> Void = { _ in }
  ) -> String {
    let folder = TemporaryFolder()
    folder.write(text, as: "book.csv")
    var definition = AggregateDefinition(customer: "c", date: "d")
    definition.files = [folder.path + "/book.csv"]
    (definition.amount, definition.balance) = ("a", "b")
    change(&definition)
    do {
      _ = try AggregatedPanel(definition, unreadable: unreadable)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  private let good = "c,k,d,a,b\n" + (1...28).map { "x,1,2024-02-\($0),10,\($0 * 10)\n" }.joined()

  @Test("names columns that are not there, all together, and what may have been meant")
  func columns() {
    let text = message(good) {
      $0.customer = "cc"
      $0.date = "day"
      $0.flows = [.init(name: "f", matching: ["kk": ["1"]])]
    }
    #expect(
      text.contains("book.csv, line 1: the header has no column “cc”") && text.contains("Did you mean “c”?"))
    #expect(text.contains("no column “day”") && text.contains("no column “kk”"))
  }

  @Test("names file, line, column and text of cells that cannot be read")
  func cells() {
    #expect(message(good) == "no error")
    #expect(message(good + "x,1,2024-02,1,281\n").contains("line 30, column “d”: “2024-02” is no day"))
    #expect(message(good + "x,1,240230,1,281\n").contains("line 30, column “d”: “240230” is no day"))
    #expect(message(good + "x,1,2024-02-29,1o,281\n").contains("line 30, column “a”: “1o” is no amount"))
    #expect(message(good + "x,1,2024-02-29,1e12,281\n").contains("“1e12” is no amount"))
    #expect(message(good + "x,1,2024-02-29,1,\n").contains("line 30, column “b”: the cell is empty"))
    #expect(message(good + ",1,2024-02-29,1,281\n").contains("line 30, column “c”: the row has no customer"))
    #expect(message(good + "x,1,2024-02-29,1\n").contains("line 30: the row has 4 cells, the header 5"))
    #expect(
      message(good + "x,,2024-02-29,1,281\n") { $0.account = "k" }.contains(
        "line 30, column “k”: the row has no account"))
    #expect(
      message(good + "z,1,2024-02-29,1,281\n") { $0.account = "k" }.contains(
        "line 30, column “k”: the account “1” is of customers “x” and “z”"))
    #expect(message("c,d,a,b\n").contains("a header and no row"))
    #expect(message(good + "x,1,9999-12-31,1,281\n").contains("is one of them a placeholder"))
  }

  @Test("leaves rows without amounts out where that is the rule, and counts them")
  func leftOut() throws {
    let folder = TemporaryFolder()
    folder.write(good + "x,1,2024-02-29,?,281\nx,1,2024-02-29,2x,281\n", as: "book.csv")
    var definition = AggregateDefinition(customer: "c", date: "d")
    (definition.files, definition.amount, definition.balance) = ([folder.path + "/book.csv"], "a", "b")
    let panel = try AggregatedPanel(definition, unreadable: .missing)
    #expect(panel.report.rowsLeftOut == 2 && panel.report.rowsRead == 30)
    #expect(panel.report.findings.map(\.line) == [30, 31])
    #expect(message("c,d,a,b\nx,240101,,\n", unreadable: .missing).contains("no row has a readable amount"))
  }

  @Test("needs one balance a day where balances are daily")
  func contradictions() {
    let text = message(good + "x,1,2024-02-03,-1,29\n") {
      $0.kind = .balances
      $0.amount = nil
    }
    #expect(
      text.contains("book.csv, line 4: the account “x” has two balances at the end of 2024-02-03, 29 and 30"))
    #expect(text.contains("name their `amount:` too"))
  }

  @Test("reports all that is wrong with a definition together")
  func definitions() {
    var definition = AggregateDefinition(customer: "c", date: "d")
    definition.kind = .balances
    definition.balanceName = "month"
    definition.flows = [.init(name: "f", matching: [:]), .init(name: "f", matching: ["k": ["1"]])]
    #expect {
      try Aggregator(definition)
    } throws: { error in
      let text = "\(error)"
      return text.contains("no files are given") && text.contains("`balance:`")
        && text.contains("“f” does not say")
        && text.contains("flows and debits are made of amounts") && text.contains("would be called “f”")
        && text.contains("would be called “month”")
    }
  }

  @Test("has a definition that a configuration file holds in full")
  func configurationFile() throws {
    let yaml = """
      aggregate:
        files: [a.csv, b.csv]
        customer: c
        account: k
        date: d
        amount: a
        debits: { way: [out] }
        flows:
          - { name: left, direction: out }
          - { name: salary, matching: { kind: [pay, wages] }, direction: in }
      """
    let configuration = try BankConfiguration(yaml: yaml, file: "b.yaml")
    let definition = try #require(configuration.aggregate)
    #expect(
      definition.flows == [
        .init(name: "left", matching: [:], direction: .out),
        .init(name: "salary", matching: ["kind": ["pay", "wages"]], direction: .in),
      ])
    #expect(try BankConfiguration(yaml: configuration.yaml(), file: "b.yaml") == configuration)
    #expect {
      try BankConfiguration(
        yaml: yaml.replacing("direction: out", with: "direction: up"), file: "b.yaml")
    } throws: { "\($0)".contains("b.yaml, line 9") && "\($0)".contains("must be in or out") }
  }

  @Test("is refused while its configuration is read, where the kind is unknown")
  func unknownKind() {
    #expect {
      try BankConfiguration(
        yaml: "aggregate: { kind: balance, customer: c, date: d, balance: b }", file: "b.yaml")
    } throws: { error in
      "\(error)".contains("“aggregate.kind” is “balance”") && "\(error)".contains("Did you mean “balances”?")
    }
  }
}
