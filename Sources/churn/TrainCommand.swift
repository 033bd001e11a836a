import ArgumentParser
import Calendar
import Configuration
import Learning
import SystemIO
import Workflow

struct TrainCommand: DataVerb {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Trains a model from a panel, or from a ready-made table, and writes it with its report.",
    discussion: """
      Examples:
        churn train --config demo/bank.yaml --out models/mine
        churn train --config demo/bank.yaml --algorithm logistic --month 2024-10 --out models/october
        churn train --config demo/bank.yaml --tune 27 --out models/tuned
        churn train --table features.csv --label churned --key id --out models/table
      """)

  @OptionGroup var panel: PanelOptions
  @OptionGroup var table: TableOptions

  @Option(help: ArgumentHelp("trees or logistic.", valueName: "trees|logistic"))
  var algorithm: TrainingDefinition.Algorithm?

  @Option(
    help: ArgumentHelp("Stand at the end of this month: nothing later is looked at.", valueName: "month"))
  var month: Month?

  @Option(
    help: ArgumentHelp(
      "Search settings of trees on earlier months first: 27 tries so many, 15m for so many minutes.",
      valueName: "trials|minutes"))
  var tune: TuningBudget?

  @Option(
    help: ArgumentHelp(
      "The table's column that says how often each row counts while the model is trained.",
      valueName: "column"))
  var weight: String?

  @Option(
    help: ArgumentHelp(
      "Keep the trees in this file while they are grown; the same command goes on after an interruption.",
      valueName: "file"), completion: .file())
  var checkpoint: String?

  @Option(help: "Seed of all random choices.")
  var seed: UInt64?

  @Option(
    help: ArgumentHelp("Folder for the model; an earlier model there is replaced.", valueName: "folder"),
    completion: .directory)
  var out: String

  @OptionGroup var shared: SharedOptions

  func run(_ terminal: Terminal) throws {
    let run = TrainingRun(
      input: panel.input(table: table), algorithm: algorithm, seed: seed, month: month, tuning: tune,
      weight: weight, checkpoint: checkpoint, folder: out,
      commandLine: SharedOptions.commandLine)
    let outcome = try run.run(shared.context(terminal))
    try terminal.note(TrainingWords(outcome: outcome).text)
  }
}
