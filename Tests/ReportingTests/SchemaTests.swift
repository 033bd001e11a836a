import Calendar
import Configuration
import Foundation
import Metrics
import Parallel
import SystemIO
import Testing
import Variables

@testable import Reporting
@testable import Retention

@Suite("The schema of the program's JSON")
struct SchemaTests {
  /// As much of JSON Schema as the schemas use; remembers which keys it came across.
  private final class Checker {
    let root: [String: Any]
    var met: Set<String> = []
    var problems: [String] = []

    init(_ schema: JSONSchema) throws {
      root = try #require(JSONSerialization.jsonObject(with: Data(schema.text.utf8)) as? [String: Any])
    }

    private func named(_ reference: String) -> [String: Any]? {
      (root["$defs"] as? [String: Any])?[String(reference.dropFirst("#/$defs/".count))] as? [String: Any]
    }

    func check(_ value: Any, _ schema: [String: Any], name: String = "", at place: String = "$") {
      if let reference = schema["$ref"] as? String {
        guard let target = named(reference) else { return problems.append("\(place): no \(reference)") }
        return check(value, target, name: reference, at: place)
      }
      if let choices = schema["oneOf"] as? [[String: Any]] {
        let before = problems
        for choice in choices {
          problems = []
          check(value, choice, name: name, at: place)
          if problems.isEmpty {
            problems = before
            return
          }
        }
        problems = before + ["\(place): fits none"]
        return
      }
      if let allowed = schema["enum"] as? [String], !allowed.contains((value as? String) ?? "") {
        problems.append("\(place): \(value) is none of \(allowed)")
      }
      switch schema["type"] as? String {
      case "object": object(value, schema, name, place)
      case "array":
        guard let list = value as? [Any] else { return problems.append("\(place): no list") }
        if let items = schema["items"] as? [String: Any] {
          for (index, element) in list.enumerated() { check(element, items, at: "\(place)[\(index)]") }
        }
      case "string": if !(value is String) { problems.append("\(place): no text") }
      case "boolean": if !Self.isBoolean(value) { problems.append("\(place): no truth value") }
      case "integer", "number":
        guard let number = value as? NSNumber, !Self.isBoolean(value), !(value is String) else {
          return problems.append("\(place): no number")
        }
        if schema["type"] as? String == "integer", number.doubleValue != number.doubleValue.rounded() {
          problems.append("\(place): no whole number")
        }
      default: break
      }
    }

    private static func isBoolean(_ value: Any) -> Bool {
      String(describing: type(of: value)).contains("Boolean") || value is Bool && !(value is Int)
    }

    private func object(_ value: Any, _ schema: [String: Any], _ name: String, _ place: String) {
      guard let object = value as? [String: Any] else { return problems.append("\(place): no object") }
      let properties = schema["properties"] as? [String: Any] ?? [:]
      for key in schema["required"] as? [String] ?? [] where object[key] == nil {
        problems.append("\(place): \(key) is missing")
      }
      for (key, element) in object {
        if let own = properties[key] as? [String: Any] {
          met.insert("\(name).\(key)")
          check(element, own, at: "\(place).\(key)")
        } else if let any = schema["additionalProperties"] as? [String: Any] {
          check(element, any, at: "\(place).\(key)")
        } else {
          problems.append("\(place): \(key) is not in the schema")
        }
      }
    }

    /// All keys that the schema has.
    var keys: Set<String> {
      var keys: Set<String> = []
      func add(_ schema: [String: Any], _ name: String) {
        for key in (schema["properties"] as? [String: Any] ?? [:]).keys { keys.insert("\(name).\(key)") }
      }
      add(root, "")
      for (name, schema) in root["$defs"] as? [String: Any] ?? [:] {
        if let schema = schema as? [String: Any] { add(schema, "#/$defs/\(name)") }
      }
      return keys
    }
  }

  private func object(_ bytes: [UInt8]) throws -> Any { try JSONSerialization.jsonObject(with: Data(bytes)) }

  @Test("has no key that a full report lacks, and a report no key that the schema lacks")
  func report() throws {
    let checker = try Checker(.report)
    for language in [Language.chinese, .english] {
      checker.check(try object(SampleReport.content(language).json()), checker.root)
    }
    var table = try SampleReport.content(.english)
    table.subject = .table(label: "lost", key: "id")
    table.sudden = nil
    table.backtest = nil
    table.crossValidation = CrossValidation(
      try [3, 4].map {
        .init(trained: 900, evaluation: Evaluation(try SampleReport.sample(customers: 300, seed: $0)))
      }, by: .key, of: "id")
    table.reproduction.kernels = "Haswell"
    table.calibration?.reason = .noneBetter
    table.leaks = Leak.Kind.allCases.map { Leak(kind: $0, column: "closed", auc: 0.99, ks: 0.95) }
    checker.check(try object(table.json()), checker.root)
    table.subject = Subject(try BankConfiguration().asking("promotion"))
    checker.check(try object(table.json()), checker.root)
    #expect(checker.problems.isEmpty, "\(checker.problems)")
    let never = checker.keys.subtracting(checker.met)
    #expect(never.isEmpty, "\(never.sorted())")
  }

  @Test("of a list's record has the keys that a record has")
  func record() throws {
    let checker = try Checker(.record)
    for selection in [Selection.all, .top(3), .share(0.2), .above(0.5)] {
      var record = RunRecord(
        program: "churn", model: .init(name: "m", crc32: 7),
        configuration: .init(path: "bank.yaml", bytes: 1, crc32: 3),
        inputs: [.init(path: "a.csv", bytes: 1, crc32: 2)],
        snapshotMonth: Month(parsing: "2024-12"), counts: [.init(step: "rows read", count: 1)],
        order: .probability, selection: selection, language: .english)
      checker.check(try object(record.json()), checker.root)
      let unseen = UnseenTexts(
        column: "tier", known: ["Gold"], unseen: [("ＧＯＬＤ ", 2), ("iron", 1)], of: 10)
      record.unseenTexts = [try #require(unseen)]
      (record.unseenRule, record.warnings, record.accepted) = (.rareLevels, ["thin"], "new branch")
      record.question = "promotion"
      var beside = try #require(object(record.json()) as? [String: Any])
      beside["list"] = ["path": "list.csv", "bytes": 1, "crc32": "00000007"]
      beside["run"] = ["start": "2024-12-03T04:05:06.789Z", "end": "2024-12-03T04:05:07.789Z", "seconds": 1]
      checker.check(beside, checker.root)
    }
    #expect(checker.problems.isEmpty, "\(checker.problems)")
    #expect(checker.keys.subtracting(checker.met).isEmpty)
  }

  @Test("of a calendar's record has the keys that the record has")
  func calendar() throws {
    let checker = try Checker(.calendar)
    let fields: [(quota: Int?, control: Int?)] = [(nil, nil), (400, 20)]
    for (quota, control) in fields {
      let isFull = quota != nil
      let record = CalendarRecord(
        program: "churn", configuration: isFull ? .init(path: "bank.yaml", bytes: 1, crc32: 3) : nil,
        inputs: [.init(path: "a.csv", bytes: 1, crc32: 2)], month: try #require(Month(parsing: "2024-12")),
        counts: [.init(step: "customers contacted", count: 1)],
        questions: [
          .init(
            question: "loss", model: .init(name: "m", crc32: 7), list: "contacts_loss.csv", quota: quota,
            worth: 0.3, scored: 9, contacts: 1, expectedMoney: 7, control: control)
        ], selection: .top(3), language: .english, warnings: isFull ? ["thin"] : [],
        accepted: isFull ? "new branch" : nil)
      var object = try #require(
        try object(try DeterministicJSON.encode(record)) as? [String: Any])
      object["list"] = ["path": "contacts.csv", "bytes": 1, "crc32": "00000007"]
      object["run"] = ["start": "2024-12-03T04:05:06.789Z", "end": "2024-12-03T04:05:07.789Z", "seconds": 1]
      checker.check(object, checker.root)
    }
    for selection in [Selection.all, .share(0.2), .above(0.5)] {
      checker.check(
        try object(try DeterministicJSON.encode(selection)), ["$ref": "#/$defs/Selection"])
    }
    #expect(checker.problems.isEmpty, "\(checker.problems)")
    #expect(checker.keys.subtracting(checker.met).isEmpty, "\(checker.keys.subtracting(checker.met))")
  }

  @Test("of products has the keys that the figures have")
  func products() throws {
    let checker = try Checker(.products)
    let segments = ProductHoldings.Grouping.allCases.map { by in
      ProductHoldings.Segment(
        by: by, name: "x", customers: 9, products: [.init(product: "wealth", holders: 3, of: 9)])
    }
    for both in [0, 2] {
      let joint = try #require(JointHolding(both: both, first: 3, second: 4, of: 9))
      let holdings = ProductHoldings(
        program: "churn", language: both == 0 ? .chinese : .english,
        month: try #require(Month(parsing: "2024-12")), customers: 9,
        products: [.init(column: "wealth", title: "wealth products")], segments: segments,
        pairs: [.init(first: "wealth", second: "time", both: both, joint)])
      checker.check(try object(try DeterministicJSON.encode(holdings)), checker.root)
    }
    #expect(checker.problems.isEmpty, "\(checker.problems)")
    #expect(checker.keys.subtracting(checker.met).isEmpty, "\(checker.keys.subtracting(checker.met))")
  }

  /// A customer of whom all is known.
  private func entry() -> LossEntry {
    var entry = LossEntry(
      customer: "C1", monthAtRisk: Month(parsing: "2025-01"), probability: 0.25, expectedLoss: 10, assets: 40,
      tier: "Gold", reasons: [Reason(cause: .maturity, contribution: 0.5, text: "falls due")], manager: "M1",
      branch: "B1")
    entry.nearTier = NearTier(name: "Platinum", missing: 60)
    (entry.compositeGrade, entry.serviceGrade, entry.quadrant) = ("Gold", "Gold", .key)
    (entry.stage, entry.lifeStage, entry.isDormant, entry.isControl) = (.declining, .senior, false, true)
    entry.groups = ["women"]
    entry.household = HouseholdFacts(id: "H1", members: 2, assets: 80, expectedLoss: 12, tier: "Gold")
    entry.action = PlannedAction(
      id: "call", text: "Call", channel: "phone", latest: CalendarDay(parsing: "2025-01-31"),
      offer: "deposit", cost: 3, expectedMoneyKept: 4)
    return entry
  }

  @Test("of a list as JSON has the keys that a list has")
  func list() throws {
    let checker = try Checker(.list)
    let record = RunRecord(
      program: "churn", model: .init(name: "m", crc32: 7), configuration: nil, inputs: [],
      snapshotMonth: Month(parsing: "2024-12"), counts: [], order: .probability, selection: .all,
      language: .english)
    let sink = ByteCollector()
    let bare = LossEntry(customer: "C2", probability: 0.1)
    try ListJSON.write(
      [RankedEntry(rank: 1, entry: entry()), RankedEntry(rank: 2, entry: bare)], record: record.json(),
      to: sink)
    checker.check(try object(sink.bytes), checker.root)
    #expect(checker.problems.isEmpty, "\(checker.problems)")
    // The record has a test of its own.
    let never = checker.keys.subtracting(checker.met).filter {
      $0.contains("ListedCustomer") || $0.hasPrefix(".")
    }
    #expect(never.isEmpty, "\(never.sorted())")
  }

  @Test("of an explanation has the keys that an explanation has, and lists every reason to be off the list")
  func explanation() throws {
    let checker = try Checker(.explanation)
    var content = SamplePages.explanation(.english)
    content.entry = entry()
    content.score?.groups[0].variables[0].value = .nan
    content.whatIf = WhatIf(
      changes: [.init(name: "time", value: "0", isColumn: true)], before: 0.4, after: 0.2,
      moved: [
        .init(
          name: "time_mean_3", meaning: "mean", from: "5", to: "0", contributionBefore: 0.3,
          contributionAfter: -0.1)
      ])
    checker.check(try object(content.json()), checker.root)
    typealias Obstacle = Assignment.Obstacle
    let obstacles: [Obstacle] = [.suppressed, .coolingOff, .household, .branchFull, .managerFull]
    let reasons: [Listing.Reason] =
      [
        .absent, .unknownAssets, .belowFloor(assets: 1, floor: 2), .notAsked, .threshold(0.5), .tooLong,
      ] + obstacles.map { .passedOver($0) }
    for reason in reasons {
      content.listing = .notListed(reason, of: 10)
      (content.score, content.history, content.similar, content.entry) = (nil, nil, nil, nil)
      checker.check(try object(content.json()), checker.root)
    }
    #expect(checker.problems.isEmpty, "\(checker.problems)")
    // A rank stands beside the entry, not within.
    let never = checker.keys.subtracting(checker.met)
    #expect(never == ["#/$defs/ListedCustomer.rank"], "\(never.sorted())")
  }

  @Test("finds what does not belong: a key too many, one too few, a text for a number")
  func faults() throws {
    var content = try #require(object(SampleReport.content(.english).json()) as? [String: Any])
    func problems(_ change: (inout [String: Any]) -> Void) throws -> [String] {
      var changed = content
      change(&changed)
      let checker = try Checker(.report)
      checker.check(changed, checker.root)
      return checker.problems
    }
    #expect(try problems { _ in }.isEmpty)
    #expect(try problems { $0["further"] = 1 } == ["$: further is not in the schema"])
    #expect(try problems { $0["program"] = nil } == ["$: program is missing"])
    #expect(try problems { $0["model"] = 3 } == ["$.model: no text"])
    #expect(try problems { $0["language"] = "fr" }.count == 1)
    content["judgements"] = [["role": "training", "months": [], "judgement": ["customers": "many"]]]
    #expect(try problems { _ in }.contains("$.judgements[0].judgement.customers: no number"))
  }

  @Test("is what it was: a change is meant, and adds", arguments: JSONSchema.allCases)
  func snapshot(schema: JSONSchema) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(schema.rawValue).schema.json")
    if ProcessInfo.processInfo.environment["CHURN_UPDATE_SNAPSHOTS"] == "1" {
      try Data(schema.text.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == schema.text)
  }
}
