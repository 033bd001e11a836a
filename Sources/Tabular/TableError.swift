import Messages

/// What is wrong with tables, in sentences that say where and what to do.
public struct TableError: AskingError, Equatable {
  /// One problem.
  public struct Problem: Sendable, Equatable {
    public var file: String?
    /// Number of the line in the file, from 1.
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
      if let line { place.append("line \(line)") }
      if let column { place.append("column “\(column)”") }
      return place.isEmpty ? message : "\(place.joined(separator: ", ")): \(message)"
    }
  }

  public var problems: [Problem]

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
