/// A column of ours for other libraries to read, which hold its memory as long as they need it.
public struct ArrowExportColumn: Sendable {
  public let field: ArrowField
  public let count: Int
  let nullCount: Int
  /// Which cells hold a value, then the cells, as the type has them; nil: all hold one.
  let buffers: [ArrowMemory?]

  /// Values, none of them missing.
  public init<Value: ArrowExportValue>(_ name: String, _ values: [Value]) {
    self.init(name, Value.arrowType, count: values.count, nullCount: 0, [nil, ArrowMemory(values)])
  }

  /// Values, nil where one is missing.
  public init<Value: ArrowExportValue>(_ name: String, _ values: [Value?]) {
    let bits = ArrowMemory.presence(values)
    self.init(
      name, Value.arrowType, count: values.count, nullCount: bits.nullCount,
      [bits.memory, ArrowMemory(values.map { $0 ?? 0 })])
  }

  /// Truths, nil where one is missing.
  public init(_ name: String, truths: [Bool?]) {
    let bits = ArrowMemory.presence(truths)
    self.init(
      name, .bool, count: truths.count, nullCount: bits.nullCount,
      [bits.memory, ArrowMemory(bits: truths.map { $0 == true })])
  }

  /// Days since 1970-01-01, nil where one is missing.
  public init(_ name: String, days: [Int32?]) {
    let bits = ArrowMemory.presence(days)
    self.init(
      name, .day, count: days.count, nullCount: bits.nullCount,
      [bits.memory, ArrowMemory(days.map { $0 ?? 0 })])
  }

  /// Texts, nil where one is missing.
  ///
  /// - Throws: ``ArrowError`` where they take more than 2 GB, which the type cannot tell apart; export fewer rows at a time.
  public init(_ name: String, texts: [String?]) throws(ArrowError) {
    let bits = ArrowMemory.presence(texts)
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(texts.count + 1)
    var bytes: [UInt8] = []
    for text in texts {
      if let text { bytes.append(contentsOf: text.utf8) }
      guard let end = Int32(exactly: bytes.count) else {
        throw ArrowError(
          column: name, "the texts of a batch take more than 2 GB; export fewer rows at a time.")
      }
      offsets.append(end)
    }
    self.init(
      name, .text(.short), count: texts.count, nullCount: bits.nullCount,
      [bits.memory, ArrowMemory(offsets), ArrowMemory(bytes)])
  }

  private init(_ name: String, _ type: ArrowType, count: Int, nullCount: Int, _ buffers: [ArrowMemory?]) {
    // A name ends with its first zero byte on the other side.
    field = ArrowField(name: name.replacing("\0", with: ""), type: type)
    (self.count, self.nullCount, self.buffers) = (count, nullCount, buffers)
  }
}

/// Numbers that lie in memory as columns of Arrow have them.
public protocol ArrowExportValue: BitwiseCopyable, Sendable, ExpressibleByIntegerLiteral {
  static var arrowType: ArrowType { get }
}

extension Float: ArrowExportValue { public static var arrowType: ArrowType { .float(bytes: 4) } }
extension Double: ArrowExportValue { public static var arrowType: ArrowType { .float(bytes: 8) } }
extension Int32: ArrowExportValue {
  public static var arrowType: ArrowType { .integer(bytes: 4, isSigned: true) }
}
extension Int64: ArrowExportValue {
  public static var arrowType: ArrowType { .integer(bytes: 8, isSigned: true) }
}

/// A buffer of a column that is handed out; it never moves and never changes.
final class ArrowMemory: @unchecked Sendable {
  let start: UnsafeMutableRawPointer

  /// As Arrow recommends, so that vectors can be loaded.
  private static let alignment = 64

  init<Value: BitwiseCopyable>(_ values: [Value]) {
    let size = values.count * MemoryLayout<Value>.stride
    start = .allocate(byteCount: max(size, 1), alignment: ArrowMemory.alignment)
    values.withUnsafeBytes { bytes in
      if let base = bytes.baseAddress { start.copyMemory(from: base, byteCount: size) }
    }
  }

  /// A bit for each truth, the first one lowest.
  convenience init(bits truths: [Bool]) {
    var bytes = [UInt8](repeating: 0, count: (truths.count + 7) / 8)
    for (index, truth) in truths.enumerated() where truth { bytes[index / 8] |= 1 << UInt8(index % 8) }
    self.init(bytes)
  }

  deinit { start.deallocate() }

  /// Which values are there; no memory where all are.
  static func presence<Value>(_ values: [Value?]) -> (memory: ArrowMemory?, nullCount: Int) {
    let nullCount = values.count { $0 == nil }
    return (nullCount == 0 ? nil : ArrowMemory(bits: values.map { $0 != nil }), nullCount)
  }
}
