import ArgumentParser
import Calendar
import Configuration
import Metrics
import Reporting
import SystemIO
import Workflow

struct MonitorCommand: DataVerb {
  static let configuration = CommandConfiguration(
    commandName: "monitor",
    abstract:
      "Sets a month against those that a model was trained on, and last month's list against the outcome.",
    discussion: """
      Ends with 0 where all is green, with 2 where something is amber, with 3 where something is red; with --fail-on red \
      amber ends with 0, too. The limits stand under `monitor:` in the configuration.

      With --outcomes it reports the outcome of the contacts with a list's customers instead: uptake, and money kept against \
      the control group.

      Examples:
        churn monitor --config demo/bank.yaml --model models/mine --list list.csv --report monitor.html
        churn monitor --table march.csv --key id --model models/table --report march.html
        churn monitor --config demo/bank.yaml --outcomes contacts.csv --report contacts.html
        churn monitor --config demo/bank.yaml --outcomes managers/*.xlsx bank.csv
      """)

  @Option(help: ArgumentHelp("The model's folder.", valueName: "folder"), completion: .directory)
  var model: String?

  @OptionGroup var panel: PanelOptions
  @OptionGroup var table: TableOptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Rows that the table is set against, instead of those that the model was trained on; a model from another tool needs "
        + "them.", valueName: "files"))
  var reference: [String] = []

  @Option(help: ArgumentHelp("The month to watch; without it, the newest one.", valueName: "month"))
  var month: Month?

  @Option(
    help: ArgumentHelp(
      "The loss list that was issued for this month: a file, or a table of a database.",
      valueName: "file or table"),
    completion: .file())
  var list: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Contacts and results of a list: managers' workbooks as they were filled in, and bank.csv for its control group; or tables "
        + "with customer_id, month, contacted, control, and date, action, manager, uptake, assets_before, assets_after where "
        + "known.", valueName: "file"), completion: .file())
  var outcomes: [String] = []

  @Option(help: ArgumentHelp("Write the findings as JSON.", valueName: "file"), completion: .file())
  var out: String?

  @Option(help: ArgumentHelp("Write a report as HTML.", valueName: "file"), completion: .file())
  var report: String?

  @Option(help: ArgumentHelp("The least light that does not end with 0.", valueName: "amber|red"))
  var failOn = FailingLight.amber

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if outcomes.isEmpty, model == nil {
      throw ValidationError("Name the model to watch with --model, or a file of contacts with --outcomes.")
    }
    if !outcomes.isEmpty, model != nil || list != nil || month != nil {
      throw ValidationError("--outcomes is a report of its own: leave --model, --list and --month out.")
    }
  }

  func run(_ terminal: Terminal) throws {
    if !outcomes.isEmpty {
      let content = try ContactsRun(
        contactsPaths: outcomes, input: panel.input(), outputPath: out, reportPath: report
      ).run(shared.context(terminal))
      return try terminal.result(content.text, terminator: "")
    }
    let outcome = try MonitorRun(
      modelPath: model ?? "", input: panel.input(table: table), month: month, reference: reference,
      listPath: list, outputPath: out,
      reportPath: report,
      commandLine: SharedOptions.commandLine
    ).run(shared.context(terminal))
    try terminal.result(outcome.text, terminator: "")
    switch outcome.verdict {
    case .green: break
    case .amber: if failOn == .amber { throw ExitCode(ExitStatus.amber.rawValue) }
    case .red: throw ExitCode(ExitStatus.red.rawValue)
    }
  }
}

/// A light that the program does not end with 0 for.
enum FailingLight: String, CaseIterable, ExpressibleByArgument { case amber, red }
