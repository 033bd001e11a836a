import Configuration
import Foundation
import Testing

@testable import Workflow

@Suite("Runs on joined tables")
struct JoinRunTests {
  /// A table of loans, one of accounts' owners and one of clients; and all of it in one file, joined by hand.
  private struct Bank {
    let folder = TemporaryFolder()

    init() {
      var (loans, owners, clients) = ("loan,account,amount\n", "account,client,role\n", "no,age,town\n")
      var (joined, outcomes, labelled) = (
        "loan,account,amount,owner.role,client.age,client.town\n", "no,lost\n", ""
      )
      labelled = "loan,account,amount,owner.role,client.age,client.town,outcome.lost\n"
      for row in 0..<400 {
        let (amount, age, town) = (row * 37 % 500, 20 + row * 13 % 60, ["north", "south", "west"][row % 3])
        let isLost = age > 55 && amount > 150 || row % 41 == 0
        loans += "l\(row),a\(row),\(amount)\n"
        // Every tenth account has no owner, and some clients are nobody's.
        let hasOwner = row % 10 != 3
        if hasOwner { owners += "a\(row),c\(row),\(row % 4 == 0 ? "single" : "joint")\n" }
        clients += "c\(row),\(age),\(town)\n"
        outcomes += "l\(row),\(isLost ? 1 : 0)\n"
        let cells = hasOwner ? "\(row % 4 == 0 ? "single" : "joint"),\(age),\(town)" : ",,"
        joined += "l\(row),a\(row),\(amount),\(cells)\n"
        labelled += "l\(row),a\(row),\(amount),\(cells),\(isLost ? 1 : 0)\n"
      }
      for (name, text) in [
        ("loans", loans), ("owners", owners), ("clients", clients), ("outcomes", outcomes),
        ("joined", joined),
        ("labelled", labelled),
      ] { folder.write(text, as: name + ".csv") }
      folder.write(
        """
        table: { files: loans.csv, key: loan, label: outcome.lost }
        joins:
          outcome: { files: outcomes.csv, key: no, by: loan }
          owner: { files: owners.csv, key: account }
          client: { files: clients.csv, key: no, by: owner.client }
        ignore: [account]
        language: en
        training: { trees: { rounds: 30 } }
        """, as: "joins.yaml")
      folder.write(
        """
        table: { files: labelled.csv, key: loan, label: outcome.lost }
        ignore: [account]
        language: en
        training: { trees: { rounds: 30 } }
        """, as: "joined.yaml")
    }

    func input(_ configuration: String?, table: String? = nil) throws -> InputSelection {
      try InputSelection(
        configurationPath: configuration.map(folder.file),
        table: table.map {
          TableSelection(patterns: [folder.file($0)], label: nil, positive: nil, key: "loan", timeColumn: nil)
        }
      ).withTableOfConfiguration()
    }

    func train(_ configuration: String, as model: String) throws {
      _ = try TrainingRun(
        input: input(configuration), algorithm: nil, seed: nil, month: nil, folder: folder.file(model),
        commandLine: ""
      ).run(SimulatedBank.context(threads: 2))
    }

    /// Predicts and gives what the run has warned of.
    func predict(_ model: String, _ input: InputSelection, as list: String) throws -> [String] {
      let context = SimulatedBank.context(threads: 2)
      _ = try PredictionRun(
        modelPath: folder.file(model), input: input, month: nil, selection: .all, order: .probability,
        outputPath: folder.file(list)
      ).run(context)
      return context.warnings
    }
  }

  @Test("score as the same table joined by hand, and warn of what did not match")
  func sameScores() throws {
    let bank = Bank()
    try bank.train("joins.yaml", as: "m1")
    try bank.train("joined.yaml", as: "m2")
    let warnings = try bank.predict("m1", bank.input("joins.yaml"), as: "l1.csv")
    _ = try bank.predict("m2", bank.input(nil, table: "joined.csv"), as: "l2.csv")
    #expect(bank.folder.text("l1.csv") == bank.folder.text("l2.csv"))
    #expect(bank.folder.text("l1.csv").split(separator: "\n").count == 401)
    // The outcome is not read where it is not needed.
    #expect(
      warnings.count == 2 && warnings[0].contains("“owner”")
        && warnings[0].contains("40 rows have a key that is not there"))
    #expect(warnings[1].contains("“client”") && warnings[1].contains("40 rows have no key"))
    #expect(bank.folder.text("l1.json").contains("40 rows have a key that is not there"))
    #expect(bank.folder.text("m1/report.html").contains("Rows with a partner"))
    for (model, configuration) in [("m1", "joins.yaml"), ("m2", "joined.yaml")] {
      _ = try ValidationRun(
        modelPath: bank.folder.file(model), input: bank.input(configuration), month: nil,
        outputPath: bank.folder.file("\(model).json")
      ).run(SimulatedBank.context(threads: 2))
    }
    let figures = ["m1.json", "m2.json"].map { name in
      bank.folder.text(name).split(separator: "\n").filter { $0.contains("\"auc\"") }
    }
    #expect(figures[0] == figures[1] && !figures[0].isEmpty)
  }

  @Test("ask for the joins that a model needs, and refuse others than it was trained with")
  func refusals() throws {
    let bank = Bank()
    try bank.train("joins.yaml", as: "m")
    func message(_ configuration: String?) -> String {
      do {
        _ = try bank.predict("m", try bank.input(configuration, table: "loans.csv"), as: "l.csv")
        return "none"
      } catch { return "\(error)" }
    }
    #expect(message(nil).contains("needs the joins “client”, “owner”"))
    let text = bank.folder.text("joins.yaml")
    bank.folder.write(
      text.replacing("key: account }", with: "key: account, duplicates: first }"), as: "other.yaml")
    #expect(message("other.yaml").contains("`joins.owner` is another join than the one"))
    // Other files are another delivery of the same.
    bank.folder.write(bank.folder.text("owners.csv"), as: "owners_new.csv")
    bank.folder.write(
      text.replacing("owners.csv", with: "owners_new.csv").replacing("outcomes.csv", with: "not_there.csv"),
      as: "new.yaml")
    #expect(message("new.yaml") == "none")
  }
}
