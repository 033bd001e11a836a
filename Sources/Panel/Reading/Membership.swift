import Configuration
import Numerics

/// Which customers are kept, and where each of the first pass's customers stands among them.
struct Membership {
  /// The place of a customer that is not kept.
  static let notKept = UInt32.max

  /// Shard and number within it of each kept customer, in the order of the keys.
  let kept: AlignedArray<CustomerOrder.Member>
  /// For each shard, the place among the kept of each of its customers.
  let places: [AlignedArray<UInt32>]
  let keys: CustomerKeys

  /// Keeps the customers whose assets are above the floor in one of the snapshot months.
  init(_ pass: FirstPass, snapshots: [Month], floor: Double, team: ThreadTeam) {
    let slots = snapshots.compactMap { pass.slots.slot(of: $0) }
    let shards = pass.shards
    let chosen = ParallelResults.of(shards.count, team: team) { shard -> [UInt32] in
      var chosen: [UInt32] = []
      let months = slots.map { (presence: shards[shard].presence($0), assets: shards[shard].assets($0)) }
      for customer in 0..<shards[shard].count
      where months.contains(where: { $0.presence[customer] != 0 && $0.assets[customer] > floor }) {
        chosen.append(UInt32(customer))
      }
      return chosen
    }
    let order = CustomerOrder(of: chosen, in: shards, team: team)
    let members = order.members(team: team)
    let view = members.view
    places = ParallelResults.of(shards.count, team: team) { shard in
      AlignedArray(count: shards[shard].count, repeating: Membership.notKept)
    }
    let placeViews = places.map(\.view)
    team.forEachRange(view.count, grain: 16_384) { range, _ in
      for place in range {
        let member = view[place]
        placeViews[Int(member.shard)][Int(member.customer)] = UInt32(place)
      }
    }
    kept = members
    keys = CustomerKeys(of: members, in: shards, team: team)
  }
}
