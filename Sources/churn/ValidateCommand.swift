import ArgumentParser
import Calendar
import Configuration
import SystemIO
import Workflow

struct ValidateCommand: DataVerb {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Evaluates a model on months (or table rows) with known outcomes.",
    discussion: """
      Examples:
        churn validate --config demo/bank.yaml --model models/mine --month 2024-12 --report december.html
        churn validate --config demo/bank.yaml --model models/mine --backtest 3 --report backtest.html
        churn validate --table features.csv --label churned --key id --model models/table
      """)

  @Option(help: ArgumentHelp("The model's folder.", valueName: "folder"), completion: .directory)
  var model: String

  @OptionGroup var panel: PanelOptions
  @OptionGroup var table: TableOptions

  @Option(
    help: ArgumentHelp(
      "Evaluate losses of this month only, nothing later is looked at; without it, of the months that the model was not "
        + "trained on, or of all where there is none.", valueName: "month"))
  var month: Month?

  @Option(help: ArgumentHelp("Write the figures as JSON.", valueName: "file"), completion: .file())
  var out: String?

  @Option(help: ArgumentHelp("Write a report as HTML.", valueName: "file"), completion: .file())
  var report: String?

  @Option(help: ArgumentHelp("Write what the report says as JSON.", valueName: "file"), completion: .file())
  var reportJson: String?

  @Option(
    help: ArgumentHelp(
      "Also train anew at the end of each of the last so many months and evaluate on the next, beside simple rules.",
      valueName: "n"))
  var backtest: Int?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if let backtest, !(1...120).contains(backtest) {
      throw ValidationError("--backtest is \(backtest); give a number from 1 to 120.")
    }
  }

  func run(_ terminal: Terminal) throws {
    let run = ValidationRun(
      modelPath: model, input: try panel.input(table: table), month: month, outputPath: out,
      reportPath: report,
      reportContentPath: reportJson, backtest: backtest,
      commandLine: SharedOptions.commandLine)
    try terminal.result(ValidationWords(outcome: run.run(shared.context(terminal))).text)
  }
}
