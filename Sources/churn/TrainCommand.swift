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
        churn train --config demo/bank.yaml --question promotion --out models/promotion
        churn train --table features.csv --label churned --key id --out models/table
        churn train --table features.csv --label churned --key id --folds 5 --fold-scores scores.csv --out models/table
      """)

  @OptionGroup var panel: PanelOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var asked: QuestionOptions

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
      "Also cross-validate a table: so many folds, by time where there is a time column, else by key. Every fold trains "
        + "anew, with its own search where --tune is given.", valueName: "n"))
  var folds: Int?

  @Option(
    help: ArgumentHelp(
      "The table's column whose rows stay in one fold, such as a household; it is no variable then.",
      valueName: "column"))
  var foldBy: String?

  @Option(
    help: ArgumentHelp(
      "Write the score of each row by the model of the folds that it is not in: CSV, Parquet, or a table of a database.",
      valueName: "file or table"))
  var foldScores: String?

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

  func validate() throws {
    if let folds, !(2...100).contains(folds) {
      throw ValidationError("--folds is \(folds); give a number from 2 to 100.")
    }
    if folds == nil, foldBy != nil || foldScores != nil {
      throw ValidationError(
        "--fold-by and --fold-scores belong to a cross-validation; say --folds 5 as well.")
    }
  }

  func run(_ terminal: Terminal) throws {
    let run = TrainingRun(
      input: try panel.input(table: table, question: asked.question), algorithm: algorithm, seed: seed,
      month: month, tuning: tune,
      weight: weight,
      folds: folds.map { FoldRequest(count: $0, column: foldBy, scoresPath: foldScores) },
      checkpoint: checkpoint, folder: out,
      commandLine: SharedOptions.commandLine)
    let outcome = try run.run(shared.context(terminal))
    try terminal.note(TrainingWords(outcome: outcome).text)
  }
}
