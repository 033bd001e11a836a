import Configuration

/// The names of a file's columns, for those who want to know what a file has before reading it.
public enum PanelHeader {
  /// Reads the header of a plain or gzip CSV file.
  public static func columns(ofFile path: String) throws -> [String] { try CSVScan(path: path).header }

  /// All columns that a configuration's tables have, under our names; those that are ignored left out.
  public static func columns(of configuration: BankConfiguration) throws -> [String] {
    let ignored = Set(configuration.ignore)
    let sizes = CSVScan.Sizes()
    let tables =
      try configuration.panel.map { try PanelTable($0, ignoring: ignored, cutOff: nil, sizes: sizes) }
      + configuration.attributes.map { try PanelTable($0, ignoring: ignored, sizes: sizes) }
    return tables.flatMap(\.columnNames)
  }
}
