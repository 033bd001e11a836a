import ArgumentParser
import Calendar
import Configuration
import Retention
import SystemIO
import Validation
import Workflow

struct PredictCommand: DataVerb {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Writes next month's loss list: ranked, explained, ready for relationship managers.",
    discussion: """
      Examples:
        churn predict --config demo/bank.yaml --model models/mine --out list.csv
        churn predict --panel 'demo/panel_*.csv' --model models/mine --month 2024-10 --top 500 --out list.csv
        churn predict --config demo/bank.yaml --model models/mine --lists lists --byte-order-mark
        churn predict --config demo/bank.yaml --questions models/loss models/promotion --top 500 --out contacts.csv
        churn predict --table features.csv --key id --model models/table --all --out scores.csv
      """)

  @Option(help: ArgumentHelp("The model's folder.", valueName: "folder"), completion: .directory)
  var model: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Instead of --model, a model for each of several questions: one calendar, in which each customer is contacted at most "
        + "once a month, and each question's own list beside it.",
      valueName: "folders"), completion: .directory)
  var questions: [String] = []

  @OptionGroup var panel: PanelOptions
  @OptionGroup var table: TableOptions

  @Option(help: ArgumentHelp("The snapshot month; without it, the newest one.", valueName: "month"))
  var month: Month?

  @OptionGroup var length: ListLengthOptions

  @Option(help: ArgumentHelp("Order by expected_loss, probability or kept_per_cost.", valueName: "order"))
  var order: ListDefinition.Order?

  @Option(help: .list, completion: .file())
  var out: String?

  @Option(
    defaultAsFlag: "lists/{month}", parsing: .next,
    help: ArgumentHelp(
      "Folder for lists of the bank, each branch and each manager, with a summary; {month} in its name, and in that of "
        + "--out, stands for the month at risk, so that earlier lists stay.",
      valueName: "folder"), completion: .directory)
  var lists: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "What --lists holds: csv, xlsx, json, html; all where none is named.", valueName: "formats"))
  var formats: [ListFolder.Format] = []

  @Option(
    help: ArgumentHelp(
      "Stop where the newest month is older than this one; next: than the month after the list that is replaced.",
      valueName: "month|next"))
  var expect: ExpectedMonth?

  @Option(
    help: ArgumentHelp(
      "Go on although the delivery is odd; the reason goes into the record.", valueName: "reason"))
  var accept: String?

  @OptionGroup var file: ListFileOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if let accept, accept.allSatisfy(\.isWhitespace) {
      throw ValidationError("--accept is empty; say why the delivery is right all the same.")
    }
    guard !questions.isEmpty else {
      if model != nil { return }
      throw ValidationError(
        "Name the model's folder with --model, or one for each question with --questions.")
    }
    if model != nil {
      throw ValidationError(
        "--model and --questions cannot be used together: name all models after --questions.")
    }
    if lists != nil || !formats.isEmpty {
      throw ValidationError(
        "--lists is for a single question; the calendar of --questions and each question's list go beside --out."
      )
    }
    if let order, order != .expectedLoss {
      throw ValidationError(
        "--order \(order.rawValue) is for a single question; contacts of --questions are ordered by their expected money."
      )
    }
  }

  func run(_ terminal: Terminal) throws {
    let selection = try length.selection()
    let run = PredictionRun(
      modelPath: model ?? questions[0], input: try panel.input(table: table), month: month,
      selection: selection,
      order: order,
      outputPath: out,
      lists: lists.map {
        ListsRequest(folder: $0, formats: Set(formats.isEmpty ? ListFolder.Format.allCases : formats))
      }, byteOrderMark: file.byteOrderMark, expected: expect, accepted: accept, shown: file.show)
    let context = shared.context(terminal)
    let outcome =
      try questions.isEmpty
      ? run.run(context) : CalendarRun(list: run, modelPaths: questions).run(context)
    DeliveryWords.warn(outcome, terminal)
    terminal.record(outcome.summary)
    if !quiet || file.show > 0 { try terminal.show(outcome.text) }
  }
}

extension ExpectedMonth: ExpressibleByArgument {
  public init?(argument: String) { self.init(parsing: argument) }
}
