import Configuration
import Foundation
import Testing

@testable import Workflow

@Suite("A run that cannot be done says why and leaves what was there", .serialized)
struct BadRunTests {
  private func problem(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("a panel that lacks a column of the model, a model cut short, a model with one byte changed")
  func models() throws {
    let bank = try SimulatedBank(customers: 800, months: 5)
    try bank.train("good", algorithm: .logistic)
    try bank.predict("good", to: "list.csv")
    let list = bank.folder.bytes("list.csv")
    let record = bank.folder.bytes("list.json")

    var input = bank.input
    let narrow = bank.panelFile("2024-05").replacing("mobile_logins", with: "logons")
    input.panelPatterns = [bank.folder.write(narrow, as: "narrow.csv")]
    let missing = problem { try bank.predict("good", to: "list.csv", input: input) }
    #expect(missing.contains("no column “mobile_logins”, which the model was trained with"))

    let model = bank.modelBytes("good")
    let path = bank.folder.file("good/model/model.churn")
    for damaged in [Array(model.prefix(model.count / 2)), Array(model.prefix(10)), []] {
      _ = FileManager.default.createFile(atPath: path, contents: Data(damaged))
      #expect(problem { try bank.predict("good", to: "list.csv") }.contains("model.churn"))
    }
    var changed = model
    changed[model.count / 2] ^= 1
    _ = FileManager.default.createFile(atPath: path, contents: Data(changed))
    #expect(problem { try bank.predict("good", to: "list.csv") }.contains("model.churn"))
    #expect(bank.folder.bytes("list.csv") == list && bank.folder.bytes("list.json") == record)
  }

  @Test("one class only: nobody lost anything")
  func oneClass() throws {
    let folder = TemporaryFolder()
    var text = "customer_id,month,demand,time,wealth\n"
    for month in 1...4 {
      for customer in 0..<50 { text += "C\(customer),2024-0\(month),\(300_000 + customer),0,0\n" }
    }
    let input = InputSelection(panelPatterns: [folder.write(text, as: "panel.csv")])
    let message = problem {
      _ = try TrainingRun(
        input: input, algorithm: nil, seed: nil, month: nil, folder: folder.file("model"), commandLine: ""
      ).run(SimulatedBank.context(threads: 1))
    }
    #expect(message.contains("kept"), "\(message)")
    #expect(!folder.names.contains("model"))
  }

  @Test("an output folder that cannot be written, or that holds something else")
  func outputs() throws {
    let bank = try SimulatedBank(customers: 800, months: 5)
    try bank.train("good", algorithm: .logistic)
    let nowhere = problem {
      _ = try PredictionRun(
        modelPath: bank.model("good"), input: bank.input, month: nil, selection: .standard, order: nil,
        outputPath: "/proc/nowhere/list.csv"
      ).run(SimulatedBank.context(threads: 1))
    }
    #expect(nowhere.contains("/proc/nowhere/list.csv"))
    let foreign = problem {
      _ = try TrainingRun(
        input: bank.input, algorithm: .logistic, seed: nil, month: nil, folder: bank.folder.file("bank"),
        commandLine: ""
      ).run(SimulatedBank.context(threads: 1))
    }
    #expect(foreign.contains("would be replaced by what it writes"), "\(foreign)")
    #expect(bank.folder.names == ["bank", "good"])
  }

  @Test("a full disk leaves the list that was there and nothing else")
  func fullDisk() throws {
    let bank = try SimulatedBank(customers: 800, months: 5)
    try bank.train("good", algorithm: .logistic)
    guard let disk = SmallDisk(bytes: 64 << 10, in: bank.folder.path) else {
      print("skipped: this machine lets no small disk be mounted, so no full one can be tried")
      return
    }
    defer { disk.unmount() }
    let list = disk.path + "/list.csv"
    func predict(_ selection: Int) throws {
      _ = try PredictionRun(
        modelPath: bank.model("good"), input: bank.input, month: nil, selection: .top(selection), order: nil,
        outputPath: list
      ).run(SimulatedBank.context(threads: 1))
    }
    try predict(3)
    let before = FileManager.default.contents(atPath: list)
    let message = problem { try predict(500) }
    #expect(message.contains("No space left on device"), "\(message)")
    #expect(FileManager.default.contents(atPath: list) == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: disk.path).sorted() == ["list.csv", "list.json"])
  }

  @Test("a configuration that differs from the model's, a table for a panel's model")
  func mismatches() throws {
    let bank = try SimulatedBank(customers: 800, months: 5)
    try bank.train("good", algorithm: .logistic)
    let other = bank.folder.text("bank/bank.yaml") + "\nfloor: 300000\n"
    bank.folder.write(other.replacing("floor: 200000\n", with: ""), as: "bank/bank.yaml")
    #expect(
      problem { try bank.predict("good", to: "list.csv") }.contains(
        "`floor`: 300000.0 here, 200000.0 in the model"))
    var input = InputSelection()
    input.table = TableSelection(patterns: ["x.csv"], label: nil, positive: nil, key: nil, timeColumn: nil)
    #expect(
      problem { try bank.predict("good", to: "list.csv", input: input) }.contains("was trained on a panel"))
  }
}

/// A file system of a few kilobytes, where the machine lets one be mounted.
struct SmallDisk {
  let path: String

  init?(bytes: Int, in folder: String) {
    path = folder + "/disk"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard SmallDisk.run("mount", "-t", "tmpfs", "-o", "size=\(bytes)", "tmpfs", path) else { return nil }
  }

  func unmount() { _ = SmallDisk.run("umount", path) }

  private static func run(_ command: String...) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
