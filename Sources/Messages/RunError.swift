/// A request that cannot be met as it is asked.
public struct RunError: AskingError, Equatable {
  /// Whole sentences, each with the way out.
  public var problems: [Sentence]
  public var sentence: Sentence { problems.joined(separator: "\n") }

  public init(_ problems: Sentence...) { self.problems = problems }
  public init(problems: [String]) { self.problems = problems.map { Sentence($0) } }
}
