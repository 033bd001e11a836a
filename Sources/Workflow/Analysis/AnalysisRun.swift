import Calendar
import Configuration
import Messages
import Reporting
import SystemIO
import Validation
import Variables

/// `churn analyze`.
public struct AnalysisRun: Sendable {
  public let input: InputSelection
  /// Stand at the end of this month: nothing later is looked at; nil: all months.
  public let month: Month?
  /// The folder for the tables and the page; nil: none is written.
  public let folder: String?
  /// Variables whose bins are printed.
  public let shown: [String]
  /// Whether the page has all variables, with their tables.
  public let isFull: Bool

  static let pageName = "analysis.html"
  static let variablesName = "variables.csv"
  static let binsName = "bins.csv"
  static let periodsName = "periods.csv"
  /// Everything, and the file that tells a folder of this verb.
  static let recordName = "analysis.json"
  static let names = [pageName, variablesName, binsName, periodsName, recordName]

  public init(
    input: InputSelection, month: Month? = nil, folder: String? = nil, shown: [String] = [],
    isFull: Bool = false
  ) {
    (self.input, self.month, self.folder, self.shown, self.isFull) = (input, month, folder, shown, isFull)
  }

  /// Analyses the variables and writes the folder, where one is asked for.
  public func run(_ context: RunContext) throws -> AnalysisOutcome {
    try RunFiles(reading: input).check(writing: [], folder: folder.map { ($0, AnalysisRun.names) })
    let configuration = try input.configuration()
    let output = try folder.map { try AtomicFolder(path: $0, marker: AnalysisRun.recordName) }
    let read = try AnalysisInput(configuration: configuration, context: context).read(input, until: month)
    let table = read.table
    let unknown = shown.filter { name in !table.variables.contains { $0.name == name } }
    if !unknown.isEmpty {
      throw RunError(
        problems: unknown.map { name in
          let hint = Suggestion.closest(to: name, among: table.variables.map(\.name)).map {
            " Did you mean “\($0)”?"
          }
          return "There is no variable “\(name)”.\(hint ?? "")"
        })
    }
    var result = try context.step("Analysing") {
      try VariableAnalyst(binning: configuration.binning, team: context.team).analyse(table)
    }
    result.leftOut = read.notes.leftOut
    result.leaks = (result.leaks + read.orderLeaks).byStrength
    if let output {
      let tables = AnalysisTables(result, language: configuration.language)
      try output.write(tables.variables(), named: AnalysisRun.variablesName)
      try output.write(tables.bins(), named: AnalysisRun.binsName)
      if !result.periods.isEmpty { try output.write(tables.periods(), named: AnalysisRun.periodsName) }
      let page = AnalysisPage(
        result, book: read.book, program: ProgramVersion.text, language: configuration.language,
        words: configuration.asked.words, isFull: isFull)
      try output.write(page.html, named: AnalysisRun.pageName)
      try output.write(
        DeterministicJSON.encode(result, language: configuration.language), named: AnalysisRun.recordName)
      try output.commit()
    }
    return AnalysisOutcome(
      result: result, shown: shown.flatMap { name in result.variables.filter { $0.name == name } },
      folder: folder, notes: read.notes, language: configuration.language, words: configuration.asked.words)
  }
}

/// An analysis, and where it was written.
public struct AnalysisOutcome: Sendable {
  public let result: AnalysisResult
  /// The variables whose bins are to be printed.
  public let shown: [VariableAnalysis]
  /// The folder of the tables and the page; nil: none was written.
  public let folder: String?
  /// What to know of the columns that were read.
  public let notes: ColumnNotes
  public let language: Language
  /// How the event is called that was analysed.
  public let words: QuestionWords
}
