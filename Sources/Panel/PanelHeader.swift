import Configuration
import Parallel
import Tabular

/// The names of a file's columns, for those who want to know what a file has before reading it.
public enum PanelHeader {
  /// Reads the header of a file.
  public static func columns(ofFile path: String) throws -> [String] {
    try ColumnSources.open(path: path).columnNames
  }

  /// All columns that a configuration's tables have, under our names; those that are ignored left out.
  public static func columns(of configuration: BankConfiguration) throws -> [String] {
    let statements = ColumnStatements(configuration)
    let joined = try JoinedTables(
      statements, columns: nil, missing: configuration.missing, unreadable: configuration.unreadable,
      isSurvey: true, sources: .files, team: ThreadTeam(threadCount: 1))
    let tables =
      try configuration.panel.map {
        try PanelTable($0, stating: statements, joined: joined, cutOff: nil, sources: .files)
      }
      + configuration.attributes.map {
        try PanelTable($0, stating: statements, joined: joined, sources: .files)
      }
    return tables.flatMap(\.columnNames)
  }
}
