import Parallel

/// Puts customers of all shards in the order of their keys, in parallel.
///
/// A key's hash says nothing about its order, so each shard is a fair sample of all keys: the quantiles of the largest
/// shard cut the range of keys into parts of about the same size. Each shard is sorted, its stretches go to the parts,
/// and each part is sorted on its own (sample sort: Frazer and McKellar, "Samplesort", 1970).
struct CustomerOrder {
  /// Where a customer stands in the first pass.
  struct Member: BitwiseCopyable {
    var shard: UInt32
    var customer: UInt32
  }

  /// The parts' members, each part in order and all of it before the next.
  private let parts: [[Member]]

  /// - Parameter chosen: for each shard, the numbers of the customers to be ordered.
  init(of chosen: [[UInt32]], in shards: [CustomerShard], team: ThreadTeam) {
    let shared = CustomerOrder.sharedLength(of: chosen, in: shards, team: team)
    let sorted = team.map(shards.count) { shard, _ in
      let candidates = chosen[shard].map { customer in
        let prefix = Candidate.prefix(of: shards[shard].key(Int(customer)), from: shared)
        return Candidate(prefix: prefix, member: Member(shard: UInt32(shard), customer: customer))
      }
      return ascendingOrder(of: candidates.map(\.prefix)).map { candidates[$0] }
    }
    guard let sample = sorted.max(by: { $0.count < $1.count }), !sample.isEmpty else {
      parts = []
      return
    }
    let partCount = shards.count
    let cuts = (1..<partCount).map { sample[sample.count * $0 / partCount].prefix }
    parts = team.map(partCount) { part, _ in
      var candidates: [Candidate] = []
      for list in sorted {
        let start = part == 0 ? 0 : list.firstIndex(notBelow: cuts[part - 1])
        let end = part == partCount - 1 ? list.count : list.firstIndex(notBelow: cuts[part])
        candidates += list[start..<max(start, end)]
      }
      candidates = ascendingOrder(of: candidates.map(\.prefix)).map { candidates[$0] }
      candidates.sortRuns(of: { $0.prefix == $1.prefix }) { first, second in
        shards[Int(first.member.shard)].key(Int(first.member.customer))
          .lexicographicallyPrecedes(shards[Int(second.member.shard)].key(Int(second.member.customer)))
      }
      return candidates.map(\.member)
    }
  }

  /// All members in order.
  func members(team: ThreadTeam) -> AlignedArray<Member> {
    var starts = [0]
    for part in parts { starts.append(starts[starts.count - 1] + part.count) }
    let members = AlignedArray<Member>(count: starts[parts.count])
    let (view, parts, firsts) = (members.view, self.parts, starts)
    team.forEach(parts.count) { part, _ in
      for (index, member) in parts[part].enumerated() { view[firsts[part] + index] = member }
    }
    return members
  }

  /// The number of bytes with which all chosen keys begin alike, so that what tells them apart fits eight bytes.
  private static func sharedLength(of chosen: [[UInt32]], in shards: [CustomerShard], team: ThreadTeam) -> Int
  {
    guard let shard = chosen.firstIndex(where: { !$0.isEmpty }) else { return 0 }
    let model = Array(shards[shard].key(Int(chosen[shard][0])))
    let lengths = team.map(shards.count) { shard, _ in
      var length = model.count
      for customer in chosen[shard] {
        let key = shards[shard].key(Int(customer))
        var alike = 0
        while alike < min(length, key.count), key[alike] == model[alike] { alike += 1 }
        length = alike
      }
      return length
    }
    return lengths.min() ?? 0
  }
}

private struct Candidate {
  /// Eight bytes of the key as a number, so that most comparisons need no key; keys that end earlier are filled with 0.
  var prefix: UInt64
  var member: CustomerOrder.Member

  static func prefix(of key: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt64 {
    var prefix: UInt64 = 0
    for index in start..<start + 8 { prefix = prefix << 8 | (index < key.count ? UInt64(key[index]) : 0) }
    return prefix
  }
}

extension [Candidate] {
  /// The index of the first candidate whose prefix is at least `prefix`, in a sorted list.
  fileprivate func firstIndex(notBelow prefix: UInt64) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].prefix < prefix { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
