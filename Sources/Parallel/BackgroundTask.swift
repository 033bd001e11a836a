#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Work that a thread of its own does while its result is not needed yet.
public final class BackgroundTask<Value: Sendable>: @unchecked Sendable {
  /// What is written by the thread, and read when it has ended.
  private final class Work: @unchecked Sendable {
    let body: () throws -> Value
    var result: Result<Value, any Error>?

    init(_ body: @escaping () throws -> Value) { self.body = body }
    func run() { result = Result { try body() } }
  }

  private let work: Work
  /// Nil where there is no thread to wait for.
  private var thread: pthread_t?

  /// Begins with the work.
  public init(_ body: @escaping @Sendable () throws -> Value) {
    let work = Work(body)
    self.work = work
    let context = Unmanaged.passRetained(BackgroundRun { work.run() }).toOpaque()
    #if canImport(Glibc)
      var handle = pthread_t()
    #else
      var handle: pthread_t?
    #endif
    let status = pthread_create(
      &handle, nil,
      { argument in
        #if canImport(Glibc)
          guard let argument else { return nil }
        #endif
        Unmanaged<BackgroundRun>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, context)
    if status == 0 {
      thread = handle
    } else {
      Unmanaged<BackgroundRun>.fromOpaque(context).release()
    }
  }

  deinit { wait() }

  /// The result, when it is there; not for two threads at a time.
  public func value() throws -> Value {
    wait()
    // Where no thread could be had, the caller's does the work.
    if work.result == nil { work.run() }
    guard let result = work.result else { preconditionFailure("Work has a result when it has run.") }
    return try result.get()
  }

  private func wait() {
    if let thread { pthread_join(thread, nil) }
    thread = nil
  }
}

/// What a thread is given, without a type of its own.
private final class BackgroundRun: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
