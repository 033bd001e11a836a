#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension CalibrationRows {
  /// Neighbouring rows whose loss rate is one.
  private struct Pool {
    var rows: Double
    var losses: Double
    var marginSum: Double

    var rate: Double { losses / rows }

    mutating func take(_ other: Pool) {
      rows += other.rows
      losses += other.losses
      marginSum += other.marginSum
    }
  }

  /// The knots of an isotonic correction: mean margins of the pools, then the log odds of their loss rates; nil where
  /// losses and others do not overlap.
  ///
  /// Pools without any loss, or of losses alone, have no log odds and join their neighbour.
  var isotonic: [Double]? {
    var pools: [Pool] = []
    var row = 0
    while row < margins.count {
      // Rows with one margin are one pool from the start.
      var pool = Pool(rows: 0, losses: 0, marginSum: 0)
      let margin = margins[row]
      while row < margins.count, margins[row] == margin {
        pool.take(Pool(rows: 1, losses: losses[row] ? 1 : 0, marginSum: margin))
        row += 1
      }
      while let last = pools.last, last.rate >= pool.rate {
        pools.removeLast()
        pool.take(last)
      }
      pools.append(pool)
    }
    while pools.count > 1, pools[0].losses == 0 {
      let first = pools.removeFirst()
      pools[0].take(first)
    }
    while pools.count > 1, let last = pools.last, last.losses == last.rows {
      pools.removeLast()
      pools[pools.count - 1].take(last)
    }
    guard let only = pools.first, only.losses > 0, let last = pools.last, last.losses < last.rows else {
      return nil
    }
    return pools.map { $0.marginSum / $0.rows } + pools.map { log($0.losses / ($0.rows - $0.losses)) }
  }
}
