import ArgumentParser
import Calendar
import Configuration
import SystemIO
import Workflow

struct CompareCommand: DataVerb {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract:
      "Evaluates champion and challenger on the same customers: differences with intervals, who moves.",
    discussion: """
      Examples:
        churn compare --config demo/bank.yaml --champion models/mine --challenger models/new --month 2024-12
        churn compare --table later.csv --label churned --key id --champion models/table --challenger models/other
      """)

  @Option(help: ArgumentHelp("The folder of the model in use.", valueName: "folder"), completion: .directory)
  var champion: String

  @Option(
    help: ArgumentHelp("The folder of the model that might take its place.", valueName: "folder"),
    completion: .directory)
  var challenger: String

  @OptionGroup var panel: PanelOptions
  @OptionGroup var table: TableOptions

  @Option(
    help: ArgumentHelp(
      "Evaluate losses of this month only; without it, of the months that neither model was trained on.",
      valueName: "month"))
  var month: Month?

  @Option(help: ArgumentHelp("Write the comparison as JSON.", valueName: "file"), completion: .file())
  var out: String?

  @Option(help: ArgumentHelp("Write a report as HTML.", valueName: "file"), completion: .file())
  var report: String?

  @OptionGroup var shared: SharedOptions

  func run(_ terminal: Terminal) throws {
    let run = try ComparisonRun(
      championPath: champion, challengerPath: challenger, input: panel.input(table: table), month: month,
      outputPath: out,
      reportPath: report, commandLine: SharedOptions.commandLine)
    try terminal.result(ComparisonWords(content: run.run(shared.context(terminal))).text, terminator: "")
  }
}
