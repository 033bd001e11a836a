import ArgumentParser
import CStartup
import Calendar
import Messages
import SystemIO
import Workflow

/// The program: one verb per file, none with logic of its own.
@main
struct Churn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "churn",
    abstract: "Predicts which of a bank's better-off customers will lose assets next month, and lists them.",
    discussion: """
      A month with it, from a panel of one row per customer and month to the list:

        churn describe --config bank.yaml
        churn train    --config bank.yaml --out models/mine
        churn predict  --config bank.yaml --model models/mine --out list.csv

      No data at hand? `churn simulate --customers 20000 --months 12 --out demo` makes a bank.
      """,
    version: ProgramVersion.text,
    subcommands: [
      SimulateCommand.self, AggregateCommand.self, DescribeCommand.self, ProductsCommand.self,
      AnalyzeCommand.self,
      TrainCommand.self,
      ValidateCommand.self,
      PredictCommand.self, ExplainCommand.self, PlaybookCommand.self, MonitorCommand.self,
      CompareCommand.self,
      WinBackCommand.self,
      LookAlikeCommand.self,
      ModelCommand.self, BenchmarkCommand.self,
    ])

  /// What was typed after the program's name.
  static let arguments: [String] = {
    guard let values = churn_arguments() else { return Array(CommandLine.arguments.dropFirst()) }
    var arguments: [String] = []
    var index = 1
    while values[0] != nil, let value = values[index] {
      arguments.append(String(cString: value))
      index += 1
    }
    return arguments
  }()

  static func main() {
    guard churn_begin_within_limits() != 0 else {
      ExitStatus.end(
        with: RunError(
          "The limit on memory (ulimit -v) leaves too little to begin with; raise it by 500 MB or lift it."))
    }
    var log: RunLog?
    do {
      var command = try parse(arguments)
      guard let verb = command as? any Verb else { return try command.run() }
      log = try verb.logging.open()
      try verb.run(Terminal(quiet: verb.quiet, log: log))
      log?.end(status: ExitStatus.done.rawValue)
    } catch {
      let isUsage = ExitStatus(error) == .usage
      ExitStatus.end(with: error, log: log ?? (isUsage ? LogOptions.named(in: arguments) : nil))
    }
  }

  /// The verb that is asked for, with its options.
  static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    try parseAsRoot(TypedArguments.joiningDashedValues(arguments))
  }
}
