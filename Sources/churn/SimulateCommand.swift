import ArgumentParser
import Calendar
import Configuration
import Simulation
import SystemIO
import Workflow

struct SimulateCommand: DataVerb {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Makes a realistic panel of any size, with known causes of loss.",
    discussion: """
      Example:
        churn simulate --customers 20000 --months 12 --seed 7 --out demo
      """)

  @Option(help: "Number of customers.")
  var customers = 20_000

  @Option(help: "Number of months.")
  var months = 12

  @Option(help: ArgumentHelp("The first month.", valueName: "month"))
  var firstMonth: Month?

  @Option(help: "Seed of the random numbers; same seed, same bytes.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Share of customers above the floor of 200,000.", valueName: "share"))
  var aboveFloorShare: Double?

  @Option(help: ArgumentHelp("Share of amount cells that are missing or oddly written.", valueName: "share"))
  var dirtyShare: Double?

  @Option(help: ArgumentHelp("Share of amount cells that are no number.", valueName: "share"))
  var unreadableShare: Double?

  @Flag(help: "Also write open_date, household_id and service_grade.")
  var extended = false

  @Flag(inversion: .prefixedNo, help: "Write truth.csv with the cause of each loss.")
  var truth = true

  @Option(help: ArgumentHelp("Folder for the files.", valueName: "folder"), completion: .directory)
  var out: String

  @OptionGroup var spoken: LanguageOptions
  @OptionGroup var shared: SharedOptions

  func run(_ terminal: Terminal) throws {
    var options = SimulationOptions(customers: customers, months: months)
    options.seed = seed
    options.extended = extended
    options.truth = truth
    if let firstMonth { options.firstMonth = firstMonth }
    if let aboveFloorShare { options.aboveFloorShare = aboveFloorShare }
    if let dirtyShare { options.dirtyShare = dirtyShare }
    if let unreadableShare { options.unreadableShare = unreadableShare }
    if let language = spoken.language { options.language = language }
    let summary = try SimulationRun(options: options, folder: out).run(shared.context(terminal))
    try terminal.note(
      options.language.text(
        "已向 \(out) 写入 \(summary.files.count) 个文件，共 \(summary.rows) 行。",
        "Wrote \(summary.rows) rows in \(summary.files.count) files to \(out)."))
  }
}
