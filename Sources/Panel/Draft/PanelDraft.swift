import Calendar
import Configuration
import Parallel
import SystemIO
import Tabular

/// A first draft of a configuration, and what has to be decided before it is used.
public struct PanelDraft: Sendable {
  public var configuration: BankConfiguration
  public var questions: [DraftQuestion]

  public init(configuration: BankConfiguration, questions: [DraftQuestion] = []) {
    (self.configuration, self.questions) = (configuration, questions)
  }

  /// Drafts the configuration of the files that are named in one.
  public static func make(of configuration: BankConfiguration, team: ThreadTeam) throws -> PanelDraft {
    var drafter = PanelDrafter(configuration: configuration, team: team)
    return try drafter.draft()
  }

  /// The draft as a file in a folder: what has to be decided, the configuration with its paths as seen from there, and why
  /// columns have their kinds.
  public func text(of columns: [ColumnSummary], in folder: String) -> String {
    let language = configuration.language
    return remarks(in: language) + configuration.mapPaths { FilePath.relative($0, from: folder) }.yaml()
      + DraftConfiguration.remarks(on: columns, in: language)
  }

  /// Comments with the questions, a line each; empty where there is none.
  public func remarks(in language: Language) -> String {
    if questions.isEmpty { return "" }
    let lines = questions.map { "#   - " + $0.text(in: language).replacing("\n", with: "\n#     ") + "\n" }
    return "# \(language.text("请决定：", "To decide:"))\n" + lines.joined() + "\n"
  }

  /// Takes in what reading the panel by the draft has shown.
  public mutating func add(_ report: CleaningReport) {
    DraftConfiguration.addKinds(of: report.columns + report.attributes, to: &configuration)
    if !report.months.isEmpty, report.months.allSatisfy({ $0.aboveFloor == 0 }) {
      questions.append(.nobodyAboveFloor(configuration.floor))
    }
    // One month more than the window shows what became of it.
    let window = max(1, min(configuration.window, report.months.count - 1))
    if window < configuration.window {
      configuration.window = window
      questions.append(.fewMonths(report.months.count, window: window))
    }
  }
}

/// Files with the same columns, as a table of a draft.
struct DraftTable {
  var paths: [String]
  var sample: FileSample
  var months: [PathMonth]
  var customer: String
  /// The column of months; nil: the names of the files say the month, or nothing does.
  var month: String?
  /// What is said of the table already.
  var said: PanelSource
  /// Our name → the file's.
  var columns: [String: String] = [:]

  /// Whether the rows are of no month.
  var isWithoutMonth: Bool { month == nil && months.contains { $0.month == nil && $0.monthOfYear == nil } }

  /// The columns that are neither customer nor month.
  var others: [FileSample.Column] {
    sample.columns.filter { $0.name != customer && $0.name != month && !$0.name.isEmpty }
  }
}
