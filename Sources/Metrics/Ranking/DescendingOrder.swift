/// Row numbers in falling order of finite keys; rows with equal keys keep their order.
///
/// Keys become whole numbers whose order is theirs, which are sorted by digits of eleven bits; digits that all keys
/// share are skipped.
/// - Complexity: O(n), with scratch memory of 32 bytes for each row.
func descendingOrder(of keys: [Double]) -> [Int32] {
  precondition(keys.count <= Int32.max, "More rows than 32 bits can number.")
  if keys.count < 1024 {
    return (0..<Int32(keys.count)).sorted { left, right in
      let (mine, theirs) = (keys[Int(left)], keys[Int(right)])
      return mine == theirs ? left < right : mine > theirs
    }
  }
  let digitBits = 11
  let buckets = 1 << digitBits
  let digits = (UInt64.bitWidth + digitBits - 1) / digitBits
  var starts = [Int](repeating: 0, count: digits * buckets)
  var source: [KeyedRow] = []
  source.reserveCapacity(keys.count)
  for (row, key) in keys.enumerated() {
    let bits = descendingBits(key)
    source.append(KeyedRow(bits: bits, row: Int32(row)))
    for digit in 0..<digits {
      starts[digit * buckets + Int(truncatingIfNeeded: bits >> (digit * digitBits)) & (buckets - 1)] += 1
    }
  }
  var target = source
  for digit in 0..<digits {
    let counts = digit * buckets..<(digit + 1) * buckets
    if starts[counts].contains(keys.count) { continue }
    var sum = 0
    for bucket in counts { (starts[bucket], sum) = (sum, sum + starts[bucket]) }
    starts.withUnsafeMutableBufferPointer { starts in
      source.withUnsafeBufferPointer { source in
        target.withUnsafeMutableBufferPointer { target in
          for element in source {
            let bucket =
              digit * buckets + Int(truncatingIfNeeded: element.bits >> (digit * digitBits)) & (buckets - 1)
            target[starts[bucket]] = element
            starts[bucket] += 1
          }
        }
      }
    }
    swap(&source, &target)
  }
  return source.map(\.row)
}

private struct KeyedRow {
  var bits: UInt64
  var row: Int32
}

/// A whole number that is the smaller the greater the key; both zeros have the same.
private func descendingBits(_ key: Double) -> UInt64 {
  let bits = (key + 0).bitPattern
  // Order of the bits = order of the keys: flip all bits of negative ones, the sign of the others. Then turn round.
  return ~(bits >> 63 == 1 ? ~bits : bits | 1 << 63)
}
