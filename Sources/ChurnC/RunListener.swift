import ChurnInterface
import Parallel
import Synchronization
import SystemIO
import Tabular
import Workflow

/// Whom a run tells how far it is, and who may stop it.
final class RunListener: @unchecked Sendable {
  private let listener: churn_listener
  private let isStopped = Atomic<Bool>(false)
  /// Tells are one after another, whichever threads they come from.
  private let turn = Mutex<Void>(())

  init(_ listener: churn_listener) { self.listener = listener }

  var isInterrupted: Bool { isStopped.load(ordering: .relaxed) }

  /// What a run works with that tells this one.
  func context(_ team: ThreadTeam, _ sources: ColumnSources = .files) -> RunContext {
    var context = RunContext(
      team: team,
      progress: TerminalProgress(
        style: .quiet, listener: { self.told($0, done: $1, of: $2) }, output: { self.warned($0) },
        clock: { 0 }))
    context.sources = sources
    context.isInterrupted = { self.isInterrupted }
    return context
  }

  private func told(_ step: String, done: Int, of total: Int?) {
    guard let tell = listener.progress else { return }
    let answer = turn.withLock { _ in
      step.withCString { tell(listener.context, $0, Int64(done), Int64(total ?? 0)) }
    }
    if answer != 0 { isStopped.store(true, ordering: .relaxed) }
  }

  /// - Parameter line: as a terminal shows it.
  private func warned(_ line: String) {
    guard let warn = listener.warn else { return }
    var text = line[...]
    for mark in ["Warning: ", "警告："] where text.hasPrefix(mark) { text = text.dropFirst(mark.count) }
    while text.last?.isNewline == true { text = text.dropLast() }
    turn.withLock { _ in String(text).withCString { warn(listener.context, $0) } }
  }
}
