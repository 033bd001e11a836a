/// A request that cannot be met as it is asked.
public struct RunError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Whole sentences, each with the way out.
  public var problems: [String]
  public var description: String { problems.joined(separator: "\n") }

  public init(_ problems: String...) { self.problems = problems }
  public init(problems: [String]) { self.problems = problems }
}
