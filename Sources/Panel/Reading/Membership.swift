import Calendar
import Configuration
import Parallel

/// Which customers are kept, and where each of the first pass's customers stands among them.
struct Membership {
  /// The index of a customer that is not kept.
  static let notKept = UInt32.max

  /// Shard and number within it of each kept customer, in the order of the keys.
  let kept: AlignedArray<CustomerOrder.Member>
  /// For each shard, the index among the kept of each of its customers.
  let indices: [AlignedArray<UInt32>]
  let keys: CustomerKeys

  /// Keeps the customers who may be asked about in one of the snapshot months, and those that a request names.
  init(
    _ pass: FirstPass, _ request: PanelRequest, snapshots: [Month], configuration: BankConfiguration,
    team: ThreadTeam
  ) {
    let (shards, slots) = (pass.shards, pass.slots)
    let months = request.keepsMonthBefore ? snapshots + snapshots.map { $0 - 1 } : snapshots
    let named = pass.numbers(of: request.keptCustomers)
    let questions = request.questions(configuration).map(\.kind)
    let chosen = team.map(shards.count) { shard, _ in
      let members = questions.map { question in
        switch question {
        case .loss: Self.above(configuration.floor, shards[shard], slots, snapshots: months)
        case .winBack:
          Self.departed(shards[shard], slots, snapshots: months, rule: DepartureRule(configuration))
        // What else the rules read is not known yet: whoever is there may be asked about.
        case .rules: Self.above(nil, shards[shard], slots, snapshots: months)
        }
      }
      return members.count == 1 && named[shard].isEmpty
        ? members[0] : members.reduce(into: Set(named[shard])) { $0.formUnion($1) }.sorted()
    }
    let order = CustomerOrder(of: chosen, in: shards, team: team)
    let members = order.members(team: team)
    let view = members.view
    indices = team.map(shards.count) { shard, _ in
      AlignedArray(count: shards[shard].count, repeating: Membership.notKept)
    }
    let indexViews = indices.map(\.view)
    team.forEachRange(view.count, grain: 16_384) { range, _ in
      for index in range {
        let member = view[index]
        indexViews[Int(member.shard)][Int(member.customer)] = UInt32(index)
      }
    }
    kept = members
    keys = CustomerKeys(of: members, in: shards, team: team)
  }

  /// - Parameter floor: what their assets are above; nil: anything.
  private static func above(
    _ floor: Double?, _ shard: CustomerShard, _ slots: MonthSlots, snapshots: [Month]
  ) -> [UInt32] {
    var chosen: [UInt32] = []
    let months = snapshots.compactMap { slots.slot(of: $0) }
      .map { (presence: shard.presence($0), assets: shard.assets($0)) }
    for customer in 0..<shard.count
    where months.contains(where: { month in
      month.presence[customer] != 0 && floor.map { month.assets[customer] > $0 } ?? true
    }) {
      chosen.append(UInt32(customer))
    }
    return chosen
  }

  private static func departed(
    _ shard: CustomerShard, _ slots: MonthSlots, snapshots: [Month], rule: DepartureRule
  ) -> [UInt32] {
    typealias Cells = (presence: SharedBuffer<UInt32>, assets: SharedBuffer<Double>)
    func cells(_ month: Month) -> Cells? {
      slots.slot(of: month).map { (shard.presence($0), shard.assets($0)) }
    }
    let stretches = snapshots.compactMap { month in
      cells(month).map { now in (now, before: (1..<max(1, rule.window)).compactMap { cells(month - $0) }) }
    }
    return (0..<shard.count).filter { customer in
      func assets(_ cells: Cells) -> Double? {
        cells.presence[customer] != 0 ? cells.assets[customer] : nil
      }
      return stretches.contains { now, before in
        rule.peak(before: before.lazy.compactMap(assets), now: assets(now) ?? 0) != nil
      }
    }.map(UInt32.init)
  }
}
