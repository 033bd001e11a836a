import ArgumentParser
import Configuration
import Workflow

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Judges a model on months (or table rows) with known outcomes.",
    discussion: """
      Examples:
        churn validate --config demo/bank.yaml --model models/mine --month 2024-12 --report december.html
        churn validate --table features.csv --label churned --key id --model models/table
      """)

  @Option(help: ArgumentHelp("The model's folder.", valueName: "folder"))
  var model: String

  @OptionGroup var panel: PanelOptions
  @OptionGroup var table: TableOptions

  @Option(
    help: ArgumentHelp("Judge losses of this month only; nothing later is looked at.", valueName: "month"))
  var month: Month?

  @Option(help: ArgumentHelp("Write the figures as JSON.", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("Write a report as HTML.", valueName: "file"))
  var report: String?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let run = ValidationRun(
      modelPath: model, input: panel.input(table: table), month: month, outputPath: out, reportPath: report,
      commandLine: CommandLine.arguments.dropFirst().joined(separator: " "))
    print(try run.run(shared.context))
  }
}
