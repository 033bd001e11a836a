import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Control-C, taken as a request to stop at the next good moment; pressed once more, it ends the program at once.
public enum Interruption {
  private static let requests = Atomic<Int>(0)

  /// Whether it has been asked for.
  public static var isAsked: Bool { requests.load(ordering: .relaxed) > 0 }

  /// Takes control-C from now on.
  public static func watch() {
    signal(SIGINT) { _ in
      if Interruption.requests.wrappingAdd(1, ordering: .relaxed).oldValue > 0 { _exit(130) }
    }
  }
}

/// A run that was stopped as it was asked to, and can be gone on with.
public struct Interrupted: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
