import ArgumentParser
import Calendar
import Configuration
import Retention
import SystemIO
import Workflow

struct LookAlikeCommand: DataVerb {
  static let configuration = CommandConfiguration(
    commandName: "lookalike",
    abstract: "Lists the customers most like those of a given group, and what the group has in common.",
    discussion: """
      The group is a file with a customer in each row, such as those who bought a product. Every customer is scored by a \
      model that has not seen that customer.

      Example:
        churn lookalike --config demo/bank.yaml --group buyers.csv --top 500 --out similar.csv
      """)

  @OptionGroup var panel: PanelOptions

  @Option(
    help: ArgumentHelp(
      "File of the group: a row per customer, the key in a column customer_id or the only one.",
      valueName: "file"), completion: .file())
  var group: String

  @Option(help: ArgumentHelp("The month to stand at; without it, the newest one.", valueName: "month"))
  var month: Month?

  @OptionGroup var length: ListLengthOptions

  @Option(help: .list, completion: .file())
  var out: String

  @OptionGroup var file: ListFileOptions
  @OptionGroup var shared: SharedOptions

  func run(_ terminal: Terminal) throws {
    let run = LookAlikeRun(
      input: panel.input(), groupPath: group, month: month, selection: try length.selection(),
      outputPath: out,
      byteOrderMark: file.byteOrderMark, shown: file.show)
    let outcome = try run.run(shared.context(terminal))
    let words = LookAlikeWords(outcome: outcome)
    terminal.record(words.summary)
    if !quiet || file.show > 0 { try terminal.show(words.text, terminator: "") }
  }
}
