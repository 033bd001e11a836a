import ArgumentParser
import Workflow

struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Looks at models.",
    subcommands: [Show.self])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Tells what a model was learnt from and what it needs.",
      discussion: """
        Example:
          churn model show models/mine
        """)

    @Argument(help: "The model's folder.")
    var model: String

    func run() throws { print(try ModelDescriptionRun(modelPath: model).run(), terminator: "") }
  }
}
