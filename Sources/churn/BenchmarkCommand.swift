import ArgumentParser
import Parallel
import SystemIO
import Workflow

struct BenchmarkCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Measures how fast each engine scores with one's own model on this machine.",
    discussion: """
      Nanoseconds are per row. All engines give the same scores; the fastest that fits is chosen.

      Example:
        churn benchmark --model models/mine
      """)

  @Option(help: ArgumentHelp("The model's folder.", valueName: "folder"), completion: .directory)
  var model: String

  @Option(help: ArgumentHelp("Number of random rows to score.", valueName: "n"))
  var rows = 100_000

  @Option(help: ArgumentHelp("Seed of the rows.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Most threads to try.", valueName: "n"))
  var threads: Int?

  func validate() throws {
    if !(1...100_000_000).contains(rows) {
      throw ValidationError("--rows is \(rows); give a number from 1 to 100000000.")
    }
    try SharedOptions.check(threads: threads)
  }

  @OptionGroup var spoken: LanguageOptions
  @OptionGroup var logging: LogOptions

  func run(_ terminal: Terminal) throws {
    let run = BenchmarkRun(
      modelPath: model, rowCount: rows, mostThreads: threads ?? ThreadTeam.availableProcessors, seed: seed)
    let outcome = try run.run()
    try terminal.show(outcome.text(in: spoken.language ?? outcome.language))
  }
}
