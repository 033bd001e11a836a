import CArrow

/// Arrays and schemas as a library would hand them over, built by hand, so that anything in them can be wrong.
final class HandMade {
  /// Counts what was given back, by the label of what it was.
  final class Ledger {
    var released: [String: Int] = [:]
  }

  /// What a test wants of an array; buffers are given as bytes, nil for one that is not there.
  struct Array {
    var length: Int64
    var nullCount: Int64 = 0
    var offset: Int64 = 0
    var buffers: [[UInt8]?]
    var children: [Array] = []
    var dictionary: [Array] = []
    /// What the array says of its buffers and children, where that is not so.
    var claimedBuffers: Int64?
    var claimedChildren: Int64?
    var isReleased = false
    /// Numbers of children whose pointer is null.
    var lackingChildren: Set<Int> = []
    var hasNoBufferList = false
  }

  struct Schema {
    var format: String?
    var name: String? = "x"
    var children: [Schema] = []
    var dictionary: [Schema] = []
  }

  /// Holds the memory of one structure and of all that it points to.
  private final class Memory {
    let label: String
    let ledger: Ledger
    var pointers: [UnsafeMutableRawPointer] = []

    init(_ label: String, _ ledger: Ledger) { (self.label, self.ledger) = (label, ledger) }

    deinit { for pointer in pointers { pointer.deallocate() } }

    func bytes(_ bytes: [UInt8]) -> UnsafeMutableRawPointer {
      // Exactly as many as there are, so that the sanitizer sees any read beyond them.
      let memory = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
      memory.copyMemory(from: bytes, byteCount: bytes.count)
      pointers.append(memory)
      return memory
    }

    func list<Element>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
      let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
      memory.initialize(from: elements, count: elements.count)
      pointers.append(UnsafeMutableRawPointer(memory))
      return memory
    }

    func array(_ wanted: Array) -> ArrowArray {
      var made = ArrowArray()
      (made.length, made.null_count, made.offset) = (wanted.length, wanted.nullCount, wanted.offset)
      made.n_buffers = wanted.claimedBuffers ?? Int64(wanted.buffers.count)
      made.n_children = wanted.claimedChildren ?? Int64(wanted.children.count)
      if !wanted.hasNoBufferList {
        made.buffers = list(wanted.buffers.map { $0.map { UnsafeRawPointer(bytes($0)) } })
      }
      if !wanted.children.isEmpty {
        made.children = list(
          wanted.children.enumerated().map { index, child in
            wanted.lackingChildren.contains(index) ? nil : list([array(child)])
          })
      }
      made.dictionary = wanted.dictionary.first.map { list([array($0)]) }
      return made
    }

    func schema(_ wanted: Schema) -> ArrowSchema {
      var made = ArrowSchema()
      made.format = wanted.format.map { text($0) }
      made.name = wanted.name.map { text($0) }
      made.n_children = Int64(wanted.children.count)
      if !wanted.children.isEmpty { made.children = list(wanted.children.map { list([schema($0)]) }) }
      made.dictionary = wanted.dictionary.first.map { list([schema($0)]) }
      return made
    }

    private func text(_ text: String) -> UnsafePointer<CChar> {
      UnsafePointer(bytes(text.utf8 + [0]).assumingMemoryBound(to: CChar.self))
    }
  }

  let ledger = Ledger()

  func array(_ wanted: Array, label: String = "array") -> ArrowArray {
    let memory = Memory(label, ledger)
    var made = memory.array(wanted)
    if wanted.isReleased { return made }
    made.private_data = Unmanaged.passRetained(memory).toOpaque()
    made.release = { array in
      guard let array, let data = array.pointee.private_data else { return }
      let memory = Unmanaged<Memory>.fromOpaque(data).takeRetainedValue()
      memory.ledger.released[memory.label, default: 0] += 1
      (array.pointee.release, array.pointee.private_data) = (nil, nil)
    }
    return made
  }

  func schema(_ wanted: Schema) -> ArrowSchema {
    let memory = Memory("schema", ledger)
    var made = memory.schema(wanted)
    made.private_data = Unmanaged.passRetained(memory).toOpaque()
    made.release = { schema in
      guard let schema, let data = schema.pointee.private_data else { return }
      let memory = Unmanaged<Memory>.fromOpaque(data).takeRetainedValue()
      memory.ledger.released[memory.label, default: 0] += 1
      (schema.pointee.release, schema.pointee.private_data) = (nil, nil)
    }
    return made
  }

  /// A stream of arrays, which ends with an error where one is given.
  func stream(_ schema: Schema, _ arrays: [Array], error: String? = nil) -> ArrowArrayStream {
    let state = StreamState(maker: self, schema: schema, arrays: arrays, error: error)
    var made = ArrowArrayStream()
    made.private_data = Unmanaged.passRetained(state).toOpaque()
    made.get_schema = { stream, out in
      out?.pointee = StreamState.of(stream).maker.schema(StreamState.of(stream).schema)
      return 0
    }
    made.get_next = { stream, out in
      let state = StreamState.of(stream)
      if state.next < state.arrays.count {
        out?.pointee = state.maker.array(state.arrays[state.next])
        state.next += 1
        return 0
      }
      out?.pointee = ArrowArray()
      return state.error == nil ? 0 : 5
    }
    made.get_last_error = { stream in StreamState.of(stream).error.map { UnsafePointer($0) } }
    made.release = { stream in
      guard let stream, let data = stream.pointee.private_data else { return }
      let state = Unmanaged<StreamState>.fromOpaque(data).takeRetainedValue()
      state.maker.ledger.released["stream", default: 0] += 1
      (stream.pointee.release, stream.pointee.private_data) = (nil, nil)
    }
    return made
  }

  private final class StreamState {
    let maker: HandMade
    let schema: Schema
    let arrays: [Array]
    let error: UnsafeMutablePointer<CChar>?
    var next = 0

    init(maker: HandMade, schema: Schema, arrays: [Array], error: String?) {
      (self.maker, self.schema, self.arrays) = (maker, schema, arrays)
      self.error = error.map { text in
        let bytes = text.utf8CString
        let memory = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        memory.initialize(from: Swift.Array(bytes), count: bytes.count)
        return memory
      }
    }

    deinit { error?.deallocate() }

    static func of(_ stream: UnsafeMutablePointer<ArrowArrayStream>?) -> StreamState {
      guard let data = stream?.pointee.private_data else { fatalError("The stream was released.") }
      return Unmanaged<StreamState>.fromOpaque(data).takeUnretainedValue()
    }
  }
}

extension HandMade.Array {
  /// The bytes of values.
  static func bytes<Value>(_ values: [Value]) -> [UInt8] { values.withUnsafeBytes { Swift.Array($0) } }

  /// A column of values, nil where one is missing.
  static func values<Value>(_ values: [Value?], absent: Value) -> HandMade.Array {
    HandMade.Array(
      length: Int64(values.count), nullCount: Int64(values.count { $0 == nil }),
      buffers: [bits(values.map { $0 != nil }), bytes(values.map { $0 ?? absent })])
  }

  static func bits(_ truths: [Bool]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: (truths.count + 7) / 8)
    for (index, truth) in truths.enumerated() where truth { bytes[index / 8] |= 1 << UInt8(index % 8) }
    return bytes
  }

  static func truths(_ values: [Bool?]) -> HandMade.Array {
    HandMade.Array(
      length: Int64(values.count), nullCount: Int64(values.count { $0 == nil }),
      buffers: [bits(values.map { $0 != nil }), bits(values.map { $0 == true })])
  }

  static func texts<Offset: FixedWidthInteger>(_ values: [String?], _ type: Offset.Type) -> HandMade.Array {
    var (offsets, text): ([Offset], [UInt8]) = ([0], [])
    for value in values {
      text += value.map { Swift.Array($0.utf8) } ?? []
      offsets.append(Offset(text.count))
    }
    return HandMade.Array(
      length: Int64(values.count), nullCount: Int64(values.count { $0 == nil }),
      buffers: [bits(values.map { $0 != nil }), bytes(offsets), text])
  }

  static func views(_ values: [String?]) -> HandMade.Array {
    var (views, further): ([UInt8], [UInt8]) = ([], [])
    for value in values {
      let text = value.map { Swift.Array($0.utf8) } ?? []
      views += bytes([Int32(text.count)])
      if text.count <= 12 {
        views += text + [UInt8](repeating: 0, count: 12 - text.count)
      } else {
        views += text[..<4] + bytes([Int32(0), Int32(further.count)])
        further += text
      }
    }
    return HandMade.Array(
      length: Int64(values.count), nullCount: Int64(values.count { $0 == nil }),
      buffers: [bits(values.map { $0 != nil }), views, further, bytes([Int64(further.count)])])
  }

  /// A table of columns.
  static func table(_ columns: [HandMade.Array], rows: Int) -> HandMade.Array {
    HandMade.Array(length: Int64(rows), buffers: [nil], children: columns)
  }
}

extension HandMade.Schema {
  static func table(_ columns: [(name: String, format: String)]) -> HandMade.Schema {
    HandMade.Schema(
      format: "+s", name: "",
      children: columns.map { HandMade.Schema(format: $0.format, name: $0.name) })
  }
}
