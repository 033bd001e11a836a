import Glibc
import Parallel
import Synchronization

/// The threads that work for a handle.
///
/// A process that was forked has none of its parent's threads, and waiting for them would never end: it gets a team anew.
final class HeldTeam: Sendable {
  private let threadCount: Int
  private let state: Mutex<(process: pid_t, team: ThreadTeam)>

  /// - Parameter threads: 0: as many as there are processors.
  init(threads: Int32) throws(CallError) {
    guard (0...Self.most).contains(threads) else {
      throw CallError(
        "\(threads) threads cannot be had; give 1 to \(Self.most), or 0 for as many as there are processors.")
    }
    let count = threads == 0 ? ThreadTeam.availableProcessors : Int(threads)
    threadCount = count
    state = Mutex((getpid(), ThreadTeam(threadCount: count)))
  }

  private static let most: Int32 = 1024

  var team: ThreadTeam {
    state.withLock { state in
      if state.process != getpid() {
        // The parent's team would wake its threads to send them home: it is left as it is.
        _ = Unmanaged.passRetained(state.team)
        state = (getpid(), ThreadTeam(threadCount: threadCount))
      }
      return state.team
    }
  }
}
