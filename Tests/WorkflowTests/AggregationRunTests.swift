import Calendar
import Configuration
import Foundation
import Panel
import Parallel
import SystemIO
import Testing

@testable import Workflow

@Suite("churn aggregate")
struct AggregationRunTests {
  /// A folder for a test's files that goes when the test ends.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("churn-\(UUID().uuidString)")
      .path

    init() { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, as name: String) throws {
      try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
    }
    func names(in folder: String) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
    }
  }

  private func run(_ folder: Folder) throws -> AggregationOutcome {
    let context = RunContext(team: ThreadTeam(threadCount: 2), progress: .standardError(quiet: true))
    return try AggregationRun(configurationPath: folder.path + "/book.yaml", folder: folder.path + "/panel")
      .run(context)
  }

  private let book = "who,day,amount\nc1,2024-01-05,900\nc1,2024-02-10,-300\n"
  private let settings = """
    floor: 100
    aggregate: { files: book.csv, customer: who, date: day, amount: amount, balance_name: time }

    """

  @Test("writes a panel with a configuration that reads it, and tells what is to be known")
  func panel() throws {
    let folder = Folder()
    try folder.write(book, as: "book.csv")
    try folder.write(settings, as: "book.yaml")
    let outcome = try run(folder)
    let report = outcome.report
    #expect(report.months.map(\.customers) == [1, 1] && report.balances == .addedUp)
    #expect(report.firstDay == "2024-01-05" && report.lastDay == "2024-02-10")
    #expect(outcome.configurationPath == folder.path + "/panel/bank.yaml")
    #expect(
      try folder.names(in: "panel") == [
        "aggregate.json", "bank.yaml", "panel_2024-01.csv", "panel_2024-02.csv",
      ])
    let configuration = try BankConfiguration.load(path: folder.path + "/panel/bank.yaml")
    #expect(configuration.assets == ["time"] && configuration.floor == 100 && configuration.aggregate == nil)
    let panel = try PanelReader(configuration: configuration, request: PanelRequest(snapshots: .one(nil)))
      .read(team: ThreadTeam(threadCount: 1))
    let february = try #require(Month(year: 2024, month: 2))
    // Nine days of 900 and twenty of 600.
    #expect(panel.assets(0, february) == 693.10)
    // January from the fifth on.
    #expect(panel.assets(0, february - 1) == 783.87)
  }

  @Test("replaces its own earlier panel, and leaves it where the next one fails")
  func again() throws {
    let folder = Folder()
    try folder.write(book, as: "book.csv")
    try folder.write(settings, as: "book.yaml")
    _ = try run(folder)
    try folder.write("a note", as: "panel/note.txt")
    try folder.write(book + "c1,2024-03-10,1o\n", as: "book.csv")
    #expect { try run(folder) } throws: { "\($0)".contains("line 4, column “amount”: “1o” is no amount") }
    #expect(try folder.names(in: "panel").count == 5)
    try folder.write("who,day,amount\nc1,2024-05-05,900\n", as: "book.csv")
    _ = try run(folder)
    #expect(
      try folder.names(in: "panel") == ["aggregate.json", "bank.yaml", "note.txt", "panel_2024-05.csv"])
  }

  @Test("keeps other tables of the configuration, wherever the panel is written")
  func otherTables() throws {
    let folder = Folder()
    try folder.write(book, as: "book.csv")
    try folder.write(
      "assets: [time]\nattributes: { files: who.csv }\npanel: { files: rest.csv }\n" + settings,
      as: "book.yaml")
    _ = try run(folder)
    let configuration = try BankConfiguration.load(path: folder.path + "/panel/bank.yaml")
    let real = { (path: String) in URL(fileURLWithPath: path).standardizedFileURL.path }
    #expect(configuration.attributes.map(\.files) == [[real(folder.path + "/who.csv")]])
    #expect(configuration.panel.count == 2 && configuration.assets == ["time"])
  }

  @Test("needs to be told where the transactions are, and replaces no folder of others")
  func refusals() throws {
    let folder = Folder()
    try folder.write("floor: 1\n", as: "book.yaml")
    #expect { try run(folder) } throws: { "\($0)".contains("has no `aggregate:`") }
    try folder.write(settings, as: "book.yaml")
    try folder.write(book, as: "book.csv")
    try FileManager.default.createDirectory(atPath: folder.path + "/panel", withIntermediateDirectories: true)
    try folder.write("mine", as: "panel/thesis.txt")
    #expect(throws: FileError.self) { try run(folder) }
    #expect(try folder.names(in: "panel") == ["thesis.txt"])
  }
}
