import Parallel

/// Puts the rows of columns in the order of their numbers, one column after another in the same memory.
///
/// A row is one word: the number's key, whose order is the number's, above the number of the row. Three passes of a
/// radix sort over the key keep rows of equal numbers in their order.
final class ColumnOrder {
  private static let digitBits = 11
  private static let buckets = 1 << digitBits

  private let memory: AlignedArray<UInt64>
  private let starts: AlignedArray<Int32>
  private let capacity: Int
  private var count = 0
  /// Whether the sorted rows stand in the second half of the memory.
  private var isSecond = false

  init(rows: Int) {
    precondition(rows < Int(Int32.max), "Rows are numbered in 32 bits.")
    capacity = rows
    memory = AlignedArray(count: 2 * max(1, rows))
    starts = AlignedArray(count: 3 * Self.buckets)
  }

  /// The rows with a number, in rising order: key above row.
  var sorted: SharedBuffer<UInt64> {
    let start = isSecond ? capacity : 0
    return memory.view[start..<start + count]
  }

  /// A word whose order is that of numbers; infinities count as the greatest finite numbers, both zeros as one.
  @inline(__always)
  static func key(of number: Float) -> UInt32 {
    let largest = Float.greatestFiniteMagnitude
    // Adding +0 makes one zero of both.
    let bits = (min(max(number, -largest), largest) + 0).bitPattern
    return bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
  }

  /// The number of a key.
  static func value(ofKey key: UInt32) -> Float {
    Float(bitPattern: key >> 31 == 1 ? key & 0x7FFF_FFFF : ~key)
  }

  /// Sorts a column; rows without a number, and those whose number is among `specials`, are left out.
  ///
  /// - Complexity: O(rows).
  func sort(_ column: SharedBuffer<Float>, without specials: [Float] = []) {
    precondition(column.count <= capacity)
    let first = memory.view
    let histogram = starts.view
    for bucket in 0..<3 * Self.buckets { histogram[bucket] = 0 }
    var filled = 0
    for row in 0..<column.count {
      let number = column[row]
      if number.isNaN || (!specials.isEmpty && specials.contains(number)) { continue }
      let key = Self.key(of: number)
      histogram[Int(key & 0x7FF)] += 1
      histogram[Self.buckets + Int(key >> 11 & 0x7FF)] += 1
      histogram[2 * Self.buckets + Int(key >> 22)] += 1
      first[filled] = UInt64(key) << 32 | UInt64(UInt32(row))
      filled += 1
    }
    count = filled
    isSecond = false
    for digit in 0..<3 { pass(digit) }
  }

  private func pass(_ digit: Int) {
    let targets = starts.view[digit * Self.buckets..<(digit + 1) * Self.buckets]
    // A digit that all keys share leaves the order as it is.
    for bucket in 0..<Self.buckets where targets[bucket] != 0 {
      if Int(targets[bucket]) == count { return }
      break
    }
    var sum: Int32 = 0
    for bucket in 0..<Self.buckets { (targets[bucket], sum) = (sum, sum + targets[bucket]) }
    let (first, second) = (memory.view[0..<capacity], memory.view[capacity..<2 * capacity])
    let (source, target) = isSecond ? (second, first) : (first, second)
    let shift = UInt64(32 + digit * Self.digitBits)
    for index in 0..<count {
      let entry = source[index]
      let bucket = Int(entry >> shift & 0x7FF)
      target[Int(targets[bucket])] = entry
      targets[bucket] += 1
    }
    isSecond.toggle()
  }
}
