import Calendar
import Configuration
import Foundation
import Metrics
import Testing

@testable import Reporting

@Suite("The model report")
struct ReportPageTests {
  private func fixture(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/\(name)")
  }

  @Test("is the page that was looked at and approved", arguments: Language.allCases)
  func snapshot(language: Language) throws {
    let name = "report-\(language.rawValue).html"
    let page = ReportPage.html(of: try SampleReport.content(language))
    let approved = (try? String(contentsOf: fixture(name), encoding: .utf8)) ?? ""
    if page != approved {
      let new = FileManager.default.temporaryDirectory.appendingPathComponent(name)
      try page.write(to: new, atomically: true, encoding: .utf8)
      if ProcessInfo.processInfo.environment["CHURN_UPDATE_SNAPSHOTS"] != nil {
        try page.write(to: fixture(name), atomically: true, encoding: .utf8)
      }
      Issue.record("The page has changed. Look at \(new.path); if it is right, copy it over \(name).")
    }
  }

  @Test("says the same from the JSON of its content", arguments: Language.allCases)
  func json(language: Language) throws {
    let content = try SampleReport.content(language)
    let json = try content.json()
    let read = try JSONDecoder().decode(ReportContent.self, from: Data(json))
    #expect(read == content)
    #expect(ReportPage.html(of: read) == ReportPage.html(of: content))
  }

  /// Every place of a JSON text with the kind of its values, such as `evaluations[].evaluation.auc number`.
  private func places(_ value: Any, _ path: String) -> Set<String> {
    switch value {
    case let object as [String: Any]:
      object.reduce(into: []) { $0.formUnion(places($1.value, path.isEmpty ? $1.key : "\(path).\($1.key)")) }
    case let list as [Any]: list.reduce(into: ["\(path)[]"]) { $0.formUnion(places($1, path + "[]")) }
    case is String: ["\(path) text"]
    default: ["\(path) number or flag"]
    }
  }

  @Test("keeps the names of what its JSON says; new ones may come, none may go")
  func schema() throws {
    let json = try JSONSerialization.jsonObject(with: Data(try SampleReport.content(.english).json()))
    let found = places(json, "")
    if ProcessInfo.processInfo.environment["CHURN_UPDATE_SNAPSHOTS"] != nil {
      let text = found.sorted().joined(separator: "\n") + "\n"
      try text.write(to: fixture("report-schema.txt"), atomically: true, encoding: .utf8)
    }
    let known = try String(contentsOf: fixture("report-schema.txt"), encoding: .utf8).split(separator: "\n")
    #expect(known.count > 100)
    #expect(Set(known.map(String.init)).subtracting(found) == [])
    #expect(
      found.subtracting(known.map(String.init)) == [],
      "Take the new names over with CHURN_UPDATE_SNAPSHOTS=1.")
  }

  @Test("fetches nothing, and runs nothing but what sorts tables", arguments: Language.allCases)
  func selfContained(language: Language) throws {
    let page = ReportPage.html(of: try SampleReport.content(language))
    for forbidden in ["http:", "https:", "src=", "url(", "@import", "<link", "<img"] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
    #expect(page.matches(of: /<script/).count == 1 && page.contains(Markup.sortScript.html))
    #expect(page.contains("script-src &#39;\(Markup.sortScriptDigest)&#39;"))
    for match in page.matches(of: /href="([^"]*)"/) {
      #expect(match.1.hasPrefix("#") && page.contains("id=\"\(match.1.dropFirst())\""), "\(match.1)")
    }
    #expect(page.contains("default-src &#39;none&#39;"))
  }

  @Test("escapes every text of its content")
  func escaping() throws {
    let hostile = "<script>alert(\"x\")</script>&'\u{7}"
    var content = try SampleReport.content(.english)
    content.program = hostile
    content.model = hostile
    content.subject = .table(label: hostile, key: hostile)
    content.data = [
      ReportTable(
        title: hostile, columns: [.init(hostile)], rows: [[hostile]], note: hostile,
        folded: .init(title: hostile, rows: [[hostile]]))
    ]
    content.modelTables = content.data
    content.variables.contributions?[0].name = hostile
    content.variables.contributions?[1].meaning = hostile
    content.split.notes = [hostile]
    content.variables.top = [.init(name: hostile, meaning: hostile, importance: 1)]
    content.variables.measure = hostile
    content.reproduction.command = hostile
    content.reproduction.inputs[0].path = hostile
    content.reproduction.inputs[0].crc32 = hostile
    let page = ReportPage.html(of: content)
    #expect(page.matches(of: /<script/).count == 1)
    #expect(!page.contains("alert(\""))
    #expect(!page.contains("\u{7}"))
    #expect(page.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;\u{FFFD}"))
  }

  @Test("opens and closes its elements in order", arguments: Language.allCases)
  func wellFormed(language: Language) throws {
    let page = ReportPage.html(of: try SampleReport.content(language))
    var open: [Substring] = []
    var ids: [Substring] = []
    for match in page.matches(of: /<(?<end>\/?)(?<name>[a-z0-9]+)(?<rest>[^>]*)>/) {
      if match.rest.hasSuffix("/") || ["meta"].contains(match.name) { continue }
      if let id = match.rest.firstMatch(of: /\sid="([^"]*)"/) { ids.append(id.1) }
      if match.end.isEmpty {
        open.append(match.name)
      } else {
        #expect(open.popLast() == match.name)
      }
    }
    #expect(open.isEmpty)
    #expect(Set(ids).count == ids.count && ids.count > 30)
  }

  @Test("speaks of nothing that it does not have")
  func bare() throws {
    for language in Language.allCases {
      var content = try SampleReport.content(language)
      content.data = []
      content.population = []
      content.split.parts = []
      content.variables = VariablesReport(count: 0, top: [])
      content.evaluations = []
      content.segmentations = []
      content.modelTables = []
      content.sudden = nil
      (content.backtest, content.calibration) = (nil, nil)
      content.reproduction.inputs = []
      content.reproduction.model = nil
      let page = ReportPage.html(of: content)
      #expect(!page.contains("<svg") && !page.contains("nan") && !page.contains("inf%"))
      #expect(page.contains(language == .english ? "how good the model is, is not known" : "模型好坏无从得知"))
    }
  }

  @Test("of one class shows dashes, draws no chart of what cannot be had, and says why")
  func oneClass() throws {
    var content = try SampleReport.content(.english)
    let nobody = Evaluation(try ScoredSample(scores: [0.1, 0.2, 0.2], losses: [false, false, false]))
    content.evaluations = [EvaluatedSet(role: .outOfTime, months: [], evaluation: nobody)]
    let page = ReportPage.html(of: content)
    #expect(page.contains("None of these customers was lost"))
    #expect(page.contains("no figures of quality can be had"))
    #expect(page.contains("<td class=\"number\">–</td>"))
    #expect(!page.contains("id=\"gain-title\""))
  }

  @Test(
    "warns where there was no later month, where probabilities are off and where examples were memorised"
  )
  func warnings() throws {
    var content = try SampleReport.content(.english)
    #expect(!ReportPage.html(of: content).contains("What to watch"))
    content.evaluations.removeLast()
    content.split.notes = ["There were too few months."]
    let sample = try SampleReport.sample(customers: 2380, seed: 3)
    let shuffled = try ScoredSample(
      scores: sample.scores.map { ($0 * 7919).truncatingRemainder(dividingBy: 0.5) }, losses: sample.losses)
    content.evaluations[1].evaluation = Evaluation(shuffled)
    let page = ReportPage.html(of: content)
    for sentence in [
      "nothing was evaluated out-of-time", "There were too few months.", "memorised its examples",
      "they are too high",
    ] { #expect(page.contains(sentence), "\(sentence)") }
  }

  @Test("of a ready-made table speaks of rows and leaves the months out")
  func table() throws {
    for language in Language.allCases {
      var content = try SampleReport.content(language)
      content.subject = .table(label: "SeriousDlqin2yrs", key: nil)
      content.data = []
      content.population = []
      content.segmentations = []
      content.sudden = nil
      (content.backtest, content.calibration) = (nil, nil)
      let held = Evaluation(
        try ScoredSample(
          scores: (0..<400).map { Double($0) / 400 }, losses: (0..<400).map { $0 % 7 == 0 || $0 > 350 }))
      content.evaluations = [EvaluatedSet(role: .test, months: [], evaluation: held)]
      content.split.parts = [.init(role: .test, months: [], rows: 400, losses: 90)]
      let page = ReportPage.html(of: content)
      #expect(page.contains("SeriousDlqin2yrs"))
      #expect(!page.contains(language == .english ? "Snapshot month" : "<th scope=\"col\">月份</th>"))
      #expect(!page.contains(language == .english ? "Lost money" : "流失金额"))
    }
  }
}
