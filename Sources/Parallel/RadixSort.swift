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
/// - Complexity: as ``ascendingOrder(count:key:)``.
public func ascendingOrder(of keys: [UInt64]) -> [Int] {
  ascendingOrder(count: keys.count) { keys[$0] }.map { Int($0) }
}

/// The positions below `count` in ascending order of their keys; equal keys stay in the order of their positions.
///
/// Keys are sorted by digits of eleven bits; digits that all keys share are skipped.
///
/// - Complexity: O(count), with scratch memory of 32 bytes per key.
public func ascendingOrder(count: Int, key: (Int) -> UInt64) -> [Int32] {
  precondition(count <= Int32.max, "More keys than 32 bits can number.")
  var source = (0..<count).map { KeyedPosition(key: key($0), position: Int32($0)) }
  if count < 1024 {
    source.sort { ($0.key, $0.position) < ($1.key, $1.position) }
    return source.map(\.position)
  }
  let digitBits = 11
  let buckets = 1 << digitBits
  let digits = (UInt64.bitWidth + digitBits - 1) / digitBits
  var starts = [Int](repeating: 0, count: digits * buckets)
  for entry in source {
    for digit in 0..<digits {
      starts[digit * buckets + Int(truncatingIfNeeded: entry.key >> (digit * digitBits)) & (buckets - 1)] += 1
    }
  }
  var target = source
  for digit in 0..<digits {
    let counts = digit * buckets..<(digit + 1) * buckets
    if starts[counts].contains(count) { continue }
    var sum = 0
    for bucket in counts { (starts[bucket], sum) = (sum, sum + starts[bucket]) }
    starts.withUnsafeMutableBufferPointer { starts in
      source.withUnsafeBufferPointer { source in
        target.withUnsafeMutableBufferPointer { target in
          for entry in source {
            let bucket =
              digit * buckets + Int(truncatingIfNeeded: entry.key >> (digit * digitBits)) & (buckets - 1)
            target[starts[bucket]] = entry
            starts[bucket] += 1
          }
        }
      }
    }
    swap(&source, &target)
  }
  return source.map(\.position)
}

private struct KeyedPosition {
  var key: UInt64
  var position: Int32
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
