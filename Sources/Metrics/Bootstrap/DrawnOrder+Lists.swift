import Parallel

extension DrawnOrder {
  /// What lists catch alone, without the figures of ``walk(_:drawn:shares:lists:)``: the walk ends with the longest list.
  ///
  /// - Parameters:
  ///   - counts: how often each customer was drawn.
  ///   - shares: lengths of lists, rising.
  ///   - lists: receives what a list of each length caught.
  /// - Complexity: O(rows).
  func walkLists(_ counts: SharedBuffer<UInt8>, shares: [Double], lists: SharedBuffer<DrawnList>) {
    let total = totals(counts)
    let targets = targets(shares, of: total.weight)
    let (customers, flags) = (customers.view, flags.view)
    let (lost, weights) = (lostAssets.view, weights.view)
    let (hasWeights, hasLostAssets) = (hasWeights, hasLostAssets)
    var (before, sums) = (Sums(), Sums())
    var list = 0
    for rank in 0..<count {
      if list == targets.count { return }
      let flag = flags[rank]
      var weight = Double(counts[Int(customers[rank])])
      if hasWeights { weight *= weights[rank] }
      sums.weight += weight
      if flag & Self.lossBit != 0 {
        sums.losses += weight
        if hasLostAssets { sums.lostAssets += weight * lost[rank] }
      }
      if flag & Self.groupEndBit == 0 { continue }
      while list < targets.count, sums.weight >= targets[list] {
        lists[list] = Self.list(targets[list], from: before, to: sums, total: total, hasLostAssets)
        list += 1
      }
      before = sums
    }
    while list < targets.count {
      lists[list] = Self.list(total.weight, from: before, to: before, total: total, hasLostAssets)
      list += 1
    }
  }

  /// The sums over all drawn rows.
  ///
  /// Rows without a loss add to the weight alone, and without weights that is how many were drawn.
  private func totals(_ counts: SharedBuffer<UInt8>) -> Sums {
    let customers = customers.view
    let (lost, weights) = (lostAssets.view, weights.view)
    var sums = Sums()
    if hasWeights || !isOneRowEach {
      for rank in 0..<count {
        let drawn = Double(counts[Int(customers[rank])])
        sums.weight += hasWeights ? drawn * weights[rank] : drawn
      }
    } else {
      sums.weight = Double(count)
    }
    for rank in lossRanks {
      let rank = Int(rank)
      var weight = Double(counts[Int(customers[rank])])
      if hasWeights { weight *= weights[rank] }
      sums.losses += weight
      if hasLostAssets { sums.lostAssets += weight * lost[rank] }
    }
    return sums
  }
}
