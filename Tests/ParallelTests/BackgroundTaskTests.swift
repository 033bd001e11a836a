import Synchronization
import Testing

@testable import Parallel

@Suite("Work in the background")
struct BackgroundTaskTests {
  private struct Broken: Error, Equatable {}

  @Test("gives its result once it is asked for, as often as one likes, and what it throws")
  func results() throws {
    let task = BackgroundTask { (0..<1000).reduce(0, +) }
    #expect(try task.value() == 499_500)
    #expect(try task.value() == 499_500)
    let broken = BackgroundTask<Int> { throw Broken() }
    #expect(throws: Broken.self) { try broken.value() }
  }

  @Test("is waited for where nobody asks")
  func forgotten() {
    final class Count: Sendable { let value = Atomic(0) }
    let count = Count()
    for _ in 0..<50 { _ = BackgroundTask { count.value.add(1, ordering: .relaxed) } }
    #expect(count.value.load(ordering: .relaxed) == 50)
  }
}
