import Numerics
import Scoring

/// How much a model's AUC falls when a variable's values are dealt out anew among the rows (Breiman, "Random Forests",
/// 2001): what the model would lose if it could not know the variable.
public enum PermutationImportance {
  /// The fall per variable, the mean of `repeats` deals.
  ///
  /// - Complexity: O(variables · repeats · scoring all rows).
  public static func of(
    _ scorer: Scorer, on set: TrainingSet, repeats: Int = 3, seed: UInt64 = 1, team: ThreadTeam
  ) -> [Double] {
    let whole = RankedRows(margins: scorer.margins(of: set.matrix, team: team), set: set).auc
    var matrix = set.matrix
    var falls: [Double] = []
    for variable in set.variables.indices {
      var fall = 0.0
      for deal in 0..<max(1, repeats) {
        var random = RandomStream(seed: seed, stream: UInt64(variable * max(1, repeats) + deal))
        var order = Array(0..<set.rowCount)
        order.shuffle(using: &random)
        let dealt = order
        let source = set.matrix.column(variable)
        let start = variable * matrix.columnStride
        matrix.withMutableStorage { storage in
          for row in 0..<set.rowCount { storage[start + row] = source[dealt[row]] }
        }
        fall += whole - RankedRows(margins: scorer.margins(of: matrix, team: team), set: set).auc
      }
      falls.append(fall / Double(max(1, repeats)))
      let source = set.matrix.column(variable)
      let start = variable * matrix.columnStride
      matrix.withMutableStorage { storage in
        for row in 0..<set.rowCount { storage[start + row] = source[row] }
      }
    }
    return falls
  }
}
