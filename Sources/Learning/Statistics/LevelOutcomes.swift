import Parallel
import Variables

/// The outcomes of a training table's rows, in the order in which rows were known.
struct LevelOutcomes {
  let isLoss: [Bool]
  /// Whether each row counts: rows of no weight do not.
  let counts: [Bool]
  /// The rows from first to last, in stretches that see nothing of each other.
  let stretches: [ArraySlice<Int>]
  let isOfTime: Bool
  /// Rows that count, and losses among them.
  let total: (rows: Double, losses: Double)

  /// - Parameter draw: which of the drawn orders; 0: the table's own. Where that is of time there is no other.
  init(_ set: TrainingSet, seed: UInt64, draw: UInt64 = 0) {
    let order = (set.order ?? RowOrder(rowCount: set.rowCount, seed: seed)).drawnAgain(draw)
    let isLoss = set.labels.map { $0 == 1 }
    let counts = set.weights?.map { $0 > 0 } ?? Array(repeating: true, count: set.rowCount)
    (self.isLoss, self.counts, stretches, isOfTime) = (isLoss, counts, order.stretches, order.isOfTime)
    total = (
      Double(counts.count { $0 }), Double(counts.indices.count { counts[$0] && isLoss[$0] })
    )
  }

  /// The loss rate of each row's level among the rows before it.
  ///
  /// Where the order is drawn, few rows before a row are drawn towards the share of losses among all rows, which is the same
  /// number for every row and so says nothing of any. Where it is that of time, towards the share among the rows
  /// before; the first rows have none and are missing.
  func fillLossRates(
    _ target: SharedBuffer<Float>, _ levels: LevelRows, _ statistics: LevelStatistics
  ) {
    var statistics = statistics
    var rows = [Double](repeating: 0, count: levels.keys.count)
    var losses = rows
    var before = (rows: 0.0, losses: 0.0)
    for stretch in stretches {
      if isOfTime { statistics.prior = before.losses / before.rows }
      for row in stretch {
        let place = Int(levels.places[row])
        target[row] = statistics.lossRate(rows: rows[place], losses: losses[place])
      }
      for row in stretch where counts[row] {
        let place = Int(levels.places[row])
        rows[place] += 1
        before.rows += 1
        if isLoss[row] {
          losses[place] += 1
          before.losses += 1
        }
      }
    }
  }

  /// The share of other rows that have each row's level; where the order is that of time, of the rows before it.
  func fillFrequencies(_ target: SharedBuffer<Float>, _ levels: LevelRows) {
    var rows = [Double](repeating: 0, count: levels.keys.count)
    var before = 0.0
    if !isOfTime {
      for (row, place) in levels.places.enumerated() where counts[row] { rows[Int(place)] += 1 }
      for (row, place) in levels.places.enumerated() {
        let own = counts[row] ? 1.0 : 0
        target[row] = Float((rows[Int(place)] - own) / max(1, total.rows - own))
      }
      return
    }
    for stretch in stretches {
      for row in stretch { target[row] = Float(rows[Int(levels.places[row])] / before) }
      for row in stretch where counts[row] {
        rows[Int(levels.places[row])] += 1
        before += 1
      }
    }
  }
}
