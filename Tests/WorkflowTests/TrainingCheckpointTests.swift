import Configuration
import Foundation
import SystemIO
import Testing

@testable import Workflow

@Suite("A training that is interrupted", .serialized)
struct TrainingCheckpointTests {
  private func train(
    _ bank: SimulatedBank, _ name: String, seed: UInt64? = nil, checkpoint: String? = nil,
    isInterrupted: Bool = false
  )
    throws
  {
    var run = TrainingRun(
      input: bank.input, algorithm: nil, seed: seed, month: nil, checkpoint: checkpoint.map(bank.folder.file),
      folder: bank.folder.file("\(name)/model"), commandLine: "train")
    run.isInterrupted = { isInterrupted }
    _ = try run.run(SimulatedBank.context(threads: 2))
  }

  @Test("goes on where it was left and gives the same model, byte for byte; its file is then gone")
  func resumed() throws {
    let bank = try SimulatedBank(customers: 3000, months: 8)
    try train(bank, "whole")
    for trees in 1...3 {
      #expect {
        try train(bank, "parts", checkpoint: "trees.json", isInterrupted: true)
      } throws: {
        "\($0)".hasPrefix("Interrupted after \(trees) trees, which are kept in")
      }
    }
    #expect(bank.modelBytes("parts").isEmpty)
    try train(bank, "parts", checkpoint: "trees.json")
    #expect(bank.modelBytes("parts") == bank.modelBytes("whole") && !bank.modelBytes("whole").isEmpty)
    #expect(!FileManager.default.fileExists(atPath: bank.folder.file("trees.json")))
  }

  @Test("is not gone on with on other rows, by other settings, or from a file that is none of ours")
  func refusals() throws {
    let bank = try SimulatedBank(customers: 2000, months: 7)
    #expect(throws: Interrupted.self) {
      try train(bank, "m", checkpoint: "trees.json", isInterrupted: true)
    }
    #expect {
      try train(bank, "m", seed: 5, checkpoint: "trees.json")
    } throws: {
      "\($0)".contains("other")
    }
    let other = try SimulatedBank(customers: 2000, months: 7, seed: 8)
    other.folder.write(bank.folder.text("trees.json"), as: "trees.json")
    #expect {
      try train(other, "m", checkpoint: "trees.json")
    } throws: {
      "\($0)".contains("is of other rows than these")
    }
    // A file that was changed, cut or lengthened, and one without a seal.
    let whole = bank.folder.text("trees.json")
    let digit = try #require(whole.lastIndex { "12345678".contains($0) })
    var changed = whole
    changed.replaceSubrange(digit...digit, with: "9")
    let body = whole.drop { $0 != "\n" }.dropFirst()
    for text in [
      changed, String(whole.dropLast(7)), whole + " ", String(body), "",
      "churn-checkpoint 2 crc32=0 bytes=0\n",
    ] {
      bank.folder.write(text, as: "changed.json")
      #expect {
        try train(bank, "m", checkpoint: "changed.json")
      } throws: {
        "\($0)".contains("is no checkpoint of a training, or is damaged")
      }
    }
    bank.folder.write("{", as: "bad.json")
    #expect {
      try train(bank, "m", checkpoint: "bad.json")
    } throws: {
      "\($0)".contains("is no checkpoint of a training")
    }
  }
}
