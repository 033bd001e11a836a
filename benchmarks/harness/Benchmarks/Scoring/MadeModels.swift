import Foundation

/// The library of models made for measuring (`benchmarks/harness/Models`), whose path the variable `MADE_MODELS` has.
struct MadeModels: Sendable {
  static let names = ["linear", "symmetric", "leafwise"]

  let writeProbabilities: @Sendable @convention(c) (Int) -> Void
  let writeContributions: @Sendable @convention(c) (Int) -> Void
  let scoreRow: @Sendable @convention(c) (_ model: Int, _ times: Int) -> Double
  let readRows: @Sendable @convention(c) () -> Float

  /// Nil, and a line on standard error, where the library is not there or is another one.
  init?() {
    guard let path = ProcessInfo.processInfo.environment["MADE_MODELS"], let library = dlopen(path, RTLD_NOW)
    else {
      Self.complain("The variable MADE_MODELS must name the library; `benchmarks/run harness` sets it.")
      return nil
    }
    guard let count = dlsym(library, "made_model_count"),
      let probabilities = dlsym(library, "made_model_write_probabilities"),
      let contributions = dlsym(library, "made_model_write_contributions"),
      let row = dlsym(library, "made_model_score_row"), let reading = dlsym(library, "made_model_read_rows"),
      unsafeBitCast(count, to: (@convention(c) () -> Int).self)() == Self.names.count
    else {
      Self.complain("\(path) does not have the models that are measured; build it anew.")
      return nil
    }
    writeProbabilities = unsafeBitCast(probabilities, to: (@Sendable @convention(c) (Int) -> Void).self)
    writeContributions = unsafeBitCast(contributions, to: (@Sendable @convention(c) (Int) -> Void).self)
    scoreRow = unsafeBitCast(row, to: (@Sendable @convention(c) (Int, Int) -> Double).self)
    readRows = unsafeBitCast(reading, to: (@Sendable @convention(c) () -> Float).self)
  }

  private static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
