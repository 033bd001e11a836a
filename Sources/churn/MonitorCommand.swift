import ArgumentParser
import Configuration
import Reporting
import Workflow

struct MonitorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor",
    abstract:
      "Sets a month against those that a model was learnt from, and last month's list against what came.",
    discussion: """
      Ends with 0 where all is green, with 2 where something is amber, with 3 where something is red; the limits stand \
      under `monitor:` in the configuration.

      Example:
        churn monitor --config demo/bank.yaml --model models/mine --list list.csv --report monitor.html
      """)

  @Option(help: ArgumentHelp("The model's folder.", valueName: "folder"))
  var model: String

  @OptionGroup var panel: PanelOptions

  @Option(help: ArgumentHelp("The month to watch; without it, the newest one.", valueName: "month"))
  var month: Month?

  @Option(help: ArgumentHelp("The loss list that was handed out for this month.", valueName: "file"))
  var list: String?

  @Option(help: ArgumentHelp("Write the findings as JSON.", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("Write a report as HTML.", valueName: "file"))
  var report: String?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let result = try MonitorRun(
      modelPath: model, input: panel.input(), month: month, listPath: list, outputPath: out,
      reportPath: report,
      commandLine: CommandLine.arguments.dropFirst().joined(separator: " ")
    ).run(shared.context)
    print(result.text, terminator: "")
    switch result.verdict {
    case .green: break
    case .amber: throw ExitCode(2)
    case .red: throw ExitCode(3)
    }
  }
}
