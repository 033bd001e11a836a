import Calendar
import Configuration
import Foundation
import Messages
import Parallel
import Reporting
import Retention
import SystemIO
import Testing

@testable import Validation
@testable import Workflow

@Suite("Lists that every month has of its own, and their records", .serialized)
struct MonthlyListTests {
  private let bank: SimulatedBank
  private let yaml: String

  init() throws {
    bank = try SimulatedBank(customers: 1500, months: 8)
    yaml = bank.folder.file("bank/fast.yaml")
    let never = bank.panelFile("2024-08").split(separator: "\n")[5].split(separator: ",")[0]
    bank.folder.write("customer_id\n\(never)\n", as: "bank/never.csv")
    bank.folder.write(
      bank.folder.text("bank/bank.yaml")
        + "\nlist: { suppress: [never.csv] }\ntraining: { trees: { rounds: 3, patience: 3 } }\n",
      as: "bank/fast.yaml")
    try bank.train("m", month: "2024-06", input: InputSelection(configurationPath: yaml))
  }

  private func predict(
    _ month: String?, list: String? = nil, lists: String? = nil, expected: ExpectedMonth? = nil,
    _ context: RunContext = SimulatedBank.context(threads: 2)
  ) throws -> PredictionOutcome {
    try PredictionRun(
      modelPath: bank.model("m"), input: InputSelection(configurationPath: yaml),
      month: month.flatMap { Month(parsing: $0) }, selection: .share(0.2), order: nil,
      outputPath: list.map(bank.folder.file),
      lists: lists.map { ListsRequest(folder: bank.folder.file($0), formats: [.csv, .json]) },
      expected: expected
    ).run(context)
  }

  @Test(
    "stand under the month at risk, beside those of earlier months, of which the newest says what is next")
  func months() throws {
    let first = try predict("2024-07", list: "{month}.csv", lists: "lists/{month}")
    #expect(first.paths == ["2024-08.csv", "lists/2024-08"].map(bank.folder.file))
    let before = bank.folder.bytes("lists/2024-08/bank.csv")
    // The newest month of the panel is August, which is the one after July.
    let second = try predict(nil, lists: "lists/{month}", expected: .afterLast)
    #expect(second.paths == [bank.folder.file("lists/2024-09")])
    #expect(bank.folder.bytes("lists/2024-08/bank.csv") == before)
    #expect(throws: DeliveryError.self) { try predict(nil, lists: "lists/{month}", expected: .afterLast) }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: bank.folder.file("lists")).sorted() == [
        "2024-08", "2024-09",
      ])
  }

  @Test("are watched by the one for systems; those for people are told from it")
  func watched() throws {
    _ = try predict("2024-07", list: "{month}.csv", lists: "lists/{month}")
    func watch(_ list: String) throws -> MonitorContent {
      try MonitorRun(
        modelPath: bank.model("m"), input: InputSelection(configurationPath: yaml), month: nil,
        listPath: bank.folder.file(list), outputPath: nil, reportPath: nil, commandLine: "monitor"
      ).content(SimulatedBank.context(threads: 2))
    }
    #expect((try watch("2024-08.csv").outcome?.list?.customers ?? 0) > 100)
    do {
      _ = try watch("lists/2024-08/bank.csv")
      Issue.record("a list with Chinese heads is read")
    } catch { #expect("\(error)".contains("of a folder of lists"), "\(error)") }
  }

  @Test("tell on this month's summary what came of last month's list, those who left among it")
  func outcomes() throws {
    func lists(_ month: String?) throws {
      _ = try PredictionRun(
        modelPath: bank.model("m"), input: InputSelection(configurationPath: yaml),
        month: month.flatMap { Month(parsing: $0) }, selection: .share(0.5), order: nil, outputPath: nil,
        lists: ListsRequest(folder: bank.folder.file("told/{month}"), formats: [.csv, .html])
      ).run(SimulatedBank.context(threads: 2))
    }
    try lists("2024-07")
    #expect(!bank.folder.text("told/2024-08/summary.html").contains("往期名单"))
    try lists(nil)
    var after: [Substring: Double] = [:]
    for line in bank.panelFile("2024-08").split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      after[cells[0]] = cells[2...4].reduce(0) { $0 + (Double($1) ?? .nan) }
    }
    let listed = bank.folder.text("told/2024-08/bank.csv").split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    // Cells that this test's plain reading does not understand say nothing of the program.
    let odd = listed.count { after[$0[1]]?.isNaN == true }
    let losses = listed.count { (after[$0[1]] ?? 0) <= 0.8 * (Double($0[3]) ?? .nan) }
    let gone = listed.count { (after[$0[1]] ?? 0) <= 200_000 }
    #expect(losses > 5 && gone > 0 && odd < 6, "\(losses) \(gone) \(odd)")
    let page = bank.folder.text("told/2024-09/summary.html")
    let sentence = try #require(page.firstMatch(of: /2024-08 名单上的 (\d+) 户中，(\d+) 户流失/))
    let (customers, told) = (Int(sentence.1) ?? 0, Int(sentence.2) ?? 0)
    #expect((listed.count - odd...listed.count).contains(customers), "\(customers) of \(listed.count)")
    #expect((losses...losses + odd).contains(told), "\(told) for \(losses)")
  }

  @Test("must not take the place of what the run reads when the month has its place")
  func inputs() throws {
    let panel = bank.panelFile("2024-08")
    #expect(throws: RunError.self) { try predict("2024-07", list: "bank/panel_{month}.csv") }
    // Where no month is named, it is known only once the panel is read: September, after August.
    let (august, misnamed) = ("bank/panel_2024-08.csv", "bank/panel_2024-09.csv")
    try FileManager.default.moveItem(atPath: bank.folder.file(august), toPath: bank.folder.file(misnamed))
    #expect(throws: RunError.self) { try predict(nil, list: "bank/panel_{month}.csv") }
    #expect(bank.folder.text(misnamed) == panel)
  }

  @Test("have a record of all that was read, in which the times alone differ when the run is done again")
  func records() throws {
    func record(_ name: String) throws -> [String: Any] {
      try #require(
        JSONSerialization.jsonObject(with: Data(bank.folder.bytes(name))) as? [String: Any], "\(name)")
    }
    let context = RunContext(team: ThreadTeam(threadCount: 1), progress: .standardError(quiet: true))
    _ = try predict(nil, list: "a.csv", lists: "a")
    _ = try predict(nil, list: "b.csv", lists: "b", context)
    for (first, second) in [("a.json", "b.json"), ("a/record.json", "b/record.json")] {
      var (one, other) = (try record(first), try record(second))
      let times = try #require(other.removeValue(forKey: "run") as? [String: Any])
      #expect((times["seconds"] as? Double ?? -1) >= 0)
      let (start, end) = (times["start"] as? String ?? "", times["end"] as? String ?? "")
      #expect(start < end && start.hasSuffix("Z") && start.hasPrefix("20"), "\(start) \(end)")
      #expect(one.removeValue(forKey: "run") != nil)
      // Their lists bear other names.
      (one["list"], other["list"]) = (nil, nil)
      #expect(NSDictionary(dictionary: one).isEqual(to: other))
      let configuration = try #require(one["configuration"] as? [String: Any])
      let bytes = bank.folder.bytes("bank/fast.yaml")
      #expect(configuration["crc32"] as? String == CRC32.text(of: CRC32.of(bytes)))
      let inputs = (one["inputs"] as? [[String: Any]] ?? []).compactMap { $0["path"] as? String }
      #expect(
        inputs.contains { $0.hasSuffix("never.csv") } && inputs.contains { $0.hasSuffix("panel_2024-08.csv") }
      )
    }
    // All else is the same bytes.
    #expect(bank.folder.bytes("a/bank.json") == bank.folder.bytes("b/bank.json"))
    #expect(bank.folder.bytes("a/bank.csv") == bank.folder.bytes("b/bank.csv"))
  }
}
