import ArgumentParser
import Calendar
import Configuration
import SystemIO
import Workflow

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract:
      "Evaluates champion and challenger on the same customers: differences with intervals, who moves.",
    discussion: """
      Example:
        churn compare --config demo/bank.yaml --champion models/mine --challenger models/new --month 2024-12
      """)

  @Option(help: ArgumentHelp("The folder of the model in use.", valueName: "folder"))
  var champion: String

  @Option(help: ArgumentHelp("The folder of the model that might take its place.", valueName: "folder"))
  var challenger: String

  @OptionGroup var panel: PanelOptions

  @Option(
    help: ArgumentHelp(
      "Evaluate losses of this month only; without it, of the months that neither model was trained on.",
      valueName: "month"))
  var month: Month?

  @Option(help: ArgumentHelp("Write the comparison as JSON.", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("Write a report as HTML.", valueName: "file"))
  var report: String?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let run = ComparisonRun(
      championPath: champion, challengerPath: challenger, input: panel.input(), month: month, outputPath: out,
      reportPath: report, commandLine: SharedOptions.commandLine)
    try StandardStreams.print(ComparisonWords(content: run.run(shared.context)).text, terminator: "")
  }
}
