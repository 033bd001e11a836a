import Configuration
import Numerics

/// What the first pass needs of a row: whose it is, of which month, and its part of the assets.
struct RowHead: BitwiseCopyable {
  var hash: UInt64
  /// The row's part of the customer's assets; NaN where one of its asset cells is missing, 0 without such cells.
  var assets: Double
  var keyStart: UInt32
  /// Month index, or one of the marks below.
  var month: Int32
  var keyLength: UInt8
  /// Whether the key lies among the block's rescued keys (quoted or GB18030) instead of its text.
  var isRescued: Bool

  /// The row belongs to a month later than may be looked at.
  static let later: Int32 = -1
  /// The row is empty or faulty.
  static let unusable: Int32 = -2

  @inline(__always)
  var keyRange: Range<Int> { Int(keyStart)..<Int(keyStart) + Int(keyLength) }

  /// A hash of a key's bytes that is the same on every machine.
  ///
  /// Multiply and fold, eight bytes at a time, after the idea of W. Yi's wyhash.
  @inline(__always)
  static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: key.count)
    var position = 0
    let raw = UnsafeRawBufferPointer(key)
    while position + 8 <= key.count {
      hash = fold(hash ^ raw.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian)
      position += 8
    }
    var rest: UInt64 = 0
    while position < key.count {
      rest = rest << 8 | UInt64(key[position])
      position += 1
    }
    return fold(hash ^ rest ^ 0xE703_7ED1_A0B4_28DB)
  }

  @inline(__always)
  private static func fold(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}

/// The columns of the first pass by month, in the order in which months were met.
struct MonthSlots: Sendable {
  private(set) var months: [Month] = []
  private var slotOfMonth: [Int32: Int] = [:]

  /// The number of a month's column; the month must have been added.
  subscript(month: Int32) -> Int { slotOfMonth[month] ?? 0 }

  func slot(of month: Month) -> Int? { slotOfMonth[Int32(month.index)] }

  mutating func add(_ month: Int32) {
    if slotOfMonth[month] == nil {
      slotOfMonth[month] = months.count
      months.append(Month(index: Int(month)))
    }
  }
}
