import Calendar
import Configuration
import Parallel

/// Who was there in which month, counted over all customers once the first pass is through.
///
/// So that the first pass's memory can go before the second needs its own.
struct Census {
  let customers: Int
  let months: [MonthSummary]
  /// Months without a row between the first and the last.
  let missingMonths: [Month]
  /// Customers and months of whose assets a cell is missing.
  let unknownAssets: Int

  init(_ pass: FirstPass, floor: Double, team: ThreadTeam) {
    let present = pass.slots.months.sorted()
    let slots = present.compactMap { pass.slots.slot(of: $0) }
    let shards = pass.shards
    let fields = 7
    let table = AlignedArray<Int>(count: shards.count * slots.count * fields)
    let counts = table.view
    team.forEach(shards.count) { shard, _ in
      for (index, slot) in slots.enumerated() {
        let base = (shard * slots.count + index) * fields
        let here = shards[shard].presence(slot)
        let assets = shards[shard].assets(slot)
        let follows = index > 0 && present[index] - present[index - 1] == 1
        let earlier = follows ? shards[shard].presence(slots[index - 1]) : here
        for customer in 0..<shards[shard].count {
          let before = follows && earlier[customer] != 0
          guard here[customer] != 0 else {
            if before { counts[base + 2] += 1 }
            continue
          }
          counts[base] += 1
          if follows && !before { counts[base + 1] += 1 }
          let amount = assets[customer]
          if amount.isNaN {
            counts[base + 6] += 1
          } else {
            if amount > floor { counts[base + 3] += 1 }
            if amount < 0 { counts[base + 5] += 1 }
            counts[base + 4] &+= Int((amount * 100).rounded().clamped(to: 9e15))
          }
        }
      }
    }
    months = present.indices.map { index in
      let sums = (0..<fields).map { field in
        shards.indices.reduce(0) { $0 &+ counts[($1 * slots.count + index) * fields + field] }
      }
      return MonthSummary(
        month: present[index], customers: sums[0], entering: sums[1], leaving: sums[2], aboveFloor: sums[3],
        assetsInCents: sums[4], negativeAssets: sums[5])
    }
    unknownAssets = shards.indices.reduce(0) { sum, shard in
      sum + slots.indices.reduce(0) { $0 + counts[(shard * slots.count + $1) * fields + 6] }
    }
    customers = shards.reduce(0) { $0 + $1.count }
    missingMonths =
      if let earliest = present.first, let latest = present.last {
        (earliest.index...latest.index).map { Month(index: $0) }.filter { !present.contains($0) }
      } else {
        []
      }
  }
}

extension Double {
  fileprivate func clamped(to limit: Double) -> Double { Swift.min(Swift.max(self, -limit), limit) }
}
