import CArrow

/// Batches of one schema, one after another. Not for two threads at a time; the batches are.
public final class ArrowStream: @unchecked Sendable {
  private let memory: UnsafeMutablePointer<ArrowArrayStream>
  /// What must live as long as the stream, such as the connection that it comes from.
  private let source: AnyObject?
  /// The columns of all batches.
  public let fields: [ArrowField]
  private var isAtEnd = false
  /// What has gone wrong; nobody is to take the rows before it for all.
  private var failure: ArrowError?

  /// Takes over a stream, whatever comes of it.
  ///
  /// - Throws: ``ArrowError`` with what the library says.
  public init(taking stream: ArrowArrayStream, from source: AnyObject? = nil) throws(ArrowError) {
    memory = .allocate(capacity: 1)
    memory.initialize(to: stream)
    self.source = source
    do {
      fields = try ArrowStream.fields(of: memory)
    } catch {
      memory.pointee.release?(memory)
      memory.deallocate()
      throw error
    }
  }

  deinit {
    memory.pointee.release?(memory)
    memory.deallocate()
  }

  private static func fields(
    of stream: UnsafeMutablePointer<ArrowArrayStream>
  ) throws(ArrowError) -> [ArrowField] {
    guard stream.pointee.release != nil else { throw ArrowError("the stream was released already.") }
    guard let get = stream.pointee.get_schema else { throw ArrowError("the stream has no schema.") }
    var schema = ArrowSchema()
    let code = get(stream, &schema)
    guard code == 0 else { throw error(of: stream, code: code) }
    defer { schema.release?(&schema) }
    return try ArrowField.fields(of: &schema)
  }

  /// The next batch; nil at the end.
  ///
  /// - Throws: ``ArrowError`` with what the library says, or what is wrong with the batch; from then on always.
  public func next() throws(ArrowError) -> ArrowRecordBatch? {
    if let failure { throw failure }
    if isAtEnd { return nil }
    do {
      let batch = try fetch()
      isAtEnd = batch == nil
      return batch
    } catch {
      failure = error
      throw error
    }
  }

  private func fetch() throws(ArrowError) -> ArrowRecordBatch? {
    guard let get = memory.pointee.get_next else { throw ArrowError("the stream has no batches.") }
    var array = ArrowArray()
    let code = get(memory, &array)
    guard code == 0 else { throw ArrowStream.error(of: memory, code: code) }
    return array.release == nil ? nil : try ArrowRecordBatch(taking: array, fields: fields)
  }

  private static func error(of stream: UnsafeMutablePointer<ArrowArrayStream>, code: Int32) -> ArrowError {
    let text = stream.pointee.get_last_error?(stream).map { String(cString: $0) }
    return ArrowError(text ?? "the library gave up with error \(code).")
  }
}
