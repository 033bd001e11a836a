import ArgumentParser
import SystemIO
import Workflow

struct DescribeCommand: DataVerb {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Shows what is in a panel or a table: columns, months, population, missing and odd values.",
    discussion: """
      Example:
        churn describe --config demo/bank.yaml
      A first draft of a configuration from files alone:
        churn describe --panel 'exports/*.csv' --draft bank.yaml
      A table with ready-made variables, and a draft for it:
        churn describe --table features.csv --label churned --key id --draft table.yaml
      """)

  @OptionGroup var panel: PanelOptions
  @OptionGroup var table: TableOptions

  @Option(help: ArgumentHelp("Also write the findings as JSON.", valueName: "file"), completion: .file())
  var json: String?

  @Option(
    help: ArgumentHelp("Write a first draft of a configuration.", valueName: "bank.yaml"), completion: .file()
  )
  var draft: String?

  @OptionGroup var shared: SharedOptions

  func run(_ terminal: Terminal) throws {
    let (input, context) = (try panel.input(table: table), shared.context(terminal))
    let text =
      if let table = input.table {
        try TableDescriptionRun(input: input, selection: table, jsonPath: json, draftPath: draft)
          .run(context).text
      } else {
        try DescriptionRun(input: input, jsonPath: json, draftPath: draft).run(context).text
      }
    try terminal.show(text, terminator: "")
  }
}
