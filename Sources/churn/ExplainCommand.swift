import ArgumentParser
import Calendar
import Configuration
import Retention
import SystemIO
import Workflow

struct ExplainCommand: DataVerb {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains one customer: score, rank, why listed or not, what the score is made of, what if.",
    discussion: """
      Options that say how long the list is and how it is ordered mean what they mean for predict: give the same ones to be \
      told of the same list, as --lists writes it.

      Examples:
        churn explain --config demo/bank.yaml --model models/mine --customer C00000412
        churn explain --config demo/bank.yaml --model models/mine --customer C00000412 --set wealth_maturing=0 \
      --report customer.html
        churn explain --table features.csv --key id --model models/table --customer 4711 --out row.json
      """)

  @Option(help: ArgumentHelp("The model's folder.", valueName: "folder"), completion: .directory)
  var model: String

  @Option(
    help: ArgumentHelp("The customer; of a table, what the row has in the column --key.", valueName: "id"))
  var customer: String

  @OptionGroup var panel: PanelOptions
  @OptionGroup var table: TableOptions

  @Option(help: ArgumentHelp("The snapshot month; without it, the newest one.", valueName: "month"))
  var month: Month?

  @OptionGroup var length: ListLengthOptions

  @Option(help: ArgumentHelp("Order by expected_loss, probability or kept_per_cost.", valueName: "order"))
  var order: ListDefinition.Order?

  @Option(
    help: ArgumentHelp(
      "What if: a column in the snapshot month, or a variable of the model, had another value; may be given several times.",
      valueName: "name=value"))
  var set: [String] = []

  @Option(help: ArgumentHelp("Write the explanation as JSON.", valueName: "file"), completion: .file())
  var out: String?

  @Option(help: ArgumentHelp("Write the explanation as HTML.", valueName: "file"), completion: .file())
  var report: String?

  @OptionGroup var shared: SharedOptions

  func run(_ terminal: Terminal) throws {
    let list = PredictionRun(
      modelPath: model, input: try panel.input(table: table), month: month,
      selection: try length.selection(), order: order, outputPath: nil)
    let explanation = try ExplanationRun(
      list: list, customer: customer, settings: set, outputPath: out, reportPath: report
    ).run(shared.context(terminal))
    try terminal.show(ExplanationWords(explanation: explanation).text, terminator: "")
  }
}
