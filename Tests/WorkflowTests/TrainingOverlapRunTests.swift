import Calendar
import Configuration
import Foundation
import Messages
import ModelFile
import Parallel
import Reporting
import SystemIO
import Testing
import Validation

@testable import Workflow

@Suite("Figures of what a model was trained on are marked as such", .serialized)
struct TrainingOverlapRunTests {
  private let folder = TemporaryFolder()

  /// Rows whose loss depends on the balance; `account` holds numbers that Float32s do not tell apart.
  private func rows(_ range: Range<Int>, key: String = "id") -> String {
    var text = "\(key),balance,branch,account,since,lost\n"
    for row in range {
      var random = RandomStream(seed: 7, key: "\(row)")
      let (balance, place) = (Double(random.below(100_000)) / 100, random.below(3))
      let isLost = random.below(100) < (balance < 200 ? 60 : place == 1 ? 20 : 3)
      text +=
        "k\(row),\(balance),\(["north", "south", ""][place]),20240101\(1000 + random.below(977)),"
        + "2024-0\(1 + random.below(9))-1\(random.below(9)),\(isLost ? 1 : 0)\n"
    }
    return text
  }

  private func input(
    _ text: String, _ name: String, key: String? = "id", language: Language = .english
  ) -> InputSelection {
    InputSelection(
      language: language,
      table: TableSelection(
        patterns: [folder.write(text, as: name)], label: "lost", positive: nil, key: key, timeColumn: nil))
  }

  @discardableResult
  private func train(
    _ name: String, _ text: String, key: String? = "id", yaml: String = "training: { trees: { rounds: 8 } }\n"
  ) throws -> String {
    var input = input(text, "train.csv", key: key)
    input.configurationPath = folder.write(yaml, as: "t.yaml")
    _ = try TrainingRun(
      input: input, algorithm: nil, seed: nil, month: nil, folder: folder.file(name), commandLine: "train"
    ).run(SimulatedBank.context(threads: 2))
    return folder.file(name)
  }

  private func validate(_ model: String, _ input: InputSelection) throws -> ValidationOutcome {
    try ValidationRun(
      modelPath: model, input: input, month: nil, outputPath: folder.file("v.json"),
      reportPath: folder.file("v.html"), reportContentPath: folder.file("r.json")
    ).run(SimulatedBank.context(threads: 2))
  }

  /// A table's rows in another order, without their header.
  private func turned(_ text: String) -> String {
    text.split(separator: "\n").dropFirst().reversed().joined(separator: "\n") + "\n"
  }

  @Test(
    "validate: the training table, in any order and by any algorithm; a part of it; none of it",
    arguments: ["", "training: { algorithm: logistic, logistic: { woe: true } }\n"], ["id", nil])
  func validating(yaml: String, key: String?) throws {
    let model = try train("m", rows(0..<1200), key: key, yaml: yaml)
    let header = "id,balance,branch,account,since,lost\n"
    let known = try validate(model, input(header + turned(rows(0..<1200)), "v.csv", key: key))
    #expect(known.overlap.isWhole && known.overlap.trained == 1200 && known.apart == nil)
    #expect(folder.text("v.html").contains("was trained on all of these 1,200 rows"))
    #expect(folder.text("r.json").contains("\"role\" : \"training\""))
    let mixed = try validate(model, input(rows(900..<1800), "v.csv", key: key))
    #expect((285...315).contains(mixed.overlap.trained ?? 0) && mixed.overlap.rows == 900)
    let apart = try #require(mixed.apart)
    #expect(apart.trained.customers >= 300 && apart.trained.customers + apart.others.customers == 900)
    #expect(folder.text("v.json").contains("\"apart\"") && folder.text("v.html").contains("kept apart"))
    // The headline is of rows that it was not trained on.
    let page = folder.text("v.html")
    #expect(page.contains("Among \(apart.others.customers) rows that were not trained on"))
    let new = try validate(model, input(rows(2000..<2900), "v.csv", key: key))
    #expect(new.overlap.isNone && new.overlap.trained == 0 && new.apart == nil)
    let isMarked =
      folder.text("v.html").contains("trained on all of")
      || folder.text("v.html").contains("trained on about")
    #expect(!isMarked)
    // The figures of the others are those that they have alone.
    let alone = try validate(model, input(rows(1200..<1800), "v.csv", key: key))
    #expect(abs((alone.evaluated.auc ?? 0) - (apart.others.auc ?? 1)) < 0.02)
  }

  @Test("a later month of the same customers is new; what cannot be told is said to be not known")
  func doubts() throws {
    let model = try train("m", rows(0..<800))
    let later = rows(0..<800).split(separator: "\n").enumerated().map { index, line in
      var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if index > 0 { cells[1] = "\((Double(cells[1]) ?? 0) + 12.5)" }
      return cells.joined(separator: ",")
    }.joined(separator: "\n")
    #expect(try validate(model, input(later, "v.csv")).overlap.isNone)
    let renamed = try validate(model, input(rows(0..<800, key: "number"), "v.csv", key: "number"))
    #expect(renamed.overlap.doubt == .otherKey && renamed.overlap.trained == nil)
    var document = try LoadedModel(path: model).document
    document.trainedRows = nil
    let old = folder.file("old.churn")
    try AtomicFile.write((old, { try ModelCoder.encode(document, path: old) }))
    let unknown = try validate(old, input(rows(0..<800), "v.csv"))
    #expect(unknown.overlap.doubt == .notKept && folder.text("v.html").contains("is not known"))
    // Rows of two columns with few values, and no key.
    let few = (0..<900).map { "\($0 % 3),\($0 % 5),\($0 % 7 == 0 ? 1 : 0)\n" }.joined()
    let coarse = try train("coarse", "a,b,lost\n" + few, key: nil)
    #expect(try validate(coarse, input("a,b,lost\n" + few, "v.csv", key: nil)).overlap.doubt == .rowsAlike)
  }

  @Test("compare: each model's advantage, and the rows that neither was trained on by themselves")
  func comparing() throws {
    let (one, other) = (try train("one", rows(0..<900)), try train("other", rows(600..<1500)))
    func compare(_ range: Range<Int>, _ language: Language = .english) throws -> ComparisonContent {
      try ComparisonRun(
        championPath: one, challengerPath: other, input: input(rows(range), "c.csv", language: language),
        month: nil, outputPath: folder.file("c.json"), reportPath: folder.file("c.html"),
        commandLine: "compare"
      ).run(SimulatedBank.context(threads: 2))
    }
    let content = try compare(0..<2400)
    #expect(content.notes.contains { $0.contains("“one” was trained on about") })
    #expect(content.notes.contains { $0.contains("“other” was trained on about") })
    let others = try #require(content.others)
    #expect((870...900).contains(others.rows) && others.losses < content.losses)
    #expect(folder.text("c.html").contains("Rows that neither was trained on"))
    #expect(folder.text("c.json").contains("\"training_overlap\""))
    let alone = try compare(1500..<2400)
    #expect(alone.others == nil && alone.notes.isEmpty && alone.overlaps.champion.isNone)
    #expect(abs((alone.comparison.auc.champion ?? 0) - (others.comparison.auc.champion ?? 1)) < 0.02)
    let chinese = try compare(0..<900, .chinese)
    #expect(chinese.notes.contains { $0.contains("“one”学习时用过这 900 行中的全部") })
  }

  @Test("monitor: outcomes and drift of rows that it was trained on, whose fall others do not hide")
  func watching() throws {
    let model = try train("m", rows(0..<1000))
    func watch(_ text: String, _ language: Language = .english) throws -> MonitorOutcome {
      try MonitorRun(
        modelPath: model, input: input(text, "w.csv", language: language), month: nil, listPath: nil,
        outputPath: folder.file("w.json"), reportPath: folder.file("w.html"), commandLine: "monitor"
      ).run(SimulatedBank.context(threads: 2))
    }
    let known = try watch(rows(0..<1000))
    #expect(known.cautions.count == 2 && known.cautions[0].contains("all of the 1,000 rows watched"))
    #expect(folder.text("w.html").contains("AUC (of what it was trained on)"))
    let chinese = try watch(rows(0..<1000), .chinese).cautions
    #expect(chinese[0].contains("1,000 行中的全部模型学习时用过") && chinese[1].contains("学习时用过全部这 1,000 行"))
    #expect(try watch(rows(3000..<4000)).cautions.isEmpty)
    // Rows whose outcomes are turned round beside as many that it knows.
    let flipped = rows(3000..<4000).split(separator: "\n").dropFirst().map { line in
      String(line.dropLast()) + (line.hasSuffix("1") ? "0" : "1")
    }.joined(separator: "\n")
    let hidden = try watch(rows(0..<1000) + flipped + "\n")
    #expect(hidden.findings.contains { $0.text.contains("the AUC is") && $0.light == .red })
    let content = try DeterministicJSON.decode(MonitorContent.self, from: folder.bytes("w.json"))
    #expect((content.outcome?.others?.auc ?? 1) < 0.5 && (content.outcome?.evaluation.auc ?? 0) < 0.6)
  }

  @Test("months of a panel: validate, compare and monitor name those that were trained on")
  func months() throws {
    let bank = try SimulatedBank(customers: 1500, months: 9)
    try bank.train("m", month: "2024-08")
    let month = Month(parsing: "2024-08")
    let outcome = try ValidationRun(
      modelPath: bank.model("m"), input: bank.input, month: month, outputPath: nil
    ).run(SimulatedBank.context(threads: 2))
    #expect(outcome.overlap.isWhole && outcome.overlap.months.map(\.description) == ["2024-07"])
    func watch(_ month: String) throws -> MonitorOutcome {
      try MonitorRun(
        modelPath: bank.model("m"), input: bank.input, month: Month(parsing: month), listPath: nil,
        outputPath: nil, reportPath: bank.folder.file("w.html"), commandLine: "monitor"
      ).run(SimulatedBank.context(threads: 2))
    }
    #expect(try watch("2024-09").cautions.isEmpty)
    // The outcome of July is trained on; August itself is not.
    let august = try watch("2024-08")
    #expect(august.cautions.count == 1 && august.cautions[0].contains("2024-07"))
    #expect(bank.folder.text("w.html").contains("2024-07 的结果"))
    #expect(try watch("2024-07").cautions.count == 2)
    let comparison = try ComparisonRun(
      championPath: bank.model("m"), challengerPath: bank.model("m"), input: bank.input, month: month,
      outputPath: nil, reportPath: nil, commandLine: "compare"
    ).run(SimulatedBank.context(threads: 2))
    #expect(comparison.notes.count == 2 && comparison.overlaps.challenger.isWhole)
  }

  @Test("months that decided when training stopped are named, too")
  func stoppingMonths() throws {
    let bank = try SimulatedBank(customers: 1200, months: 7)
    bank.folder.write(
      bank.folder.text("bank/bank.yaml") + "\ntraining: { refit: false, trees: { rounds: 5 } }\n",
      as: "bank/once.yaml")
    let input = InputSelection(configurationPath: bank.folder.file("bank/once.yaml"), language: .english)
    try bank.train("m", input: input)
    let outcome = try ValidationRun(
      modelPath: bank.model("m"), input: input, month: Month(parsing: "2024-06"), outputPath: nil
    ).run(SimulatedBank.context(threads: 2))
    #expect(outcome.overlap.stoppingMonths.map(\.description) == ["2024-05"] && !outcome.overlap.isNone)
    #expect(outcome.overlap.text(in: .english)?.contains("decided when training stopped") == true)
  }
}
