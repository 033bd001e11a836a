/// Rows in the order of their scores, those of equal scores taken together.
struct RankedRows {
  /// Weight of the losses and of the others with one score.
  private struct Tie {
    var lost = 0.0
    var kept = 0.0
  }

  /// From the highest score down.
  private var ties: [Tie] = []
  private var lost = 0.0
  private var kept = 0.0

  /// - Complexity: O(rows · log rows).
  init(margins: [Double], set: TrainingSet) {
    var last = Double.nan
    for row in margins.indices.sorted(by: { (margins[$1], $0) < (margins[$0], $1) }) {
      if margins[row] != last { ties.append(Tie()) }
      last = margins[row]
      let weight = set.weights.map { Double($0[row]) } ?? 1
      if set.labels[row] == 1 {
        ties[ties.count - 1].lost += weight
        lost += weight
      } else {
        ties[ties.count - 1].kept += weight
        kept += weight
      }
    }
  }

  /// Share of the weight of pairs of a loss and another row that the scores put in the right order; ties count half.
  /// 0.5 where there are no such pairs.
  var auc: Double {
    var above = 0.0
    var sum = 0.0
    for tie in ties {
      sum += tie.kept * (above + tie.lost / 2)
      above += tie.lost
    }
    return lost > 0 && kept > 0 ? sum / (lost * kept) : 0.5
  }

  /// Losses among the `share` of the weight with the highest scores, over those among as much taken at random; of a tie at
  /// the border, its part. 1 where there are no losses.
  func lift(share: Double) -> Double {
    let wanted = share * (lost + kept)
    var taken = 0.0
    var found = 0.0
    for tie in ties {
      let weight = tie.lost + tie.kept
      let part = weight > 0 ? min(1, (wanted - taken) / weight) : 0
      found += part * tie.lost
      taken += part * weight
      if taken >= wanted { break }
    }
    return lost > 0 && taken > 0 ? found / taken * (lost + kept) / lost : 1
  }
}
