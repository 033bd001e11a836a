import Glibc
import Synchronization

/// Makes chosen system calls fail, so that tests can see what a full or broken disk does.
///
/// Set for the length of a test with `FaultInjection.$current.withValue(…)`; outside of tests it is never set.
package final class FaultInjection: Sendable {
  @TaskLocal package static var current: FaultInjection?

  package enum Call: Hashable, Sendable, CaseIterable {
    case open, write, flush, rename, exchange, flushFolder
  }

  private let call: Call
  private let failing: ClosedRange<Int>
  private let code: Int32
  private let seen = Mutex(0)

  /// - Parameter failing: which calls of this kind fail, counted from 1.
  package init(_ call: Call, failing: ClosedRange<Int>, code: Int32) {
    self.call = call
    self.failing = failing
    self.code = code
  }

  /// How many calls of the chosen kind were made.
  package var count: Int { seen.withLock { $0 } }

  /// The `errno` that the call about to be made is to fail with; nil where it is to go through.
  static func code(for call: Call) -> Int32? {
    guard let current, current.call == call else { return nil }
    let number = current.seen.withLock {
      $0 += 1
      return $0
    }
    return current.failing.contains(number) ? current.code : nil
  }
}
