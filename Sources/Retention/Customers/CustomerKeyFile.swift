import Configuration
import SystemIO

/// A file that names customers, one in each row: UTF-8, comma-separated (or `;` or tab), with a header.
///
/// The key stands in the column that a panel would have it in (`customer_id`, 客户号, …), or in the only one. Other
/// columns are passed over, so a loss list of this program or an export of a system will do.
public enum CustomerKeyFile {
  private static let largestSize = 1 << 31

  /// Reads the customers, each once, in the order of the file.
  ///
  /// - Throws: `FileError` where it cannot be read; ``CustomerKeyFileError`` where it names no customers.
  public static func read(_ path: String) throws -> [String] {
    try customers(in: PlainReader.wholeFile(path, limit: largestSize), file: path)
  }

  /// Reads the bytes of a file.
  static func customers(in bytes: [UInt8], file: String) throws(CustomerKeyFileError) -> [String] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CustomerKeyFileError(file: file, line: nil, text: "It is not UTF-8; save it as UTF-8.")
    }
    var rows = DelimitedRows(text)
    guard let header = rows.next() else {
      throw CustomerKeyFileError(file: file, line: nil, text: "It is empty; give a customer in each row.")
    }
    let named = header.cells.indices.filter { ColumnNames.canonical(for: header.cells[$0]) == "customer_id" }
    guard named.count < 2, let column = named.first ?? (header.cells.count == 1 ? 0 : nil) else {
      throw CustomerKeyFileError(
        file: file, line: header.line,
        text:
          "The header has \(named.isEmpty ? "no column" : "\(named.count) columns") called customer_id (or 客户号) among "
          + "its \(header.cells.count); name one of them so.")
    }
    var customers: [String] = []
    var seen: Set<String> = []
    while let row = rows.next() {
      guard row.cells.count == header.cells.count, !row.isOpen, !row.cells[column].isEmpty else {
        throw CustomerKeyFileError(
          file: file, line: row.line,
          text: row.isOpen
            ? "A quote is opened and never closed."
            : row.cells.count == header.cells.count
              ? "The customer is missing; fill it in or take the row out."
              : "There are \(row.cells.count) cells, but \(header.cells.count) columns.")
      }
      if seen.insert(row.cells[column]).inserted { customers.append(row.cells[column]) }
    }
    guard !customers.isEmpty else {
      throw CustomerKeyFileError(
        file: file, line: nil, text: "It holds a header and no customer; the first row must be a header.")
    }
    return customers
  }
}

/// What is wrong with a file of customers.
public struct CustomerKeyFileError: Error, Sendable, Equatable, CustomStringConvertible {
  public var file: String
  /// Counted from 1, the header's line included.
  public var line: Int?
  /// A whole sentence with the way out.
  public var text: String

  public var description: String { "“\(file)”\(line.map { ", line \($0)" } ?? ""): \(text)" }
}
