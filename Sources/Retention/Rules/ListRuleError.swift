/// All that is wrong with the bank's own rules and the files that they name, each with its place and the way out.
public struct ListRuleError: Error, Sendable, Equatable, CustomStringConvertible {
  public var problems: [String]
  public var description: String { problems.joined(separator: "\n") }

  public init(_ problems: [String]) { self.problems = problems }
}
