import ArgumentParser
import SystemIO
import Workflow

struct DescribeCommand: DataVerb {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Shows what is in a panel: columns, months, population, missing and odd values.",
    discussion: """
      Example:
        churn describe --config demo/bank.yaml
      A first draft of a configuration from files alone:
        churn describe --panel 'exports/*.csv' --draft bank.yaml
      """)

  @OptionGroup var panel: PanelOptions

  @Option(help: ArgumentHelp("Also write the findings as JSON.", valueName: "file"), completion: .file())
  var json: String?

  @Option(
    help: ArgumentHelp("Write a first draft of a configuration.", valueName: "bank.yaml"), completion: .file()
  )
  var draft: String?

  @OptionGroup var shared: SharedOptions

  func run(_ terminal: Terminal) throws {
    let run = DescriptionRun(input: panel.input(), jsonPath: json, draftPath: draft)
    try terminal.show(run.run(shared.context(terminal)).text, terminator: "")
  }
}
