import Messages
import SystemIO

/// What is wrong with tables, in sentences that say where and what to do.
public struct TableError: AskingError, Equatable {
  /// One problem.
  public struct Problem: Sendable, Equatable {
    public var file: String?
    /// Number of the line in the file, or of the row in a table that has no lines, from 1.
    public var line: Int?
    /// Name of the column as the file has it.
    public var column: String?
    public var message: Sentence

    /// - Parameter message: what is wrong, which asks for inputs of the run.
    public init(file: String? = nil, line: Int? = nil, column: String? = nil, asking message: Sentence) {
      self.file = file
      self.line = line
      self.column = column
      self.message = message
    }

    public init(file: String? = nil, line: Int? = nil, column: String? = nil, message: String) {
      self.init(file: file, line: line, column: column, asking: Sentence(message))
    }

    var sentence: Sentence {
      var place: [String] = []
      if let file { place.append(file) }
      if let line { place.append("\(TableError.hasLines(file) ? "line" : "row") \(line)") }
      if let column { place.append("column “\(column)”") }
      return place.isEmpty ? message : "\(place.joined(separator: ", ")): \(message)"
    }
  }

  public var problems: [Problem]

  /// Whether a source has lines; the tables of databases, of Parquet and of workbooks have rows alone.
  static func hasLines(_ file: String?) -> Bool {
    file.map {
      !TableAddress.isAddress($0) && !$0.lowercased().hasSuffix(".parquet") && SheetAddress($0) == nil
    } ?? true
  }

  /// The line in which a source has its header; nil where it has none, or may have it elsewhere.
  public static func headerLine(of file: String) -> Int? { hasLines(file) ? 1 : nil }

  public init(problems: [Problem]) { self.problems = problems }

  /// - Parameter message: what is wrong, which asks for inputs of the run.
  public init(file: String? = nil, line: Int? = nil, column: String? = nil, asking message: Sentence) {
    problems = [Problem(file: file, line: line, column: column, asking: message)]
  }

  public init(file: String? = nil, line: Int? = nil, column: String? = nil, message: String) {
    problems = [Problem(file: file, line: line, column: column, message: message)]
  }

  public var sentence: Sentence { problems.map(\.sentence).joined(separator: "\n") }
}
