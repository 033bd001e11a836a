import ArgumentParser
import Calendar
import SystemIO
import Workflow

struct ProductsCommand: DataVerb {
  static let configuration = CommandConfiguration(
    commandName: "products",
    abstract: "Shows what customers hold: by tier, stage of life and group, and what is held together.",
    discussion: """
      Examples:
        churn products --config demo/bank.yaml --report holdings.html
        churn products --config demo/bank.yaml --month 2024-10 --customers gaps.csv
      """)

  @OptionGroup var panel: PanelOptions

  @Option(help: ArgumentHelp("The month to look at; without it, the newest one.", valueName: "month"))
  var month: Month?

  @Option(help: ArgumentHelp("Write the figures as JSON.", valueName: "file"), completion: .file())
  var out: String?

  @Option(help: ArgumentHelp("Write the figures as a page.", valueName: "file"), completion: .file())
  var report: String?

  @Option(
    help: ArgumentHelp(
      "Write a table of all customers, with what similar customers hold and each does not.", valueName: "file"
    ),
    completion: .file())
  var customers: String?

  @OptionGroup var shared: SharedOptions

  func run(_ terminal: Terminal) throws {
    let run = ProductsRun(
      input: panel.input(), month: month, outputPath: out, reportPath: report, customersPath: customers)
    try terminal.show(run.run(shared.context(terminal)).text, terminator: "")
  }
}
