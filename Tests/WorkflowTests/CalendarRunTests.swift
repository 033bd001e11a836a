import Calendar
import Configuration
import Foundation
import Retention
import Testing

@testable import Workflow

@Suite("A calendar of contacts over several questions", .serialized)
struct CalendarRunTests {
  /// The loss of who had risen, the promotion of who had not, and a purchase of anybody's.
  private static let bank = Result {
    let bank = PlantedLife(
      customers: 700, seed: 12, configuration: "floor: 30000\nloss: { share: 0.1 }")
    for question in ["loss", "promotion", "product:wealth"] {
      _ = try bank.train(question, String(question.prefix(7)), month: PlantedLife.evaluated)
    }
    // Who works with whom is told after training, so that it is no variable.
    let months = (0..<PlantedLife.months).map(PlantedLife.month)
    bank.folder.write(
      "customer_id,month,manager,branch\n"
        + months.flatMap { month in
          (0..<700).map { "K\($0),\(month),M\($0 % 7),B\($0 % 7 % 2)\n" }
        }.joined(), as: "staff.csv")
    return bank
  }

  /// The configuration with rules of lists and of the calendar.
  private func input(_ bank: PlantedLife, _ rules: String, _ name: String = "rules") -> InputSelection {
    let yaml = bank.folder.text("bank.yaml").replacing(
      "panel: { files: panel_*.csv }", with: "panel: [{ files: panel_*.csv }, { files: staff.csv }]")
    bank.folder.write("\(yaml)\n\(rules)\n", as: "\(name).yaml")
    return InputSelection(configurationPath: bank.folder.file("\(name).yaml"))
  }

  @discardableResult
  private func contacts(
    _ bank: PlantedLife, _ input: InputSelection, to path: String = "contacts.csv",
    models: [String] = ["loss", "promoti", "product"], selection: Selection = .all, threads: Int = 2,
    month: Month? = nil, order: ListDefinition.Order? = nil
  ) throws -> PredictionOutcome {
    let paths = models.map(bank.folder.file)
    let list = PredictionRun(
      modelPath: paths[0], input: input, month: month, selection: selection, order: order,
      outputPath: bank.folder.file(path), shown: 2)
    return try CalendarRun(list: list, modelPaths: paths).run(SimulatedBank.context(threads: threads))
  }

  private static let lists = ["loss", "promotion", "product_wealth"]

  @Test("each customer stands once, quotas and capacities are kept, and the lists are the calendar's rows")
  func rules() throws {
    let bank = try Self.bank.get()
    let input = input(
      bank,
      """
      calendar: { loss: { quota: 25, worth: 0.5 }, promotion: { quota: 60 }, "product:wealth": { worth: 0.1 } }
      list: { capacity: { manager: 20, branch: 75 }, control: { share: 0.2 } }
      """)
    let outcome = try contacts(bank, input, threads: 1)
    let first = (["contacts.csv", "contacts.json"] + Self.lists.map { "contacts_\($0).csv" }).map(
      bank.folder.bytes)
    let rows = bank.rows("contacts.csv")
    func counts(_ column: String) -> [String: Int] {
      Dictionary(grouping: rows) { $0[column] ?? "" }.mapValues(\.count)
    }
    #expect(rows.count == outcome.listed && rows.count == 135 && outcome.questions.count == 3)
    #expect(
      bank.folder.text("contacts.csv").hasPrefix(
        "rank,customer_id,month,question,probability,expected_money,assets,tier,reason_1,reason_2,reason_3,manager,branch,control"
      ))
    #expect(Set(rows.compactMap { $0["customer_id"] }).count == rows.count)
    let questions = counts("question")
    #expect(
      questions["loss"] == 25 && (questions["promotion"] ?? 0) > 40 && questions["product:wealth"] ?? 0 > 0)
    #expect(counts("manager").values.allSatisfy { $0 <= 20 } && counts("branch").values.max() == 75)
    let money = rows.compactMap { Double($0["expected_money"] ?? "") }
    #expect(money == money.sorted(by: >) && money.count == rows.count)
    #expect(abs(money.reduce(0, +) - (outcome.expectedLoss ?? 0)) < 2)
    // Each list has the calendar's rows of its question, in the same order, with the question's own money.
    for (name, list) in zip(["loss", "promotion", "product:wealth"], Self.lists) {
      let own = bank.rows("contacts_\(list).csv")
      let share = rows.filter { $0["question"] == name }
      #expect(own.map { $0["customer_id"] } == share.map { $0["customer_id"] })
      #expect(own.map { $0["reason_1"] } == share.map { $0["reason_1"] })
      #expect(own.map { $0["control"] } == share.map { $0["control"] })
      #expect(own.map { $0["rank"] } == own.indices.map { "\($0 + 1)" })
      let worth = ["loss": 0.5, "promotion": 1, "product:wealth": 0.1][name] ?? .nan
      for (row, whole) in zip(own, share) {
        let amount = Double(row["expected_loss"] ?? row["expected_gain"] ?? "") ?? .nan
        #expect(abs(amount * worth - (Double(whole["expected_money"] ?? "") ?? .nan)) < 0.02)
      }
    }
    #expect(
      rows.contains { $0["control"] == "yes" }
        && outcome.first.map(\.customer) == rows.prefix(2).map { $0["customer_id"] })
    let record = bank.folder.text("contacts.json")
    #expect(
      record.contains("\"quota\" : 25") || record.contains("\"quota\": 25") || record.contains("\"quota\":25")
    )
    // The same bytes on other threads; the record differs in its times alone.
    try contacts(bank, input, threads: 5)
    let second = (["contacts.csv"] + Self.lists.map { "contacts_\($0).csv" }).map(bank.folder.bytes)
    #expect(second == [first[0]] + first[2...])
  }

  @Test("scores are those of each model's own list, and one question without rules has its own list")
  func sameScores() throws {
    let bank = try Self.bank.get()
    try contacts(bank, input(bank, ""))
    for (model, list) in zip(["loss", "promoti", "product"], Self.lists) {
      _ = try bank.predict(model, to: "own.csv")
      let own = Dictionary(
        bank.rows("own.csv").map { ($0["customer_id"] ?? "", $0["probability"] ?? "") },
        uniquingKeysWith: { $1 })
      let shared = bank.rows("contacts_\(list).csv")
      #expect(shared.count > 20 && shared.allSatisfy { own[$0["customer_id"] ?? ""] == $0["probability"] })
    }
    _ = try bank.predict("promoti", to: "own.csv")
    try contacts(bank, bank.input, to: "one.csv", models: ["promoti"])
    // Who is expected to bring nothing is not contacted.
    let contacted = bank.rows("own.csv").filter { Double($0["expected_gain"] ?? "") ?? 0 >= 0.01 }
    #expect(bank.rows("one_promotion.csv") == contacted && contacted.count > 100)
  }

  @Test(
    "who was contacted lately is left in peace, longer by the same question; the control group was not contacted"
  )
  func coolingOff() throws {
    let bank = try Self.bank.get()
    let plain = input(bank, "list: { control: { share: 0.2 } }", "past")
    try FileManager.default.createDirectory(
      atPath: bank.folder.file("past"), withIntermediateDirectories: true)
    let months = [3, 1].map { PlantedLife.month(PlantedLife.months - $0) }
    for month in months {
      try contacts(bank, plain, to: "past/c_\(month).csv", selection: .top(120), month: month)
    }
    let rules = input(
      bank, "list: { cooling_off: { months: 1, same_question: 3, lists: past/c_*.csv } }", "cool")
    try contacts(bank, rules, to: "now.csv", month: PlantedLife.month(PlantedLife.months - 2))
    var early: [String: String] = [:]
    for row in bank.rows("past/c_\(months[0]).csv") where row["control"] == "no" {
      early[row["customer_id"] ?? ""] = row["question"]
    }
    let now = bank.rows("now.csv")
    // The month before's contacts are free for nothing; what came later keeps nobody off.
    #expect(now.count > 100 && now.allSatisfy { early[$0["customer_id"] ?? ""] == nil })
    let later = Set(bank.rows("past/c_\(months[1]).csv").compactMap { $0["customer_id"] })
    #expect(now.contains { later.contains($0["customer_id"] ?? "") })
    // Two months later only the same question is kept from asking again.
    bank.folder.write(bank.folder.text("past/c_\(months[0]).csv"), as: "past/only.csv")
    let apart = input(
      bank, "list: { cooling_off: { months: 1, same_question: 3, lists: past/only.csv } }", "apart")
    try contacts(bank, apart, to: "then.csv")
    let then = bank.rows("then.csv")
    #expect(then.allSatisfy { early[$0["customer_id"] ?? ""] != $0["question"] })
    #expect(then.contains { early[$0["customer_id"] ?? ""] != nil })
  }

  @Test("what does not go together is refused in whole sentences, and nothing is written")
  func refusals() throws {
    let bank = try Self.bank.get()
    func refused(
      _ models: [String], _ rules: String = "", to path: String = "none.csv", _ words: String...
    ) {
      let input = input(bank, rules, "bad")
      #expect {
        try contacts(bank, input, to: path, models: models)
      } throws: { error in
        words.allSatisfy("\(error)".contains)
      }
    }
    refused(["loss", "loss"], "both ask the question “loss”; give one model for each question")
    refused(
      ["loss", "promoti"], "calendar: { promotoin: { quota: 3 } }", "bad.yaml, line",
      "there is no question “promotoin”; did you mean “promotion”?")
    refused(["loss", "promoti"], "calendar: { loss: { quota: 0 } }", "calendar.loss.quota")
    refused(["loss", "promoti"], "list: { cooling_off: { same_question: 3 } }", "has months and no lists")
    refused(["loss", "promoti"], to: "loss/model.churn", "is read by this run and would be replaced")
    #expect {
      try CalendarRun(
        list: PredictionRun(
          modelPath: "", input: bank.input, month: nil, selection: .all, order: nil, outputPath: "/dev/stdout"
        ),
        modelPaths: [bank.folder.file("loss")]
      ).run(SimulatedBank.context(threads: 1))
    } throws: {
      "\($0)".contains("with each question's list beside it; name its file")
    }
    let other = PlantedLife(customers: 300, seed: 9, configuration: "floor: 30000")
    other.folder.write(
      other.folder.text("bank.yaml").replacing("window: 3", with: "window: 2"), as: "bank.yaml")
    _ = try other.train("product:wealth", "narrow")
    try FileManager.default.copyItem(atPath: other.folder.file("narrow"), toPath: bank.folder.file("narrow"))
    let panel = InputSelection(panelPatterns: [bank.folder.file("panel_*.csv")])
    #expect {
      try contacts(bank, panel, to: "none.csv", models: ["promoti", "narrow"])
    } throws: { error in
      let text = "\(error)"
      return text.contains("cannot share a month's contacts, as they differ in") && text.contains("`window`")
    }
    // One of the files cannot be written: none is.
    try FileManager.default.createDirectory(
      atPath: bank.folder.file("none_promotion.csv"), withIntermediateDirectories: true)
    #expect(throws: (any Error).self) {
      try contacts(bank, bank.input, to: "none.csv", models: ["loss", "promoti"])
    }
    #expect(bank.folder.names.filter { $0.hasPrefix("none") } == ["none_promotion.csv"])
  }
}
