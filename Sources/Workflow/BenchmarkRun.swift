import Calendar
import ModelFile
import Scoring

/// `churn benchmark`: the speed of every engine that fits a model, on this machine.
public struct BenchmarkRun: Sendable {
  public var modelPath: String
  public var rowCount: Int
  /// Thread counts up to this one are tried: 1, 2, 4, … and itself.
  public var mostThreads: Int
  /// Of the rows.
  public var seed: UInt64

  public init(modelPath: String, rowCount: Int, mostThreads: Int, seed: UInt64) {
    (self.modelPath, self.rowCount, self.mostThreads, self.seed) = (modelPath, rowCount, mostThreads, seed)
  }

  public func run() throws -> BenchmarkOutcome {
    let document = try LoadedModel(path: modelPath).document
    return BenchmarkOutcome(
      model: document.name, rowCount: rowCount,
      benchmark: try EngineBenchmark(
        document.scoring, rowCount: rowCount, mostThreads: mostThreads, seed: seed),
      language: document.configuration.language)
  }
}

/// What `benchmark` measured.
public struct BenchmarkOutcome: Sendable {
  public let model: String
  /// Random rows that were scored.
  public let rowCount: Int
  public let benchmark: EngineBenchmark
  /// In which the model was trained.
  public let language: Language
}
