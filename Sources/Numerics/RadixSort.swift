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
