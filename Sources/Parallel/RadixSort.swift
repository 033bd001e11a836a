/// Sorts whole numbers of 32 bits in ascending order, three passes of eleven bits each.
///
/// - Complexity: O(count), with scratch memory of the same size.
public func radixSort(_ keys: inout [UInt32]) {
  let digitBits = 11
  let buckets = 1 << digitBits
  guard keys.count > 256 else {
    keys.sort()
    return
  }
  var scratch = [UInt32](repeating: 0, count: keys.count)
  var starts = [Int](repeating: 0, count: buckets)
  for shift in [0, digitBits, 2 * digitBits] {
    for bucket in 0..<buckets { starts[bucket] = 0 }
    for key in keys { starts[Int(key >> UInt32(shift)) & (buckets - 1)] += 1 }
    var sum = 0
    for bucket in 0..<buckets { (starts[bucket], sum) = (sum, sum + starts[bucket]) }
    keys.withUnsafeBufferPointer { source in
      scratch.withUnsafeMutableBufferPointer { target in
        for key in source {
          let bucket = Int(key >> UInt32(shift)) & (buckets - 1)
          target[starts[bucket]] = key
          starts[bucket] += 1
        }
      }
    }
    swap(&keys, &scratch)
  }
}

/// The numbers among `values` in ascending order, NaN left out; both zeros become +0.
///
/// - Complexity: O(count).
public func sortedNumbers(_ values: SharedBuffer<Float>) -> [Float] {
  var keys: [UInt32] = []
  keys.reserveCapacity(values.count)
  for value in values.elements where !value.isNaN {
    let bits = (value + 0).bitPattern
    // Order of the bits = order of the numbers: flip all bits of negative ones, the sign of the others.
    keys.append(bits >> 31 == 1 ? ~bits : bits | 0x8000_0000)
  }
  radixSort(&keys)
  return keys.map { Float(bitPattern: $0 >> 31 == 1 ? $0 & 0x7FFF_FFFF : ~$0) }
}

/// The positions of `keys` in ascending order of the keys; equal keys stay in the order of their positions.
///
/// One pass for each of the eight bytes in which keys differ.
///
/// - Complexity: O(count), with scratch memory of 32 bytes per key.
public func ascendingOrder(of keys: [UInt64]) -> [Int] {
  var counts = [Int](repeating: 0, count: 8 * 256)
  for key in keys {
    for digit in 0..<8 { counts[256 * digit + Int(truncatingIfNeeded: key >> UInt64(8 * digit)) & 255] += 1 }
  }
  var current = keys.enumerated().map { RankedKey(key: $1, position: $0) }
  var scratch = current
  for digit in 0..<8 {
    var starts = Array(counts[256 * digit..<256 * (digit + 1)])
    if starts.contains(keys.count) { continue }
    var sum = 0
    for bucket in 0..<256 { (starts[bucket], sum) = (sum, sum + starts[bucket]) }
    current.withUnsafeBufferPointer { source in
      scratch.withUnsafeMutableBufferPointer { target in
        for entry in source {
          let bucket = Int(truncatingIfNeeded: entry.key >> UInt64(8 * digit)) & 255
          target[starts[bucket]] = entry
          starts[bucket] += 1
        }
      }
    }
    swap(&current, &scratch)
  }
  return current.map(\.position)
}

private struct RankedKey {
  var key: UInt64
  var position: Int
}

extension Double {
  /// A number that orders as the double does, both zeros alike; not for NaN.
  public var ascendingKey: UInt64 {
    let bits = (self + 0).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }
}

extension Array {
  /// Sorts each run of neighbours that `belongTogether` among themselves.
  ///
  /// After a sort by a key that does not tell all elements apart.
  public mutating func sortRuns(
    of belongTogether: (Element, Element) -> Bool, by areInIncreasingOrder: (Element, Element) -> Bool
  ) {
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, belongTogether(self[start], self[end]) { end += 1 }
      if end - start > 1 { self[start..<end].sort(by: areInIncreasingOrder) }
      start = end
    }
  }
}
