import CArrow

/// Batches of ours, one after another, for other libraries to read; not for two threads at a time.
public struct ArrowExportStream {
  private let fields: [ArrowField]
  private let next: () throws -> ArrowExportBatch?

  /// - Parameters:
  ///   - fields: the columns of all batches.
  ///   - next: the next batch; nil at the end. What it throws is handed over in words.
  public init(_ fields: [ArrowField], next: @escaping () throws -> ArrowExportBatch?) {
    (self.fields, self.next) = (fields, next)
  }

  /// A stream of one batch.
  public init(_ batch: ArrowExportBatch) {
    var rest: ArrowExportBatch? = batch
    self.init(batch.fields) {
      defer { rest = nil }
      return rest
    }
  }

  /// The stream as a structure; whoever takes it calls its `release` once.
  public func stream() -> ArrowArrayStream {
    var stream = ArrowArrayStream()
    stream.private_data = Unmanaged.passRetained(State(fields, next)).toOpaque()
    stream.get_schema = { stream, out in
      State.of(stream, out) { state, out in out.pointee = try ArrowField.schema(of: state.fields) }
    }
    stream.get_next = { stream, out in
      State.of(stream, out) { state, out in out.pointee = try state.array() ?? ArrowArray() }
    }
    stream.get_last_error = { stream in State.of(stream)?.message.map { UnsafePointer($0) } }
    stream.release = { stream in
      guard let stream, let state = stream.pointee.private_data else { return }
      (stream.pointee.release, stream.pointee.private_data) = (nil, nil)
      Unmanaged<State>.fromOpaque(state).release()
    }
    return stream
  }

  /// What a stream that was handed out holds until its release.
  private final class State {
    let fields: [ArrowField]
    private let next: () throws -> ArrowExportBatch?
    private(set) var message: UnsafeMutablePointer<CChar>?

    init(_ fields: [ArrowField], _ next: @escaping () throws -> ArrowExportBatch?) {
      (self.fields, self.next) = (fields, next)
    }

    deinit { message?.deallocate() }

    func array() throws -> ArrowArray? {
      guard let batch = try next() else { return nil }
      guard batch.fields == fields else {
        throw ArrowError("a batch has other columns than the stream has told.")
      }
      return batch.array()
    }

    private func remember(_ error: any Error) {
      message?.deallocate()
      let bytes = "\(error)".utf8CString
      let memory = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
      bytes.withUnsafeBufferPointer { memory.initialize(from: $0.baseAddress!, count: $0.count) }
      message = memory
    }

    static func of(_ stream: UnsafeMutablePointer<ArrowArrayStream>?) -> State? {
      stream?.pointee.private_data.map { Unmanaged<State>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The number of an error of errno.h: what was asked for is wrong.
    private static let invalid: Int32 = 22
    /// The same: reading or writing failed.
    private static let failed: Int32 = 5

    static func of<Structure>(
      _ stream: UnsafeMutablePointer<ArrowArrayStream>?, _ out: UnsafeMutablePointer<Structure>?,
      _ body: (State, UnsafeMutablePointer<Structure>) throws -> Void
    ) -> Int32 {
      guard let state = of(stream), let out else { return invalid }
      do {
        try body(state, out)
        return 0
      } catch {
        state.remember(error)
        return failed
      }
    }
  }
}
