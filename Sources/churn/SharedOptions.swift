import ArgumentParser
import Calendar
import Configuration
import Learning
import Parallel
import Retention
import SystemIO
import Workflow

extension Month: ExpressibleByArgument {
  public init?(argument: String) { self.init(parsing: argument) }
}

extension Language: ExpressibleByArgument {}
extension TrainingDefinition.Algorithm: ExpressibleByArgument {}
extension ListDefinition.Order: ExpressibleByArgument {}
extension ListFolder.Format: ExpressibleByArgument {}

extension TuningBudget: ExpressibleByArgument {
  public init?(argument: String) { self.init(parsing: argument) }
}

/// Options that mean the same in every verb.
struct SharedOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Number of threads.", discussion: "", valueName: "n"))
  var threads: Int?

  @Flag(help: "Print neither progress nor notes.")
  var quiet = false

  @OptionGroup var logging: LogOptions

  func validate() throws { try Self.check(threads: threads) }

  static func check(threads: Int?) throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads is \(threads); give a number from 1 to 1024.")
    }
  }

  /// What was typed after the program's name, for reports to say how they were made; of addresses of databases that are
  /// refused, as those with a password are, the beginning alone.
  static var commandLine: String {
    Churn.arguments.map { argument in
      let value =
        argument.hasPrefix("--") ? argument.split(separator: "=", maxSplits: 1).last ?? "" : argument[...]
      let address = String(value)
      guard TableAddress.isAddress(address), (try? TableAddress(address)) == nil else { return argument }
      return argument.dropLast(value.count) + value.prefix { $0 != ":" } + ":…"
    }.joined(separator: " ")
  }

  /// The program, its version and what was typed.
  static var command: String { "\(ProgramVersion.text): churn \(commandLine)" }

  /// The workers and the progress of a run.
  func context(_ terminal: Terminal) -> RunContext {
    RunContext(
      team: ThreadTeam(threadCount: threads ?? ThreadTeam.availableProcessors), progress: terminal.progress)
  }
}

/// The language that a run speaks.
struct LanguageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Language of what is said, of lists and of reports: zh or en; without it, as the configuration says.",
      valueName: "zh|en"))
  var language: Language?
}

/// Where the panel comes from.
struct PanelOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The bank's configuration.", valueName: "bank.yaml"), completion: .file())
  var config: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Panel files or patterns, instead of the configuration's.", valueName: "files"),
    completion: .file())
  var panel: [String] = []

  @OptionGroup var spoken: LanguageOptions

  @Option(
    help: ArgumentHelp(
      "Columns of texts, whatever their cells look like; a name, or a pattern such as 'code_*'.",
      valueName: "pattern"))
  var category: [String] = []

  @Option(help: ArgumentHelp("Columns of numbers.", valueName: "pattern"))
  var number: [String] = []

  @Option(help: ArgumentHelp("Columns of days or months.", valueName: "pattern"))
  var date: [String] = []

  @Option(help: ArgumentHelp("Columns that nothing is made of.", valueName: "pattern"))
  var ignore: [String] = []

  /// The data of a verb that takes tables too.
  func input(table: TableOptions, question: String? = nil) throws -> InputSelection {
    var selection = input()
    selection.question = question
    selection.table = TableSelection(
      patterns: table.table, label: table.label, positive: table.positive, key: table.key,
      timeColumn: table.timeColumn)
    return try selection.withTableOfConfiguration()
  }

  /// The data of a verb for panels.
  func input() -> InputSelection {
    var columns = ColumnDefinition()
    (columns.category, columns.number, columns.date, columns.ignore) = (category, number, date, ignore)
    return InputSelection(
      configurationPath: config, panelPatterns: panel, language: spoken.language, columns: columns)
  }
}

/// What is asked of a panel.
struct QuestionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The question: loss, promotion, product:COLUMN, wake_up, win_back, or one of the configuration's; without it, as the "
        + "configuration says.", valueName: "question"))
  var question: String?
}

/// A ready-made table instead of a panel.
struct TableOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("A table with ready-made variables, instead of a panel.", valueName: "files"),
    completion: .file())
  var table: [String] = []

  @Option(help: ArgumentHelp("The table's column that holds the outcome.", valueName: "column"))
  var label: String?

  @Option(help: ArgumentHelp("The text of --label that counts as a loss.", valueName: "text"))
  var positive: String?

  @Option(help: ArgumentHelp("The table's column that names each row.", valueName: "column"))
  var key: String?

  @Option(help: ArgumentHelp("The table's column by whose order it is split.", valueName: "column"))
  var timeColumn: String?
}
