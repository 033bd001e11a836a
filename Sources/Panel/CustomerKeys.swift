import Parallel

/// The keys of customers, in the order of their bytes.
public struct CustomerKeys: Sendable {
  private let bytes: AlignedArray<UInt8>
  /// Where each key begins; one more than customers.
  private let starts: AlignedArray<Int>

  public var count: Int { starts.count - 1 }
  public var isEmpty: Bool { count == 0 }

  /// The key of a customer.
  public subscript(customer: Int) -> String { String(decoding: key(customer), as: UTF8.self) }

  /// The bytes of a customer's key; valid as long as the keys are.
  func key(_ customer: Int) -> UnsafeBufferPointer<UInt8> {
    let range = starts.view[customer]..<starts.view[customer + 1]
    return UnsafeBufferPointer(rebasing: bytes.view.elements[range])
  }

  /// The number of the customer with a key; nil where there is none.
  ///
  /// - Complexity: O(log customers).
  public func index(of key: some Collection<UInt8>) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self.key(middle).lexicographicallyPrecedes(key) { low = middle + 1 } else { high = middle }
    }
    guard low < count, self.key(low).elementsEqual(key) else { return nil }
    return low
  }

  /// The keys of members that are in their order already.
  init(of members: AlignedArray<CustomerOrder.Member>, in shards: [CustomerShard], team: ThreadTeam) {
    let grain = 16_384
    let (members, starts) = (members.view, AlignedArray<Int>(count: members.count + 1))
    let ends = starts.view[1..<starts.count]
    team.forEachRange(members.count, grain: grain) { range, _ in
      for position in range {
        ends[position] = shards[Int(members[position].shard)].key(Int(members[position].customer)).count
      }
    }
    var end = 0
    for position in 0..<ends.count {
      end += ends[position]
      ends[position] = end
    }
    let bytes = AlignedArray<UInt8>(count: end)
    let (text, begins) = (bytes.view, starts.view)
    team.forEachRange(members.count, grain: grain) { range, _ in
      for position in range {
        let key = shards[Int(members[position].shard)].key(Int(members[position].customer))
        for index in 0..<key.count { text[begins[position] + index] = key[index] }
      }
    }
    (self.bytes, self.starts) = (bytes, starts)
  }

  /// For tests and tables.
  public init(_ keys: [String]) {
    let sorted = keys.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    starts = AlignedArray(count: keys.count + 1)
    bytes = AlignedArray(count: sorted.reduce(0) { $0 + $1.count })
    var end = 0
    for (position, key) in sorted.enumerated() {
      for (index, byte) in key.enumerated() { bytes.view[end + index] = byte }
      end += key.count
      starts.view[position + 1] = end
    }
  }
}
