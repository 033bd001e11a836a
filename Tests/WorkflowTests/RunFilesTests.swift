import Calendar
import Configuration
import Foundation
import ModelFile
import Simulation
import SystemIO
import Testing

@testable import Workflow

@Suite("What a run writes", .serialized)
struct RunFilesTests {
  private static let bank = Result {
    let bank = try SimulatedBank(customers: 1500, months: 6, training: .quick)
    try bank.train("m", algorithm: .logistic)
    try FileManager.default.createSymbolicLink(
      atPath: bank.folder.file("by-link.csv"), withDestinationPath: "bank/panel_2024-06.csv")
    return bank
  }

  private func problem(_ run: () throws -> Void) -> String {
    do {
      try run()
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "never takes the place of what it reads, by whatever path",
    arguments: [
      "bank/panel_2024-06.csv", "bank/bank.yaml", "m/model/model.churn", "bank/../bank/./bank.yaml",
      "by-link.csv",
    ])
  func inputs(path: String) throws {
    let bank = try Self.bank.get()
    let before = bank.folder.bytes(path)
    let context = SimulatedBank.context(threads: 2)
    let (file, model, folder) = (bank.folder.file(path), bank.model("m"), bank.folder.path)
    var refusals: [String] = []
    refusals.append(problem { try bank.predict("m", to: path) })
    refusals.append(
      problem {
        _ = try ValidationRun(
          modelPath: model, input: bank.input, month: nil, outputPath: nil, reportPath: file
        )
        .run(context)
      })
    refusals.append(
      problem {
        _ = try MonitorRun(
          modelPath: model, input: bank.input, month: nil, listPath: nil, outputPath: file, reportPath: nil,
          commandLine: ""
        ).run(context)
      })
    refusals.append(
      problem {
        _ = try ComparisonRun(
          championPath: model, challengerPath: model, input: bank.input, month: nil, outputPath: file,
          reportPath: nil, commandLine: ""
        ).run(context)
      })
    refusals.append(
      problem { _ = try DescriptionRun(input: bank.input, jsonPath: file).run(context) })
    refusals.append(
      problem {
        _ = try TrainingRun(
          input: bank.input, algorithm: nil, seed: nil, month: nil, checkpoint: file, folder: folder + "/new",
          commandLine: ""
        ).run(context)
      })
    refusals.append(
      problem {
        _ = try WinBackRun(input: bank.input, month: nil, selection: .all, order: nil, outputPath: file).run(
          context)
      })
    for (index, refusal) in refusals.enumerated()
    where !(path.contains("model.churn") && [4, 5, 6].contains(index)) {
      #expect(refusal.contains("is read by this run and would be replaced"), "\(index): \(refusal)")
    }
    // Runs that do not read the model may write there.
    if path.contains("model.churn") { try Data(before).write(to: URL(fileURLWithPath: file)) }
    #expect(bank.folder.bytes(path) == before)
  }

  @Test("is one file each; the record beside a list counts, devices do not")
  func outputs() throws {
    let bank = try Self.bank.get()
    let files = RunFiles(reading: bank.input)
    func check(_ names: [String]) -> String {
      problem { try files.check(writing: names.map { bank.folder.file($0) }) }
    }
    #expect(check(["x", "y"]).isEmpty)
    #expect(check(["x", "x"]).contains("would be written twice"))
    #expect(check(["x", "bank/../x"]).contains("is the file"))
    #expect(problem { try files.check(writing: ["/dev/null", "/dev/null"]) }.isEmpty)
    #expect(RunFiles.list("/dev/stdout") == ["/dev/stdout"] && RunFiles.list("a.csv") == ["a.csv", "a.json"])
    // A record that would take the place of an input.
    bank.folder.write("panel: [ { files: p.json } ]", as: "odd.yaml")
    bank.folder.write("x", as: "p.json")
    let odd = RunFiles(reading: InputSelection(configurationPath: bank.folder.file("odd.yaml")))
    #expect(problem { try odd.check(writing: RunFiles.list(bank.folder.file("p.csv"))) }.contains("p.json"))
  }

  @Test("is not a model's folder whose configuration is read, nor a draft over one that is there")
  func configurations() throws {
    let bank = try Self.bank.get()
    let own = InputSelection(configurationPath: bank.model("m") + "/" + ModelFolder.configurationName)
    #expect(problem { try bank.train("m", input: own) }.contains("would be replaced"))
    bank.folder.write("# by hand", as: "draft.yaml")
    let draft = problem {
      _ = try DescriptionRun(input: bank.input, draftPath: bank.folder.file("draft.yaml")).run(
        SimulatedBank.context(threads: 2))
    }
    #expect(draft.contains("may have been edited"))
    #expect(bank.folder.text("draft.yaml") == "# by hand")
  }

  @Test("may be this month's list anew, but no earlier one whose customers are still left in peace")
  func earlierLists() throws {
    let bank = try Self.bank.get()
    let own = bank.folder.text("bank/bank.yaml")
    try FileManager.default.createDirectory(
      atPath: bank.folder.file("past"), withIntermediateDirectories: true)
    try bank.predict("m", to: "past/a.csv", month: "2024-05")
    bank.folder.write(
      own + "\nlist: { cooling_off: { months: 2, lists: ../past/*.csv } }\n", as: "bank/cooling.yaml")
    let input = InputSelection(configurationPath: bank.folder.file("bank/cooling.yaml"))
    #expect(problem { try bank.predict("m", to: "past/a.csv", month: "2024-05", input: input) }.isEmpty)
    let before = bank.folder.bytes("past/a.csv")
    #expect(
      problem { try bank.predict("m", to: "past/a.csv", month: "2024-06", input: input) }
        .contains("would be replaced and forgotten"))
    #expect(bank.folder.bytes("past/a.csv") == before)
    #expect(problem { try bank.predict("m", to: "past/b.csv", month: "2024-06", input: input) }.isEmpty)
  }

  @Test("is a record that names its list's checksum")
  func stamps() throws {
    let bank = try Self.bank.get()
    try bank.predict("m", to: "stamped.csv")
    let record = bank.folder.text("stamped.json")
    #expect(record.contains("\"bytes\" : \(bank.folder.bytes("stamped.csv").count)"))
    #expect(record.contains("\"path\" : \"stamped.csv\""))
  }
}
