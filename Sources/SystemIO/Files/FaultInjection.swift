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

  /// Calls of one kind that fail, counted from 1, and the `errno` that they fail with.
  package struct Fault: Sendable {
    let call: Call
    let failing: ClosedRange<Int>
    let code: Int32

    package init(_ call: Call, failing: ClosedRange<Int>, code: Int32) {
      self.call = call
      self.failing = failing
      self.code = code
    }
  }

  private let faults: [Fault]
  private let seen = Mutex<[Call: Int]>([:])

  package init(_ faults: Fault...) { self.faults = faults }

  package convenience init(_ call: Call, failing: ClosedRange<Int>, code: Int32) {
    self.init(Fault(call, failing: failing, code: code))
  }

  /// How many calls of a kind were made.
  package func count(of call: Call) -> Int { seen.withLock { $0[call, default: 0] } }

  /// The `errno` that the call about to be made is to fail with; nil where it is to go through.
  static func code(for call: Call) -> Int32? {
    guard let current else { return nil }
    let number = current.seen.withLock {
      $0[call, default: 0] += 1
      return $0[call, default: 0]
    }
    return current.faults.first { $0.call == call && $0.failing.contains(number) }?.code
  }
}
