import ArgumentParser
import Calendar
import Configuration
import Metrics
import Reporting
import SystemIO
import Workflow

struct MonitorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor",
    abstract:
      "Sets a month against those that a model was trained on, and last month's list against the outcome.",
    discussion: """
      Ends with 0 where all is green, with 2 where something is amber, with 3 where something is red; the limits stand \
      under `monitor:` in the configuration.

      With --outcomes it reports the outcome of the contacts with a list's customers instead: uptake, and money kept against \
      the control group.

      Examples:
        churn monitor --config demo/bank.yaml --model models/mine --list list.csv --report monitor.html
        churn monitor --config demo/bank.yaml --outcomes contacts.csv --report contacts.html
      """)

  @Option(help: ArgumentHelp("The model's folder.", valueName: "folder"))
  var model: String?

  @OptionGroup var panel: PanelOptions

  @Option(help: ArgumentHelp("The month to watch; without it, the newest one.", valueName: "month"))
  var month: Month?

  @Option(help: ArgumentHelp("The loss list that was issued for this month.", valueName: "file"))
  var list: String?

  @Option(
    help: ArgumentHelp(
      "Contacts and results of a list: customer_id, month, contacted, control, and date, action, manager, uptake, "
        + "assets_before, assets_after where known.", valueName: "file"))
  var outcomes: String?

  @Option(help: ArgumentHelp("Write the findings as JSON.", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("Write a report as HTML.", valueName: "file"))
  var report: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if outcomes == nil, model == nil {
      throw ValidationError("Name the model to watch with --model, or a file of contacts with --outcomes.")
    }
    if outcomes != nil, model != nil || list != nil || month != nil {
      throw ValidationError("--outcomes is a report of its own: leave --model, --list and --month out.")
    }
  }

  func run() throws {
    if let outcomes {
      let content = try ContactsRun(
        contactsPath: outcomes, input: panel.input(), outputPath: out, reportPath: report
      ).run(shared.context)
      return try StandardStreams.print(content.text, terminator: "")
    }
    let outcome = try MonitorRun(
      modelPath: model ?? "", input: panel.input(), month: month, listPath: list, outputPath: out,
      reportPath: report,
      commandLine: SharedOptions.commandLine
    ).run(shared.context)
    try StandardStreams.print(outcome.text, terminator: "")
    switch outcome.verdict {
    case .green: break
    case .amber: throw ExitCode(ExitStatus.amber.rawValue)
    case .red: throw ExitCode(ExitStatus.red.rawValue)
    }
  }
}
