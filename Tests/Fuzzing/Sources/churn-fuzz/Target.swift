import Configuration
import Foundation
import ModelFile
import Panel
import Parallel
import Scoring
import SystemIO

/// A reader that is fed with whatever the fuzzer thinks up.
enum Target: String, CaseIterable {
  // Models.
  case lightgbm, xgboost, ubjson, catboost, model
  // Inputs.
  case configuration, playbook, workbook, table, panel

  /// Reads the bytes. A model that is accepted must score, and every engine must agree with the reference; what is
  /// refused is refused with a whole sentence.
  func take(_ bytes: [UInt8]) {
    do {
      try read(bytes)
    } catch {
      // A refusal is as good an answer as any, if it is a whole sentence, which may ask what was meant.
      guard [".", "?"].contains("\(error)".suffix(1)) else {
        Agreement.complain("no whole sentence: \(error)")
      }
    }
  }

  private func read(_ bytes: [UInt8]) throws {
    switch self {
    case .lightgbm, .xgboost, .ubjson, .catboost:
      Agreement.check(.forest(try ImportedModel.read(bytes).forest))
    case .model:
      // The first line holds a checksum, which no mutation gets right: it is put before whatever comes.
      let line =
        "churn-model \(ModelCoder.version) crc32=\(CRC32.text(of: CRC32.of(bytes))) bytes=\(bytes.count)\n"
      Agreement.check(try ModelCoder.decode(Array(line.utf8) + bytes, path: "model.churn").scoring)
    case .configuration:
      let accepted = try BankConfiguration(yaml: String(decoding: bytes, as: UTF8.self), file: "bank.yaml")
      // What was accepted can be written and is accepted again.
      do { _ = try BankConfiguration(yaml: accepted.yaml(), file: "again.yaml") } catch {
        Agreement.complain("an accepted configuration is refused as it is written: \(error)")
      }
    case .playbook:
      let words = ["maturity", "key", "growing", "women", "Gold"].map { [$0] }
      _ = try Playbook(
        yaml: String(decoding: bytes, as: UTF8.self), file: "playbook.yaml",
        vocabulary: PlaybookVocabulary(
          causes: words[0], quadrants: words[1], stages: words[2], groups: words[3], tiers: words[4]))
    case .workbook:
      let workbook = try WorkbookReader(bytes, file: "list.xlsx")
      for index in workbook.sheets.indices { _ = try workbook.rows(ofSheet: index) }
    case .table:
      _ = try ReadyTableReader(patterns: [try Self.file(bytes)], key: "id").read(team: Self.team)
    case .panel:
      var configuration = try BankConfiguration(yaml: "floor: 100\nwindow: 2\n", file: "bank.yaml")
      configuration.panel = [PanelSource(files: .patterns([try Self.file(bytes)]))]
      _ = try PanelReader(
        configuration: configuration, request: PanelRequest(snapshots: .labelledAndLast(until: nil))
      ).read(team: Self.team)
    }
  }

  private static let team = ThreadTeam(threadCount: 1)

  /// The bytes as a file, in memory where the system has a folder for that; each process has one of its own.
  private static func file(_ bytes: [UInt8]) throws -> String {
    let folder = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
    let path = "\(folder)/churn-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }
}
