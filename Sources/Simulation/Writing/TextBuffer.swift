/// Bytes of a file that are being put together; grows as needed and is used again for the next block.
///
/// Not safe for two threads at once: each block of customers owns its buffers while it is generated.
final class TextBuffer: @unchecked Sendable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 4096) {
    self.capacity = max(capacity, 64)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// Forgets the bytes and keeps the memory.
  func removeAll() { count = 0 }

  /// The bytes so far.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  /// Appends what `body` writes, which must be at most `limit` bytes.
  @inline(__always)
  func append(atMost limit: Int, _ body: (inout TextCursor) -> Void) {
    if capacity - count < limit { grow(by: limit) }
    var cursor = TextCursor(position: base + count, limit: base + capacity)
    body(&cursor)
    count = cursor.position - base
  }

  private func grow(by need: Int) {
    let larger = max(capacity * 2, count + need)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: base, count: count)
    base.deallocate()
    base = moved
    capacity = larger
  }
}

/// The place in a ``TextBuffer`` where the next byte goes.
struct TextCursor {
  fileprivate(set) var position: UnsafeMutablePointer<UInt8>
  fileprivate let limit: UnsafeMutablePointer<UInt8>

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    assert(position < limit, "A row is longer than the room that was asked for.")
    position.pointee = byte
    position += 1
  }

  @inline(__always)
  mutating func append(_ bytes: [UInt8]) {
    for byte in bytes { append(byte) }
  }

  mutating func append(_ text: StaticString) {
    for offset in 0..<text.utf8CodeUnitCount { append(text.utf8Start[offset]) }
  }

  /// Appends a whole number.
  mutating func append(number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    let magnitude = number.magnitude
    append(digits: magnitude, count: TextCursor.digitCount(of: magnitude))
  }

  /// Appends the last `count` digits of a number, with zeros in front.
  @inline(__always)
  mutating func append(digits number: UInt, count: Int) {
    assert(limit - position >= count, "A row is longer than the room that was asked for.")
    var rest = number
    var index = count
    while index > 0 {
      index -= 1
      let quotient = rest / 10
      position[index] = UInt8(truncatingIfNeeded: rest &- quotient &* 10) &+ 48
      rest = quotient
    }
    position += count
  }

  /// Appends an amount of cents as yuan with two decimals.
  @inline(__always)
  mutating func append(cents: Int) {
    if cents < 0 { append(UInt8(ascii: "-")) }
    let magnitude = cents.magnitude
    let yuan = magnitude / 100
    append(digits: yuan, count: TextCursor.digitCount(of: yuan))
    append(UInt8(ascii: "."))
    append(digits: magnitude &- yuan &* 100, count: 2)
  }

  @inline(__always)
  static func digitCount(of number: UInt) -> Int {
    var count = 1
    var bound: UInt = 10
    while number >= bound && count < 19 {
      count += 1
      bound &*= 10
    }
    return count
  }
}
