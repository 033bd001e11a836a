import Panel
import Parallel
import SystemIO

/// What every run works with: its threads and where it reports how far it is.
public struct RunContext: Sendable {
  public let team: ThreadTeam
  public let progress: TerminalProgress
  /// Where the trees of a training are kept meanwhile; nil: nowhere.
  var checkpoints: TrainingCheckpoints?

  public init(team: ThreadTeam, progress: TerminalProgress) {
    self.team = team
    self.progress = progress
  }

  /// Runs a step with its progress line.
  func step<Result>(
    _ title: String, total: Int? = nil, unit: TerminalProgress.Unit = .things("rows"),
    _ body: () throws -> Result
  ) rethrows -> Result {
    progress.begin(title, total: total, unit: unit)
    let result = try body()
    progress.end()
    return result
  }

  /// Reading's progress in bytes.
  var readingProgress: ReadingProgress {
    let progress = progress
    return ReadingProgress { progress.advance(by: $0) }
  }
}

/// A request that cannot be met as it is asked.
public struct RunError: Error, Sendable, Equatable, CustomStringConvertible {
  public var problems: [String]
  public var description: String { problems.joined(separator: "\n") }

  public init(_ problems: String...) { self.problems = problems }
  public init(problems: [String]) { self.problems = problems }
}
