import Foundation
import Metrics
import Parallel

/// Evaluates a million scores and nothing else: `JudgeScores [--threads N] [--rounds N] FOLDER`.
///
/// The folder holds `scores`, `assets` and `lost` as 64-bit floating-point numbers and `losses` as bytes, all in the
/// machine's own order. Prints the figures as JSON.
@main
struct EvaluatorScores {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    func option(_ name: String, else standard: Int) -> Int {
      guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count,
        let value = Int(arguments[place + 1])
      else { return standard }
      arguments.removeSubrange(place...place + 1)
      return value
    }
    let threads = option("--threads", else: ThreadTeam.availableProcessors)
    let rounds = option("--rounds", else: Bootstrap.standardRounds)
    guard let folder = arguments.first else {
      print("Name the folder of the scores: JudgeScores [--threads N] [--rounds N] FOLDER")
      return
    }
    func numbers(_ name: String) throws -> [Double] {
      let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
      return data.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
    }
    let losses = try Data(contentsOf: URL(fileURLWithPath: folder + "/losses")).map { $0 != 0 }
    let sample = try ScoredSample(
      scores: numbers("scores"), losses: losses, assets: numbers("assets"), lostAssets: numbers("lost"))
    let team = ThreadTeam(threadCount: threads)
    let clock = ContinuousClock()
    let started = clock.now
    let evaluation = Evaluation(
      sample, bootstrap: rounds > 0 ? Bootstrap(rounds: rounds, seed: 1, team: team) : nil)
    let seconds = (clock.now - started) / .seconds(1)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.keyEncodingStrategy = .useDefaultKeys
    print(String(decoding: try encoder.encode(evaluation), as: UTF8.self))
    print("{\"seconds\": \(seconds)}")
  }
}
