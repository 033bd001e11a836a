import Calendar
import Configuration
import ModelFile
import Panel
import Reporting
import Retention
import Testing

@testable import Workflow

@Suite("Questions of the life cycle", .serialized)
struct QuestionRunTests {
  private static let bank = PlantedLife(
    customers: 1000, seed: 4,
    configuration: """
      questions:
        big_wealth:
          customers: wealth <= 0
          event: wealth >= 50000
          value: wealth
          title: first wealth product
      """)

  @Test(
    "a preset finds what was planted: customers, chances, reasons and money",
    arguments: [
      ("product:wealth", "wealth", "visits", UInt64(4)), ("promotion", "promotion", "pay", 5),
      ("wake_up", "wake_up", "letters", 6),
    ])
  func planted(question: String, truth: String, cause: String, seed: UInt64) throws {
    let bank = seed == 4 ? Self.bank : PlantedLife(customers: 1000, seed: seed)
    _ = try bank.train(question, "\(truth)_model", month: PlantedLife.evaluated)
    let outcome = try bank.predict("\(truth)_model", to: "\(truth).csv", month: PlantedLife.evaluated)
    let (now, then) = (bank.panel(PlantedLife.months - 2), bank.panel(PlantedLife.months - 1))
    let quiet = (PlantedLife.months - 4...PlantedLife.months - 2).map(bank.panel)
    func assets(_ row: [String: Double]) -> Double { (row["demand"] ?? 0) + (row["time"] ?? 0) }
    func isAsked(_ customer: String) -> Bool {
      switch truth {
      case "wealth": now[customer]?["wealth"] == 0
      case "promotion": now[customer].map { (30_000..<50_000).contains(assets($0)) } ?? false
      default: quiet.allSatisfy { $0[customer]?["mobile_logins"] == 0 }
      }
    }
    func came(_ customer: String) -> Bool {
      switch truth {
      case "wealth": then[customer]?["wealth"] ?? 0 > 0
      case "promotion": then[customer].map { assets($0) >= 50_000 } ?? false
      default: then[customer]?["mobile_logins"] ?? 0 > 0
      }
    }
    let rows = bank.rows("\(truth).csv")
    #expect(Set(rows.compactMap { $0["customer_id"] }) == Set(now.keys.filter(isAsked)))
    #expect(rows.count == outcome.scored && rows.count > 100)
    let own = try rows.map { row in
      let customer = try #require(row["customer_id"])
      return (
        customer: customer, probability: try #require(Double(row["probability"] ?? "")), came: came(customer),
        chance: try #require(bank.chances[truth]?[customer])
      )
    }
    // What the planted chances themselves would reach on these customers.
    let best = PlantedLife.auc(own.map { ($0.chance, $0.came) })
    let auc = PlantedLife.auc(own.map { ($0.probability, $0.came) })
    #expect(auc > best - 0.02, "\(auc) \(best)")
    let first = rows.prefix(20)
    #expect(first.count { $0["reason_1"]?.lowercased().contains(cause) == true } >= 16, "\(first)")
    // Expected money against what came; by chance alone it misses by some hundredths.
    let expected = rows.reduce(0) { $0 + (Double($1["expected_gain"] ?? "") ?? .nan) }
    let chance = own.reduce(0) { $0 + $1.chance }
    #expect(abs(own.reduce(0) { $0 + $1.probability } / chance - 1) < 0.15)
    #expect(expected > 0 && abs(expected - (outcome.expectedLoss ?? 0)) < 5)
    let order = rows.compactMap { Double($0["expected_gain"] ?? "") }
    #expect(order == order.sorted(by: >))
  }

  @Test("an amount of nothing is no reason")
  func nothing() throws {
    let bank = try SimulatedBank(customers: 1500, months: 8, seed: 1, training: .quick)
    var input = bank.input
    (input.question, input.language) = ("promotion", .english)
    try bank.train("m", input: input)
    try bank.predict("m", to: "list.csv", input: input)
    let list = bank.folder.text("list.csv")
    #expect(list.matches(of: /came to [1-9]/).count > 10)
    #expect(list.firstMatch(of: /came to 0(%| |,|")/) == nil)
  }

  @Test("a question of a bank's own goes from its declaration to the list, and every verb speaks of it")
  func ownQuestion() throws {
    let bank = Self.bank
    let trained = try bank.train("big_wealth", "own", month: PlantedLife.evaluated)
    #expect(trained.model.figures.evaluated.auc ?? 0 > 0.75)
    let document = try LoadedModel(path: bank.folder.file("own")).document
    #expect(document.configuration.asked.name == "big_wealth")
    #expect(abs((document.eventMoney?.mean ?? 0) - 100_000) < 1 && document.tierSharesLost == nil)
    _ = try bank.predict("own", to: "own.csv")
    #expect(
      bank.folder.text("own.csv").hasPrefix(
        "rank,customer_id,month,probability,expected_gain,assets,tier,next_tier,missing_to_next_tier,reason_1"
      ))
    let row = try #require(bank.rows("own.csv").first)
    let (probability, gain) = (Double(row["probability"] ?? ""), Double(row["expected_gain"] ?? ""))
    #expect(abs((gain ?? 0) - 100_000 * (probability ?? 1)) < 1)
    let context = SimulatedBank.context(threads: 2)
    let validated = try ValidationRun(
      modelPath: bank.folder.file("own"), input: bank.input, month: nil, outputPath: nil,
      reportPath: bank.folder.file("v.html")
    ).run(context)
    #expect(
      validated.months.map { $0.month } == [PlantedLife.evaluated]
        && validated.words.english == "first wealth product")
    _ = try MonitorRun(
      modelPath: bank.folder.file("own"), input: bank.input, month: nil, listPath: nil, outputPath: nil,
      reportPath: bank.folder.file("m.html"), commandLine: "monitor"
    ).run(context)
    _ = try ComparisonRun(
      championPath: bank.folder.file("own"), challengerPath: bank.folder.file("own"), input: bank.input,
      month: nil,
      outputPath: nil, reportPath: bank.folder.file("c.html"), commandLine: "compare"
    ).run(context)
    let explanation = try ExplanationRun(
      list: PredictionRun(
        modelPath: bank.folder.file("own"), input: bank.input, month: nil, selection: .top(10), order: nil,
        outputPath: nil), customer: try #require(row["customer_id"]), reportPath: bank.folder.file("e.html")
    ).run(context)
    #expect(explanation.rank == 1)
    for page in ["own/report.html", "v.html", "m.html", "c.html", "e.html"] {
      let text = Self.told(bank.folder.text(page))
      #expect(text.contains("first wealth product"), "\(page)")
      let odd = text.split(separator: "\n").filter {
        $0.replacing("log-loss", with: "").replacing("Log-loss", with: "").lowercased().contains(
          #/\bloss|\blost\b/#)
      }
      #expect(odd.isEmpty, "\(page): \(odd.prefix(3))")
    }
  }

  /// What stands between the tags.
  private static func told(_ html: String) -> String {
    html.replacing(#/(?s)<style.*?<\/style>/#, with: "").replacing(#/<[^>]+>/#, with: "\n")
  }

  @Test(
    "a model answers its own question whatever the configuration asks, and not one that is declared otherwise"
  )
  func ofTheModel() throws {
    let bank = PlantedLife(
      customers: 300, seed: 9, configuration: "questions: { w: { preset: product, column: wealth } }")
    _ = try bank.train("w")
    let yaml = bank.folder.text("bank.yaml")
    bank.folder.write(yaml + "\nquestion: promotion\n", as: "bank.yaml")
    #expect(try bank.predict(to: "list.csv").words.english == "purchase")
    bank.folder.write(yaml.replacing("column: wealth", with: "column: time"), as: "bank.yaml")
    #expect {
      try bank.predict(to: "list.csv")
    } throws: {
      "\($0)".contains("`questions.w`: another declaration than in the model")
    }
  }

  @Test("lists of branches and orders by the playbook are refused, as they speak of losses")
  func refusals() throws {
    let bank = PlantedLife(customers: 300, seed: 9)
    _ = try bank.train("product:wealth")
    func run(_ lists: ListsRequest?, _ order: ListDefinition.Order?) throws -> PredictionOutcome {
      try PredictionRun(
        modelPath: bank.folder.file("model"), input: bank.input, month: nil, selection: .all, order: order,
        outputPath: bank.folder.file("l.csv"), lists: lists
      ).run(SimulatedBank.context(threads: 2))
    }
    #expect { try run(ListsRequest(folder: bank.folder.file("lists")), nil) } throws: {
      "\($0)".contains("speak of losses, and the question is “product:wealth”")
    }
    #expect { try run(nil, .keptPerCost) } throws: { "\($0)".contains("The playbook's actions keep money") }
    #expect(try run(nil, .probability).listed > 0)
  }
}

extension PlantedLife {
  /// A month's numbers by customer.
  func panel(_ number: Int) -> [String: [String: Double]] {
    Dictionary(
      rows("panel_\(Self.month(number)).csv").map { row in
        (row["customer_id"] ?? "", row.compactMapValues(Double.init))
      }, uniquingKeysWith: { first, _ in first })
  }
}
