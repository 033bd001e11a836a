import Synchronization

/// The errors of a parallel loop's calls; the one of the lowest index is thrown, whatever the threads' order was.
public final class ParallelErrors<Failure: Error>: Sendable {
  private let failures: Mutex<[Int: Failure]>

  public init() { failures = Mutex([:]) }

  /// Runs the call of one index and keeps its error.
  public func run(_ index: Int, _ body: () throws(Failure) -> Void) {
    do {
      try body()
    } catch {
      failures.withLock { $0[index] = error }
    }
  }

  /// Throws the error of the lowest index, where there is one.
  public func throwFirst() throws(Failure) {
    let first = failures.withLock { failures in failures.min { $0.key < $1.key }?.value }
    if let first { throw first }
  }
}
