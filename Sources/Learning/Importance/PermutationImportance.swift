import Metrics
import Parallel
import Scoring

/// How much a model's AUC falls when a variable's values are shuffled among the rows (Breiman, "Random Forests",
/// 2001): what the model would lose if it could not know the variable.
///
/// A variable that others repeat falls little, however often the model splits on it.
public enum PermutationImportance {
  /// The fall of each of `variables`, the mean of `repeats` shuffles; these depend on the seed, the variable and the number
  /// of rows alone.
  ///
  /// - Parameters:
  ///   - scorer: the model.
  ///   - set: rows that were not trained on, or the falls show how much was memorised.
  ///   - variables: indices of variables in the model; nil for all.
  ///   - repeats: how often each variable is shuffled.
  ///   - seed: of the shuffles.
  ///   - team: threads; their number changes nothing.
  /// - Complexity: O(variables · repeats · (scoring all rows + rows · log rows)); each thread works on a copy of the matrix.
  public static func of(
    _ scorer: Scorer, on set: TrainingSet, variables: [Int]? = nil, repeats: Int = 3, seed: UInt64 = 1,
    team: ThreadTeam
  ) -> [Double] {
    let variables = variables ?? Array(set.variables.indices)
    let repeats = max(1, repeats)
    let whole = RankedSample(margins: scorer.margins(of: set.matrix, team: team), set: set).auc ?? 0.5
    let benches = (0..<team.threadCount).map { _ in Bench(set, scorer: scorer) }
    return team.map(variables.count) { index, worker in
      let variable = variables[index]
      var fall = 0.0
      for deal in 0..<repeats {
        var random = RandomStream(seed: seed, stream: UInt64(variable * repeats + deal))
        fall += whole - benches[worker].auc(dealing: variable, &random)
      }
      return fall / Double(repeats)
    }
  }

  /// One thread's copy of the rows.
  private struct Bench: Sendable {
    let set: TrainingSet
    let scorer: Scorer
    private let matrix: ColumnMatrix
    private let margins: AlignedArray<Double>

    init(_ set: TrainingSet, scorer: Scorer) {
      self.set = set
      self.scorer = scorer
      matrix = set.matrix.copy()
      margins = AlignedArray(count: set.rowCount)
    }

    /// The AUC with the values of one variable shuffled; afterwards they are where they were.
    func auc(dealing variable: Int, _ random: inout RandomStream) -> Double {
      let (source, target) = (set.matrix.column(variable), matrix.column(variable))
      var order = Array(0..<set.rowCount)
      order.shuffle(using: &random)
      for row in order.indices { target[row] = source[order[row]] }
      matrix.withBlock { scorer.margins(of: $0, into: margins.view) }
      for row in order.indices { target[row] = source[row] }
      return RankedSample(margins: Array(margins.view.elements), set: set).auc ?? 0.5
    }
  }
}
