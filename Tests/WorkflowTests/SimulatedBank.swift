import Calendar
import Configuration
import Foundation
import Parallel
import Simulation
import SystemIO

@testable import Workflow

/// A folder for a test's files that goes when the test ends.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("churn-\(UUID().uuidString)").path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  @discardableResult
  func write(_ text: String, as name: String) -> String {
    _ = FileManager.default.createFile(atPath: file(name), contents: Data(text.utf8))
    return file(name)
  }

  func bytes(_ name: String) -> [UInt8] {
    FileManager.default.contents(atPath: file(name)).map(Array.init) ?? []
  }
  func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

/// A simulated bank in a folder of its own.
struct SimulatedBank {
  let folder = TemporaryFolder()
  var configurationPath: String { folder.file("bank/bank.yaml") }
  var input: InputSelection { InputSelection(configurationPath: configurationPath) }

  /// How the bank's models are trained.
  enum Training: String {
    case asItComes = ""
    /// All that is made as it comes, in a few large steps.
    case largeSteps = "\ntraining: { trees: { learning_rate: 0.2 } }\n"
    case oneForest = "\ntraining: { ensemble: never }\n"
    /// One forest of a few large steps, where a test is of what is done with a model.
    case quick = "\ntraining: { ensemble: never, trees: { learning_rate: 0.2 } }\n"
  }

  init(customers: Int, months: Int, seed: UInt64 = 3, training: Training = .asItComes) throws {
    var options = SimulationOptions(customers: customers, months: months)
    options.seed = seed
    options.extended = true
    _ = try SimulationRun(options: options, folder: folder.file("bank")).run(
      SimulatedBank.context(threads: 2))
    if training != .asItComes {
      folder.write(folder.text("bank/bank.yaml") + training.rawValue, as: "bank/bank.yaml")
    }
  }

  static func context(threads: Int) -> RunContext {
    // A clock that stands still, so that records are the same bytes.
    RunContext(
      team: ThreadTeam(threadCount: threads), progress: .standardError(quiet: true),
      clock: { Moment(milliseconds: 0, steady: 0) })
  }

  @discardableResult
  func train(
    _ name: String, threads: Int = 2, month: String? = nil, algorithm: TrainingDefinition.Algorithm? = nil,
    input: InputSelection? = nil
  ) throws -> TrainingOutcome {
    // Models know their name: the same one for all, in folders of their own.
    try TrainingRun(
      input: input ?? self.input, algorithm: algorithm, seed: nil,
      month: month.flatMap { Month(parsing: $0) },
      folder: folder.file("\(name)/model"), commandLine: "train"
    ).run(SimulatedBank.context(threads: threads))
  }

  func model(_ name: String) -> String { folder.file("\(name)/model") }
  func modelBytes(_ name: String) -> [UInt8] { folder.bytes("\(name)/model/model.churn") }

  @discardableResult
  func predict(
    _ name: String, to list: String, threads: Int = 2, month: String? = nil, input: InputSelection? = nil
  ) throws -> PredictionOutcome {
    try PredictionRun(
      modelPath: model(name), input: input ?? self.input, month: month.flatMap { Month(parsing: $0) },
      selection: .share(0.2), order: nil, outputPath: folder.file(list)
    ).run(SimulatedBank.context(threads: threads))
  }

  /// The panel's rows with their header, month by month.
  func panelFile(_ month: String) -> String { folder.text("bank/panel_\(month).csv") }
}
