import ArgumentParser
import Calendar
import Configuration
import SystemIO
import Workflow

struct AnalyzeCommand: DataVerb {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Variable analysis: bins, WoE, IV, KS, stability, correlation, and a verdict on each variable.",
    discussion: """
      Examples:
        churn analyze --config demo/bank.yaml --out analysis
        churn analyze --config demo/bank.yaml --month 2024-10 --variable assets_ratio_1
        churn analyze --table features.csv --label churned --key id --time-column day --out analysis

      The folder gets analysis.html, variables.csv, bins.csv, periods.csv and analysis.json. How values are put into \
      bins, special codes and borders drawn by hand stand under `binning:` of the configuration.
      """)

  @OptionGroup var panel: PanelOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var asked: QuestionOptions

  @Option(
    help: ArgumentHelp("Stand at the end of this month: nothing later is looked at.", valueName: "month"))
  var month: Month?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Also print the bins of these variables.", valueName: "names"))
  var variable: [String] = []

  @Option(
    help: ArgumentHelp("Folder for the tables and the page.", valueName: "folder"), completion: .directory)
  var out: String?

  @Flag(help: "Show all variables on the page, those to drop too, with tables of their bins and periods.")
  var full = false

  @OptionGroup var shared: SharedOptions

  func run(_ terminal: Terminal) throws {
    let run = try AnalysisRun(
      input: panel.input(table: table, question: asked.question), month: month, folder: out, shown: variable,
      isFull: full)
    try terminal.show(AnalysisWords(outcome: run.run(shared.context(terminal))).text, terminator: "")
  }
}
