/// Reads up to eight decimal digits with a few multiplications instead of a loop.
///
/// The digits stand in the bytes of one word, the first in the lowest byte. Neighbours are joined to pairs, pairs to
/// fours and fours to the number, all in one word (D. Lemire, "Number parsing at a gigabyte per second", 2021).
enum EightDigits {
  /// Stands for “not all of these bytes are digits”.
  static let none = UInt64.max

  /// The number that `count` digits (1 to 8) spell, or ``none``; eight bytes from `text` on are loaded.
  @inline(__always)
  static func number(_ text: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    number(word(text), count)
  }

  /// The eight bytes from `text` on, the first in the lowest byte.
  @inline(__always)
  static func word(_ text: UnsafePointer<UInt8>) -> UInt64 {
    UnsafeRawPointer(text).loadUnaligned(as: UInt64.self).littleEndian
  }

  /// The first byte of a word that is a decimal point; 8 where none is.
  @inline(__always)
  static func point(_ word: UInt64) -> Int {
    let marked = word ^ 0x2E2E_2E2E_2E2E_2E2E
    // The lowest byte that is 0 shows in its highest bit.
    let zeros = (marked &- 0x0101_0101_0101_0101) & ~marked & 0x8080_8080_8080_8080
    return zeros.trailingZeroBitCount / 8
  }

  /// The number that the first `count` bytes (1 to 8) of a word spell, or ``none``.
  @inline(__always)
  static func number(_ word: UInt64, _ count: Int) -> UInt64 {
    // What lies behind the digits is shifted out; zeros come in before them and count for nothing.
    let shift = UInt64(truncatingIfNeeded: 64 - 8 * count)
    let digits = (word &<< shift) ^ (0x3030_3030_3030_3030 &<< shift)
    // A byte above 9 shows in its highest bit, there already or after adding 0x76.
    guard (digits | (digits &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 == 0 else { return none }
    let pairs = digits &* 10 &+ (digits &>> 8)
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    let upper = (pairs & mask) &* (100 + 1_000_000 << 32)
    let lower = ((pairs &>> 16) & mask) &* (1 + 10_000 << 32)
    return (upper &+ lower) &>> 32
  }
}
