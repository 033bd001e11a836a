import ArgumentParser
import Calendar
import Configuration
import Retention
import SystemIO
import Workflow

struct WinBackCommand: DataVerb {
  static let configuration = CommandConfiguration(
    commandName: "winback",
    abstract: "Lists customers who have left by how likely they come back next month.",
    discussion: """
      Trains on the months at hand: which of the customers who had fallen below the floor were above it again a month \
      later; then lists those who have left as of the newest month, with what speaks for a return.

      Example:
        churn winback --config demo/bank.yaml --out winback.csv --show 5
      """)

  @OptionGroup var panel: PanelOptions

  @Option(help: ArgumentHelp("The month to stand at; without it, the newest one.", valueName: "month"))
  var month: Month?

  @OptionGroup var length: ListLengthOptions

  @Option(help: ArgumentHelp("Order by expected_loss (here: the return) or probability.", valueName: "order"))
  var order: ListDefinition.Order?

  @Option(help: .list, completion: .file())
  var out: String

  @OptionGroup var file: ListFileOptions
  @OptionGroup var shared: SharedOptions

  func run(_ terminal: Terminal) throws {
    let run = WinBackRun(
      input: panel.input(), month: month, selection: try length.selection(), order: order, outputPath: out,
      byteOrderMark: file.byteOrderMark, shown: file.show)
    let outcome = try run.run(shared.context(terminal))
    let words = WinBackWords(outcome: outcome)
    terminal.record(words.summary)
    if !quiet || file.show > 0 { try terminal.show(words.text, terminator: "") }
  }
}
