/// Whether bytes are UTF-8 (RFC 3629: shortest forms only, no surrogates, up to U+10FFFF).
public enum UTF8Check {
  /// The bytes that are valid UTF-8 from the start on.
  ///
  /// `count` is the offset of the first byte that is not, or the number of bytes where all are. `isTruncated` tells
  /// that the rest is the beginning of a character that the next block may complete.
  ///
  /// - Complexity: O(bytes), with runs of ASCII taken 32 bytes at a time.
  public static func validPrefix(of bytes: UnsafeRawBufferPointer) -> (count: Int, isTruncated: Bool) {
    guard let base = bytes.baseAddress else { return (0, false) }
    let end = bytes.count
    var position = 0
    while position < end {
      position += asciiRun(base + position, count: end - position)
      if position == end { break }
      let lead = base.load(fromByteOffset: position, as: UInt8.self)
      let form = Form(lead: lead)
      guard form.length > 0 else { return (position, false) }
      for index in 1..<form.length {
        guard position + index < end else { return (position, true) }
        let byte = base.load(fromByteOffset: position + index, as: UInt8.self)
        let allowed = index == 1 ? form.second : 0x80...0xBF
        guard allowed.contains(byte) else { return (position, false) }
      }
      position += form.length
    }
    return (position, false)
  }

  /// The number of ASCII bytes at the start.
  @inline(__always)
  static func asciiRun(_ base: UnsafeRawPointer, count: Int) -> Int {
    let high: UInt64 = 0x8080_8080_8080_8080
    var position = 0
    while position + 32 <= count {
      let first = base.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      let second = base.loadUnaligned(fromByteOffset: position + 8, as: UInt64.self)
      let third = base.loadUnaligned(fromByteOffset: position + 16, as: UInt64.self)
      let fourth = base.loadUnaligned(fromByteOffset: position + 24, as: UInt64.self)
      if (first | second | third | fourth) & high != 0 { break }
      position += 32
    }
    while position < count && base.load(fromByteOffset: position, as: UInt8.self) < 0x80 { position += 1 }
    return position
  }

  /// Length of a character and the range of its second byte, by its first (Unicode, table 3-7).
  private struct Form {
    let length: Int
    let second: ClosedRange<UInt8>

    @inline(__always)
    init(lead: UInt8) {
      switch lead {
      case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: (length, second) = (0, 0x80...0x80)
      }
    }
  }
}
