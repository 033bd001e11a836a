import CArrow

/// Rows of ours for other libraries to read, in the structures of Arrow's C data interface.
public struct ArrowExportBatch: Sendable {
  public let columns: [ArrowExportColumn]
  public let rowCount: Int

  /// - Throws: ``ArrowError`` where columns are not all as long.
  public init(_ columns: [ArrowExportColumn]) throws(ArrowError) {
    (self.columns, rowCount) = (columns, columns.first?.count ?? 0)
    for column in columns where column.count != rowCount {
      throw ArrowError(
        column: column.field.name, "it has \(column.count) cells where the first column has \(rowCount).")
    }
  }

  public var fields: [ArrowField] { columns.map(\.field) }

  /// The rows as an array of records; whoever takes it calls its `release` once.
  public func array() -> ArrowArray {
    let children = columns.map { column in
      ExportedArray.make(
        length: column.count, nullCount: column.nullCount, buffers: column.buffers, children: [])
    }
    return ExportedArray.make(length: rowCount, nullCount: 0, buffers: [nil], children: children)
  }
}

extension ArrowField {
  /// The columns of a table as a schema; whoever takes it calls its `release` once.
  ///
  /// - Throws: ``ArrowError`` where a type has none that can be handed out.
  public static func schema(of fields: [ArrowField]) throws(ArrowError) -> ArrowSchema {
    var children: [ArrowSchema] = []
    for field in fields {
      guard let format = field.type.format else {
        for index in children.indices { children[index].release?(&children[index]) }
        throw ArrowError(column: field.name, "columns of this type are not handed out.")
      }
      children.append(ExportedSchema.make(format: format, name: field.name, children: []))
    }
    return ExportedSchema.make(format: "+s", name: "", children: children)
  }
}

extension ArrowType {
  /// The format string of the interface; nil for what is only read.
  fileprivate var format: String? {
    switch self {
    case .bool: "b"
    case .integer(4, true): "i"
    case .integer(8, true): "l"
    case .float(4): "f"
    case .float(8): "g"
    case .text(.short): "u"
    case .day: "tdD"
    case .null, .integer, .float, .decimal, .text, .dayInMilliseconds, .timestamp, .dictionary, .unreadable:
      nil
    }
  }
}

/// What an array that was handed out holds until its release.
///
/// Each child holds its own memory, as a library may move children out of their parent and release them apart.
private final class ExportedArray {
  private let owners: [ArrowMemory?]
  private let buffers: UnsafeMutablePointer<UnsafeRawPointer?>
  private let children: ExportedChildren<ArrowArray>

  private init(_ owners: [ArrowMemory?], _ children: [ArrowArray]) {
    self.owners = owners
    buffers = .allocate(capacity: max(1, owners.count))
    for (index, owner) in owners.enumerated() {
      (buffers + index).initialize(to: owner.map { UnsafeRawPointer($0.start) })
    }
    self.children = ExportedChildren(children) { $0.pointee.release?($0) }
  }

  deinit { buffers.deallocate() }

  static func make(
    length: Int, nullCount: Int, buffers: [ArrowMemory?], children: [ArrowArray]
  ) -> ArrowArray {
    let held = ExportedArray(buffers, children)
    var array = ArrowArray()
    (array.length, array.null_count) = (Int64(length), Int64(nullCount))
    (array.n_buffers, array.buffers) = (Int64(buffers.count), held.buffers)
    (array.n_children, array.children) = (Int64(children.count), held.children.list)
    array.private_data = Unmanaged.passRetained(held).toOpaque()
    array.release = { array in
      guard let array, let held = array.pointee.private_data else { return }
      (array.pointee.release, array.pointee.private_data) = (nil, nil)
      Unmanaged<ExportedArray>.fromOpaque(held).release()
    }
    return array
  }
}

/// What a schema that was handed out holds until its release.
private final class ExportedSchema {
  private let format: UnsafeMutablePointer<CChar>
  private let name: UnsafeMutablePointer<CChar>
  private let children: ExportedChildren<ArrowSchema>

  private init(format: String, name: String, _ children: [ArrowSchema]) {
    (self.format, self.name) = (ExportedSchema.copy(format), ExportedSchema.copy(name))
    self.children = ExportedChildren(children) { $0.pointee.release?($0) }
  }

  deinit {
    format.deallocate()
    name.deallocate()
  }

  private static func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
    let bytes = text.utf8CString
    let memory = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    bytes.withUnsafeBufferPointer { memory.initialize(from: $0.baseAddress!, count: $0.count) }
    return memory
  }

  /// Bit of the flags: cells may be missing.
  private static let isNullable: Int64 = 2

  static func make(format: String, name: String, children: [ArrowSchema]) -> ArrowSchema {
    let held = ExportedSchema(format: format, name: name, children)
    var schema = ArrowSchema()
    (schema.format, schema.name) = (UnsafePointer(held.format), UnsafePointer(held.name))
    schema.flags = isNullable
    (schema.n_children, schema.children) = (Int64(children.count), held.children.list)
    schema.private_data = Unmanaged.passRetained(held).toOpaque()
    schema.release = { schema in
      guard let schema, let held = schema.pointee.private_data else { return }
      (schema.pointee.release, schema.pointee.private_data) = (nil, nil)
      Unmanaged<ExportedSchema>.fromOpaque(held).release()
    }
    return schema
  }
}

/// Structures that a parent points to; released with it unless somebody has taken them.
private final class ExportedChildren<Structure> {
  let list: UnsafeMutablePointer<UnsafeMutablePointer<Structure>?>?
  private let memory: UnsafeMutablePointer<Structure>
  private let count: Int
  private let release: (UnsafeMutablePointer<Structure>) -> Void

  init(_ children: [Structure], release: @escaping (UnsafeMutablePointer<Structure>) -> Void) {
    (count, self.release) = (children.count, release)
    memory = .allocate(capacity: max(1, count))
    memory.initialize(from: children, count: count)
    guard count > 0 else {
      list = nil
      return
    }
    let list = UnsafeMutablePointer<UnsafeMutablePointer<Structure>?>.allocate(capacity: count)
    for index in 0..<count { (list + index).initialize(to: memory + index) }
    self.list = list
  }

  deinit {
    for index in 0..<count { release(memory + index) }
    memory.deallocate()
    list?.deallocate()
  }
}
