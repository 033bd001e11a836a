import Configuration
import Numerics

/// Which customers are kept, and where each of the first pass's customers stands among them.
struct Membership {
  /// The place of a customer that is not kept.
  static let notKept = UInt32.max

  /// Shard and number within it of each kept customer, in the order of the keys.
  let kept: [(shard: Int, customer: Int)]
  /// For each shard, the place among the kept of each of its customers.
  let places: [AlignedArray<UInt32>]
  let keys: CustomerKeys

  /// Keeps the customers whose assets are above the floor in one of the snapshot months.
  init(_ pass: FirstPass, snapshots: [Month], floor: Double, team: ThreadTeam) {
    let slots = snapshots.compactMap { pass.slots.slot(of: $0) }
    let shards = pass.shards
    let chosen = AlignedArrays<UInt32>(counts: shards.map(\.count))
    let counts = AlignedArray<Int>(count: shards.count)
    let (chosenViews, countView) = (chosen.views, counts.view)
    team.forEach(shards.count) { shard, _ in
      var found = 0
      let chosen = chosenViews[shard]
      let months = slots.map { (presence: shards[shard].presence($0), assets: shards[shard].assets($0)) }
      for customer in 0..<shards[shard].count
      where months.contains(where: { $0.presence[customer] != 0 && $0.assets[customer] > floor }) {
        chosen[found] = UInt32(customer)
        found += 1
      }
      countView[shard] = found
    }
    var candidates: [Candidate] = []
    candidates.reserveCapacity(counts.view.elements.reduce(0, +))
    for shard in shards.indices {
      for index in 0..<counts.view[shard] {
        let customer = Int(chosen.views[shard][index])
        candidates.append(
          Candidate(
            prefix: Candidate.prefix(of: shards[shard].key(customer)), shard: shard, customer: customer))
      }
    }
    candidates = ascendingOrder(of: candidates.map(\.prefix)).map { candidates[$0] }
    candidates.sortRuns(
      of: { $0.prefix == $1.prefix },
      by: { shards[$0.shard].key($0.customer).lexicographicallyPrecedes(shards[$1.shard].key($1.customer)) })
    kept = candidates.map { ($0.shard, $0.customer) }
    places = shards.map { AlignedArray(count: $0.count, repeating: Membership.notKept) }
    for (place, member) in candidates.enumerated() {
      places[member.shard].view[member.customer] = UInt32(place)
    }
    keys = CustomerKeys(sorted: candidates.lazy.map { shards[$0.shard].key($0.customer) })
  }

  private struct Candidate {
    /// The first eight bytes of the key as a number, so that most comparisons need no key.
    var prefix: UInt64
    var shard: Int
    var customer: Int

    static func prefix(of key: UnsafeBufferPointer<UInt8>) -> UInt64 {
      var prefix: UInt64 = 0
      for byte in key.prefix(8) { prefix = prefix << 8 | UInt64(byte) }
      return prefix << (8 * UInt64(max(0, 8 - key.count)))
    }
  }
}

/// Several arrays of their own lengths, for parallel loops.
private struct AlignedArrays<Element: BitwiseCopyable> {
  private let owners: [AlignedArray<Element>]
  var views: [SharedBuffer<Element>] { owners.map(\.view) }

  init(counts: [Int]) { owners = counts.map { AlignedArray(count: $0) } }
}
