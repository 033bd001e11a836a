/// What is wrong with tables, in sentences that say where and what to do.
public struct TableError: Error, Sendable, Equatable, CustomStringConvertible {
  /// One problem.
  public struct Problem: Sendable, Equatable, CustomStringConvertible {
    public var file: String?
    /// Number of the line in the file, from 1.
    public var line: Int?
    /// Name of the column as the file has it.
    public var column: String?
    public var message: String

    public init(file: String? = nil, line: Int? = nil, column: String? = nil, message: String) {
      self.file = file
      self.line = line
      self.column = column
      self.message = message
    }

    public var description: String {
      var place: [String] = []
      if let file { place.append(file) }
      if let line { place.append("line \(line)") }
      if let column { place.append("column “\(column)”") }
      return place.isEmpty ? message : place.joined(separator: ", ") + ": " + message
    }
  }

  public var problems: [Problem]

  public init(problems: [Problem]) { self.problems = problems }

  public init(file: String? = nil, line: Int? = nil, column: String? = nil, message: String) {
    problems = [Problem(file: file, line: line, column: column, message: message)]
  }

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
