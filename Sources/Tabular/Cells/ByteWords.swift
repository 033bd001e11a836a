import Parallel

/// Short runs of bytes, such as keys and names, hashed and compared a word at a time.
public enum ByteWords {
  /// Up to eight bytes as a number, the first byte lowest; nothing outside the run is read.
  @inlinable @inline(__always)
  public static func word(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(bytes)
    if count >= 8 { return raw.loadUnaligned(as: UInt64.self).littleEndian }
    if count >= 4 {
      // Two loads that overlap; the bytes they share are the same.
      let low = UInt64(raw.loadUnaligned(as: UInt32.self).littleEndian)
      let high = UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self).littleEndian)
      return low | high &<< UInt64(truncatingIfNeeded: 8 * (count - 4))
    }
    if count == 0 { return 0 }
    let middle = count / 2
    return UInt64(bytes[0]) | UInt64(bytes[middle]) &<< UInt64(truncatingIfNeeded: 8 * middle)
      | UInt64(bytes[count - 1]) &<< UInt64(truncatingIfNeeded: 8 * (count - 1))
  }

  /// Whether two runs of the same length are the same bytes.
  @inlinable @inline(__always)
  public static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int) -> Bool
  {
    var position = 0
    while position + 8 <= count {
      if word(left + position, 8) != word(right + position, 8) { return false }
      position += 8
    }
    return word(left + position, count - position) == word(right + position, count - position)
  }

  /// Whether two runs are the same bytes.
  @inlinable @inline(__always)
  public static func areEqual(_ left: SharedBuffer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let other = right.baseAddress, left.count == right.count else { return left.count == right.count }
    return areEqual(left.base, other, count: left.count)
  }

  /// A hash that is the same on every machine.
  ///
  /// Multiply and fold, eight bytes at a time, after the idea of W. Yi's wyhash.
  @inlinable @inline(__always)
  public static func hash(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)
    var position = 0
    while position + 8 <= count {
      hash = fold(hash ^ word(bytes + position, 8))
      position += 8
    }
    return fold(hash ^ word(bytes + position, count - position) ^ 0xE703_7ED1_A0B4_28DB)
  }

  @inlinable @inline(__always)
  static func fold(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}
