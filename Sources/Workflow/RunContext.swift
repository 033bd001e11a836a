import Calendar
import ModelFile
import Panel
import Parallel
import Synchronization
import SystemIO
import Tabular

/// What every run works with: its threads and where it reports how far it is.
public struct RunContext: Sendable {
  public let team: ThreadTeam
  public let progress: TerminalProgress
  /// Where the trees of a training are kept meanwhile; nil: nowhere.
  var checkpoints: TrainingCheckpoints?
  /// Whether a training is to end after the tree that is being grown.
  public var isInterrupted: @Sendable () -> Bool = { false }
  /// Where ready-made tables are looked for.
  public var sources = ColumnSources.files
  private let told = Warnings()
  private let clock: @Sendable () -> Moment
  private let began: Moment

  /// - Parameter clock: gives the times for the run's record.
  public init(
    team: ThreadTeam, progress: TerminalProgress, clock: @escaping @Sendable () -> Moment = Moment.now
  ) {
    (self.team, self.progress, self.clock) = (team, progress, clock)
    began = clock()
  }

  /// When the run began, and now.
  var times: RunTimes { RunTimes(from: began, to: clock()) }

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

  /// Tells what a careful person would want to know of a run that goes on all the same. Told although progress is not
  /// wanted, and kept for the run's record.
  func warn(_ remark: Remark, in language: Language) {
    warn(remark.text(in: language), in: language)
  }

  /// - Parameter language: of the text.
  func warn(_ text: String, in language: Language) {
    told.texts.withLock { $0.append(text) }
    progress.warn(text, in: language)
  }

  /// All that the run has warned of until now.
  var warnings: [String] { told.texts.withLock { $0 } }

  private final class Warnings: Sendable {
    let texts = Mutex<[String]>([])
  }

  /// Reading's progress in bytes.
  var readingProgress: ReadingProgress {
    let progress = progress
    return ReadingProgress { progress.advance(by: $0) }
  }
}
