import CKernels
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A fixed number of threads that share the indices of a loop among themselves.
///
/// The threads are made once and sleep between loops. Which thread takes which index is up to chance, so a
/// loop's body must write only what belongs to its index; then results do not depend on the number of threads.
public final class ThreadTeam: Sendable {
  /// How many threads work on a loop, the caller's included.
  public let threadCount: Int
  private let crew: Crew?

  /// Makes a team; `threadCount` below one counts as one.
  public init(threadCount: Int) {
    self.threadCount = max(1, threadCount)
    crew = self.threadCount > 1 ? Crew(helpers: self.threadCount - 1) : nil
  }

  deinit { crew?.dismiss() }

  /// The number of processors that this process may run on.
  public static var availableProcessors: Int { Int(churn_available_processors()) }

  /// Calls `body(index, worker)` once for every index below `count`, in parallel, and returns when all are done.
  ///
  /// `worker` is below ``threadCount`` and no two calls run with the same worker at the same time, so it may
  /// choose scratch memory. Loops do not nest: a body must not start a loop on its own team.
  public func forEach(_ count: Int, _ body: @Sendable (_ index: Int, _ worker: Int) -> Void) {
    guard let crew, count > 1 else {
      for index in 0..<max(0, count) { body(index, 0) }
      return
    }
    withoutActuallyEscaping(body) { escapable in
      crew.run(Crew.Loop(count: count, body: escapable))
    }
  }

  /// Splits `0..<count` into ranges of at most `grain` and calls `body` for each, in parallel.
  ///
  /// The ranges depend on `count` and `grain` alone, never on the number of threads.
  public func forEachRange(
    _ count: Int, grain: Int, _ body: @Sendable (_ range: Range<Int>, _ worker: Int) -> Void
  ) {
    let grain = max(1, grain)
    forEach((count + grain - 1) / grain) { block, worker in
      body(block * grain..<min(count, (block + 1) * grain), worker)
    }
  }
}

/// The sleeping helpers of a team.
private final class Crew: @unchecked Sendable {
  /// One parallel loop: indices are taken from `next` until none is left.
  final class Loop: Sendable {
    let count: Int
    let body: @Sendable (Int, Int) -> Void
    let next = Atomic<Int>(0)

    init(count: Int, body: @escaping @Sendable (Int, Int) -> Void) {
      self.count = count
      self.body = body
    }

    func work(as worker: Int) {
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if index >= count { return }
        body(index, worker)
      }
    }
  }

  // All below is guarded by `mutex`.
  private var loop: Loop?
  private var generation = 0
  private var busyHelpers = 0
  private var dismissed = false

  /// How often a waiting thread looks before it sleeps: some tens of microseconds, less than waking up takes.
  private static let looks = 2000
  /// `generation` and `busyHelpers` for those who look without the mutex.
  private let announced = Atomic<Int>(0)
  private let unfinished = Atomic<Int>(0)

  private let helpers: Int
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let wake: UnsafeMutablePointer<pthread_cond_t>
  private let done: UnsafeMutablePointer<pthread_cond_t>
  /// One loop at a time: a second caller waits here.
  private let turn = Mutex<Void>(())

  init(helpers: Int) {
    self.helpers = helpers
    mutex = .allocate(capacity: 1)
    wake = .allocate(capacity: 1)
    done = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(wake, nil)
    pthread_cond_init(done, nil)
    for helper in 1...helpers {
      let context = Unmanaged.passRetained(Helper(crew: self, worker: helper)).toOpaque()
      #if canImport(Glibc)
        var thread = pthread_t()
      #else
        var thread: pthread_t?
      #endif
      let status = pthread_create(
        &thread, nil,
        { argument in
          #if canImport(Glibc)
            guard let argument else { return nil }
          #endif
          let helper = Unmanaged<Helper>.fromOpaque(argument).takeRetainedValue()
          helper.crew.serve(as: helper.worker)
          return nil
        }, context)
      if status == 0 {
        #if canImport(Glibc)
          pthread_detach(thread)
        #else
          if let thread { pthread_detach(thread) }
        #endif
      } else {
        // The caller's own thread does the work of a helper that could not be had.
        Unmanaged<Helper>.fromOpaque(context).release()
        pthread_mutex_lock(mutex)
        missingHelpers += 1
        pthread_mutex_unlock(mutex)
      }
    }
  }

  private var missingHelpers = 0

  deinit {
    pthread_cond_destroy(done)
    pthread_cond_destroy(wake)
    pthread_mutex_destroy(mutex)
    done.deallocate()
    wake.deallocate()
    mutex.deallocate()
  }

  func run(_ loop: Loop) {
    turn.withLock { _ in
      pthread_mutex_lock(mutex)
      self.loop = loop
      generation += 1
      busyHelpers = helpers - missingHelpers
      unfinished.store(busyHelpers, ordering: .releasing)
      announced.store(generation, ordering: .releasing)
      pthread_cond_broadcast(wake)
      pthread_mutex_unlock(mutex)
      loop.work(as: 0)
      Self.look { unfinished.load(ordering: .acquiring) == 0 }
      pthread_mutex_lock(mutex)
      while busyHelpers > 0 { pthread_cond_wait(done, mutex) }
      self.loop = nil
      pthread_mutex_unlock(mutex)
    }
  }

  func dismiss() {
    pthread_mutex_lock(mutex)
    dismissed = true
    pthread_cond_broadcast(wake)
    pthread_mutex_unlock(mutex)
  }

  private func serve(as worker: Int) {
    var seen = 0
    pthread_mutex_lock(mutex)
    while true {
      if generation == seen, !dismissed {
        pthread_mutex_unlock(mutex)
        Self.look { announced.load(ordering: .acquiring) != seen }
        pthread_mutex_lock(mutex)
      }
      while generation == seen && !dismissed { pthread_cond_wait(wake, mutex) }
      if dismissed { break }
      seen = generation
      var current = loop
      pthread_mutex_unlock(mutex)
      current?.work(as: worker)
      // The body's captures live on the caller's stack: let go of the loop before saying that it is done.
      current = nil
      pthread_mutex_lock(mutex)
      busyHelpers -= 1
      unfinished.store(busyHelpers, ordering: .releasing)
      if busyHelpers == 0 { pthread_cond_signal(done) }
    }
    pthread_mutex_unlock(mutex)
  }

  /// Looks whether something has come about, a while without sleeping.
  @inline(__always)
  private static func look(_ hasCome: () -> Bool) {
    for _ in 0..<looks {
      if hasCome() { return }
      churn_pause()
    }
  }
}

/// What a new helper thread is given.
private final class Helper: Sendable {
  let crew: Crew
  let worker: Int

  init(crew: Crew, worker: Int) {
    self.crew = crew
    self.worker = worker
  }
}
