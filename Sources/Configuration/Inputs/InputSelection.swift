import Calendar
import Messages
import SystemIO

/// Where a run's data come from, as the command line says it.
public struct InputSelection: Sendable {
  public var configurationPath: String?
  /// Panel files instead of the configuration's.
  public var panelPatterns: [String]
  public var language: Language?
  /// A ready-made table instead of a panel.
  public var table: TableSelection?
  /// What is said of columns besides the configuration.
  public var columns: ColumnDefinition
  /// The question that is asked instead of the configuration's; nil: that one.
  public var question: String?

  public init(
    configurationPath: String? = nil, panelPatterns: [String] = [], language: Language? = nil,
    table: TableSelection? = nil, columns: ColumnDefinition = ColumnDefinition(), question: String? = nil
  ) {
    self.question = question
    self.configurationPath = configurationPath
    self.panelPatterns = panelPatterns
    self.language = language
    self.table = table
    self.columns = columns
  }

  /// The same with what the configuration says of a ready-made table, where the command line does not say it.
  ///
  /// - Throws: the problems of the configuration.
  public func withTableOfConfiguration() throws -> InputSelection {
    var filled = self
    if panelPatterns.isEmpty, let configurationPath,
      let described = try BankConfiguration.load(path: configurationPath).table
    {
      filled.table = table.filled(from: described)
    }
    if filled.table?.patterns.isEmpty == true { filled.table = nil }
    return filled
  }

  /// The configuration with what the command line changes of it.
  public func configuration() throws -> BankConfiguration {
    var configuration =
      try configurationPath.map { try BankConfiguration.load(path: $0) } ?? BankConfiguration()
    if !panelPatterns.isEmpty {
      // The files change, what their columns mean does not.
      var source = PanelSource(files: .patterns(panelPatterns))
      if let first = configuration.panel.first {
        (source.customer, source.month, source.columns) = (first.customer, first.month, first.columns)
      }
      configuration.panel = [source]
    }
    if let language { configuration.language = language }
    configuration.columns.add(columns)
    if configuration.panel.isEmpty && table == nil {
      throw RunError(
        "No data is given. Name a configuration\(RunInput.configuration.given(as: "bank.yaml")), panel files\(RunInput.panel.given), or a ready-made "
          + "table\(RunInput.table.given).")
    }
    guard table == nil else {
      if let question {
        throw RunError(
          "A ready-made table has its own outcome, so “\(question)” cannot be asked of it; leave the question out, or give a "
            + "panel.")
      }
      return try configuration.asking(AskedQuestion.loss.name)
    }
    return try configuration.asking(question)
  }
}

extension InputSelection {
  /// All files that are read, whether or not they are there.
  public var files: [String] {
    [configurationPath].compactMap { $0 }
      + ((table?.patterns ?? []) + panelPatterns + filesOfConfiguration).flatMap {
        // Of a table in a database, the database's file; of a sheet, the workbook.
        (try? FilePattern.expand(
          (try? TableAddress($0))?.file ?? SheetAddress($0)?.file ?? $0, relativeTo: "")) ?? []
      }
  }

  /// Files that the configuration names, whether or not all of it is right: its problems are told when it is read. Earlier
  /// lists are not among them: this month's may take the place of its own earlier version, see `ListFiles`.
  private var filesOfConfiguration: [String] {
    guard let configurationPath,
      var configuration = try? BankConfiguration.loadPart(path: configurationPath).configuration
    else { return [] }
    configuration.list.coolingOff.lists = []
    return configuration.files
  }
}

extension TableSelection? {
  /// What a configuration says of a table, where nothing else is asked for.
  fileprivate func filled(from described: TableSource) -> TableSelection {
    var filled = self ?? TableSelection(patterns: [], label: nil, positive: nil, key: nil, timeColumn: nil)
    if filled.patterns.isEmpty { filled.patterns = described.origin }
    // Another label has other texts.
    if filled.label == nil { filled.positive = filled.positive ?? described.positive }
    filled.label = filled.label ?? described.label
    filled.key = filled.key ?? described.key
    filled.timeColumn = filled.timeColumn ?? described.timeColumn
    return filled
  }
}
