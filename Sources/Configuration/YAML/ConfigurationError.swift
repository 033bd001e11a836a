/// All that is wrong with a configuration, sorted by line.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
  public struct Problem: Equatable, Sendable, CustomStringConvertible {
    public var file: String
    /// Counted from 1; nil where the problem has no place in the file.
    public var line: Int?
    /// Counted from 1 in characters.
    public var column: Int?
    /// A sentence.
    public var text: String

    public var description: String { line.map { "\(file), line \($0): \(text)" } ?? "\(file): \(text)" }
  }

  public let problems: [Problem]

  public init(problems: [Problem]) {
    self.problems = problems.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
  }

  /// One problem a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
