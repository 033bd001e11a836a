/// The texts of a column for a loop: places in memory and nothing that is counted; valid as long as the column.
public struct ArrowTexts: BitwiseCopyable, @unchecked Sendable {
  /// Numbers of a dictionary's values in whose place the texts stand.
  @usableFromInline
  struct Indices: BitwiseCopyable {
    @usableFromInline var start: Int
    @usableFromInline let validity: UnsafePointer<UInt8>?
    @usableFromInline let values: UnsafeRawPointer
    @usableFromInline let bytes: Int
  }

  @usableFromInline let layout: ArrowType.TextLayout
  @usableFromInline var start: Int
  @usableFromInline let validity: UnsafePointer<UInt8>?
  @usableFromInline let values: UnsafeRawPointer
  @usableFromInline let buffers: UnsafePointer<UnsafePointer<UInt8>>
  /// Where the bytes end, up to which all may be loaded; nil where they lie in several places.
  public let end: UnsafePointer<UInt8>?
  @usableFromInline var indices: Indices?

  init(_ buffers: ArrayCheck.Buffers, layout: ArrowType.TextLayout, memory: TextBuffers) {
    (self.layout, start, validity, values) = (layout, buffers.start, buffers.validity, buffers.values)
    (self.buffers, end) = (memory.pointers, buffers.textEnd)
  }

  /// The texts of the rows from one on.
  func dropping(first rows: Int) -> ArrowTexts {
    var texts = self
    if indices == nil { texts.start += rows } else { texts.indices?.start += rows }
    return texts
  }

  /// The bytes of a text; nil where it is missing.
  @inlinable @inline(__always)
  public subscript(row: Int) -> UnsafeBufferPointer<UInt8>? {
    if indices == nil { return text(row) }
    return level(row).flatMap { text($0) }
  }

  /// Number of a dictionary's value that a row holds; nil where its cell is missing, or cells hold the texts themselves.
  @inlinable @inline(__always)
  public func level(_ row: Int) -> Int? {
    guard let indices else { return nil }
    let place = indices.start &+ row
    if ArrowTexts.isNull(place, indices.validity) { return nil }
    // Indices have been checked, so that signs need not be looked at.
    return switch indices.bytes {
    case 1: Int(indices.values.load(fromByteOffset: place, as: UInt8.self))
    case 2: Int(indices.values.loadUnaligned(fromByteOffset: 2 &* place, as: UInt16.self))
    case 4: Int(indices.values.loadUnaligned(fromByteOffset: 4 &* place, as: UInt32.self))
    default: indices.values.loadUnaligned(fromByteOffset: 8 &* place, as: Int.self)
    }
  }

  @inlinable @inline(__always)
  func text(_ row: Int) -> UnsafeBufferPointer<UInt8>? {
    let place = start &+ row
    if ArrowTexts.isNull(place, validity) { return nil }
    switch layout {
    case .short:
      let from = values.loadUnaligned(fromByteOffset: 4 &* place, as: Int32.self)
      let to = values.loadUnaligned(fromByteOffset: 4 &* place &+ 4, as: Int32.self)
      return UnsafeBufferPointer(start: buffers[0] + Int(from), count: Int(to &- from))
    case .large:
      let from = values.loadUnaligned(fromByteOffset: 8 &* place, as: Int64.self)
      let to = values.loadUnaligned(fromByteOffset: 8 &* place &+ 8, as: Int64.self)
      return UnsafeBufferPointer(start: buffers[0] + Int(from), count: Int(to &- from))
    case .view:
      let view = TextView(values + place &* TextView.size)
      return UnsafeBufferPointer(
        start: view.isInside ? view.inside : buffers[view.buffer] + view.offset, count: view.length)
    }
  }

  @inlinable @inline(__always)
  static func isNull(_ place: Int, _ validity: UnsafePointer<UInt8>?) -> Bool {
    guard let validity else { return false }
    return validity[place >> 3] >> UInt8(truncatingIfNeeded: place & 7) & 1 == 0
  }
}

/// Where the buffers of a column's texts begin, at a place that does not move.
final class TextBuffers: @unchecked Sendable {
  private let memory: UnsafeMutablePointer<UnsafePointer<UInt8>>
  var pointers: UnsafePointer<UnsafePointer<UInt8>> { UnsafePointer(memory) }

  init(_ buffers: [UnsafePointer<UInt8>]) {
    memory = .allocate(capacity: max(1, buffers.count))
    for (index, buffer) in buffers.enumerated() { (memory + index).initialize(to: buffer) }
  }

  deinit { memory.deallocate() }
}

/// A text of a column of views.
@usableFromInline
struct TextView: BitwiseCopyable {
  @usableFromInline static var size: Int { 16 }
  /// Longest text that the view itself holds.
  @usableFromInline static var longestInside: Int { 12 }

  @usableFromInline let memory: UnsafeRawPointer

  @inlinable
  init(_ memory: UnsafeRawPointer) { self.memory = memory }

  @inlinable var length: Int { Int(memory.loadUnaligned(as: Int32.self)) }
  @inlinable var isInside: Bool { length <= TextView.longestInside }
  @inlinable var inside: UnsafePointer<UInt8> { (memory + 4).assumingMemoryBound(to: UInt8.self) }
  /// Number of the buffer of texts.
  @inlinable var buffer: Int { Int(memory.loadUnaligned(fromByteOffset: 8, as: Int32.self)) }
  @inlinable var offset: Int { Int(memory.loadUnaligned(fromByteOffset: 12, as: Int32.self)) }
}
