import CArrow

/// A stream that a caller has handed over: released in any case, by whom it is handed on to or else here.
final class TakenStream {
  private var stream: ArrowArrayStream?

  init(_ pointer: UnsafeMutablePointer<ArrowArrayStream>?) {
    stream = pointer?.pointee
    // As the interface has it of what was moved.
    pointer?.pointee.release = nil
  }

  deinit {
    if var stream { stream.release?(&stream) }
  }

  func handOnIfGiven() -> ArrowArrayStream? {
    defer { stream = nil }
    return stream
  }

  /// - Throws: where there is none.
  func handOn(_ name: String) throws(CallError) -> ArrowArrayStream { try handOnIfGiven().given(name) }
}
