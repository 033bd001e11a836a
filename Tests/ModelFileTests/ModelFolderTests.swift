import Foundation
import Glibc
import SystemIO
import Testing

@testable import ModelFile

@Suite("A model folder")
struct ModelFolderTests {
  private let path = NSTemporaryDirectory() + "churn-model-\(UUID().uuidString)"

  private func contents(_ name: String) -> ModelFolder.Contents {
    var model = SampleModels.document(.forest(SampleModels.forest))
    model.name = name
    return ModelFolder.Contents(
      model: model, configuration: model.configuration.yaml(), figures: Array("{}\n".utf8),
      variables: Array("a\n".utf8),
      report: Array("<html>".utf8))
  }

  @Test("is written whole, replaced whole, and read by its own path or the model's")
  func writesAndReads() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let target = path + "/models/wealth"
    try ModelFolder.write(contents("first"), to: target)
    #expect(
      try FilePath.names(in: target) == [
        "bank.yaml", "figures.json", "model.churn", "report.html", "variables.csv",
      ])
    try AtomicFile.write("mine", to: target + "/notes.txt")
    try ModelFolder.write(contents("second"), to: target)
    #expect(try ModelCoder.read(target).name == "second")
    #expect(try ModelCoder.read(target + "/model.churn").name == "second")
    #expect(try FilePath.names(in: target).contains("notes.txt"))
    #expect(try FilePath.names(in: path + "/models") == ["wealth"])
  }

  @Test("keeps the earlier model when writing fails anywhere", arguments: FaultInjection.Call.allCases)
  func keepsEarlierModel(call: FaultInjection.Call) throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let target = path + "/wealth"
    try ModelFolder.write(contents("first"), to: target)
    let counter = FaultInjection()
    try FaultInjection.$current.withValue(counter) { try ModelFolder.write(contents("first"), to: target) }
    let count = counter.count(of: call)
    try #require(count > 0)
    for number in 1...count {
      let failure = FaultInjection.$current.withValue(
        FaultInjection(call, failing: number...number, code: ENOSPC)
      ) {
        modelError { try ModelFolder.write(contents("second"), to: target) }
      }
      #expect(failure?.description.contains("No space left on device") == true)
      // The folder's last flush comes after the swap: then the new model is there, whole.
      let isAfterSwap = call == .flushFolder && number == count
      #expect(try ModelCoder.read(target).name == (isAfterSwap ? "second" : "first"))
      #expect(try FilePath.names(in: path) == ["wealth"])
      #expect(try FilePath.names(in: target).count == 5)
    }
  }

  @Test("is refused where something else lies, before the work and after it, and what lies there stays")
  func refusesForeignFolders() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try FilePath.createFolder(path + "/thesis")
    try AtomicFile.write("years of work", to: path + "/thesis/chapter.txt")
    let attempts: [(String) throws -> Void] = [
      { try ModelFolder.checkWritable($0) }, { try ModelFolder.write(contents("x"), to: $0) },
    ]
    for attempt in attempts {
      let failure = modelError { try attempt(path + "/thesis") }
      #expect(failure?.description.contains("is not an earlier output and is not replaced") == true)
      #expect(try FilePath.names(in: path) == ["thesis"])
      #expect(try FilePath.names(in: path + "/thesis") == ["chapter.txt"])
    }
    try ModelFolder.checkWritable(path + "/new/wealth")
    #expect(try FilePath.names(in: path + "/new") == [])
  }

  @Test("that is missing or holds no model is named with the way out")
  func missing() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try FilePath.createFolder(path)
    let noModel = modelError { _ = try ModelCoder.read(path) }
    #expect(
      noModel?.description == "“\(path)/model.churn” could not be opened: No such file or directory. "
        + "Check the path and its spelling.")
    try AtomicFile.write("a,b\n1,2\n", to: path + "/panel.csv")
    let notAModel = modelError { _ = try ModelCoder.read(path + "/panel.csv") }
    #expect(notAModel?.problem == .notAModel)
    #expect(notAModel?.description.contains("Name a model folder or its model.churn.") == true)
  }
}
