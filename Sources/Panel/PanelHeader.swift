/// The names of a file's columns, for those who want to know what a file has before reading it.
public enum PanelHeader {
  /// Reads the header of a plain or gzip CSV file.
  public static func columns(ofFile path: String) throws -> [String] { try CSVScan(path: path).header }
}
