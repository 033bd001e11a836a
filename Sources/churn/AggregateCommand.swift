import ArgumentParser
import SystemIO
import Workflow

struct AggregateCommand: DataVerb {
  static let configuration = CommandConfiguration(
    commandName: "aggregate",
    abstract: "Makes a monthly panel of daily averages from daily balances or transactions.",
    discussion: """
      Each calendar day's closing balance is averaged over the month (月日均), accounts of a customer are added up, and \
      transactions of each kind are summed and counted. Days before an account was opened count as 0. The folder gets a \
      file for each month and a bank.yaml for the other verbs.

      Example:
        printf 'who,day,amount\\nc1,240105,900\\nc1,240210,-300\\n' > book.csv
        echo 'aggregate: {files: book.csv, customer: who,' > book.yaml
        echo '  date: day, amount: amount}' >> book.yaml
        churn aggregate --config book.yaml --out panel

      Under `aggregate:`, `kind: balances` is for a row per account and day; `account`, `balance`, `debits`, \
      `balance_name` and `flows` say more of the file, as in datasets/berka-1993/berka.yaml.
      """)

  @Option(
    help: ArgumentHelp("The configuration with `aggregate:`.", valueName: "bank.yaml"), completion: .file())
  var config: String

  @Option(help: ArgumentHelp("Folder for the panel.", valueName: "folder"), completion: .directory)
  var out: String

  @OptionGroup var spoken: LanguageOptions
  @OptionGroup var shared: SharedOptions

  func run(_ terminal: Terminal) throws {
    let run = AggregationRun(configurationPath: config, folder: out, language: spoken.language)
    let outcome = try run.run(shared.context(terminal))
    try terminal.note(outcome.text)
  }
}
