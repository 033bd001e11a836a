import Parallel

@testable import Learning

/// Tables with a planted rule, missing values, ties and categories.
struct RandomTables {
  var random: RandomStream

  init(seed: UInt64) { random = RandomStream(seed: seed) }

  /// Numeric columns then category columns; the log odds are −1 + 1.5 · (first > 0.3) + the second where known
  /// + the number of the first category less 2.
  mutating func table(
    rows: Int, numeric: Int = 4, categories: Int = 0, missing: Double = 0.1, weighted: Bool = false
  ) throws -> TrainingSet {
    var columns: [[Float]] = []
    var variables: [TrainingVariable] = []
    for index in 0..<numeric {
      variables.append(TrainingVariable(name: "number \(index)", kind: .numeric))
      let isCoarse = index % 3 == 2
      columns.append(
        (0..<rows).map { _ in
          if random.chance(missing) { return .nan }
          let value = Float(random.normal())
          return isCoarse ? value.rounded() : value
        })
    }
    for index in 0..<categories {
      variables.append(TrainingVariable(name: "category \(index)", kind: .category(levels: 6)))
      columns.append((0..<rows).map { _ in random.chance(missing) ? .nan : Float(random.below(5)) })
    }
    let labels = (0..<rows).map { row -> Float in
      var margin = -1.0
      if numeric > 0, columns[0][row] > 0.3 { margin += 1.5 }
      if numeric > 1, !columns[1][row].isNaN { margin += Double(columns[1][row]) }
      if categories > 0, !columns[numeric][row].isNaN { margin += Double(columns[numeric][row]) - 2 }
      return random.uniform() < 1 / (1 + exponential(-margin)) ? 1 : 0
    }
    return try TrainingSet(
      variables: variables, matrix: ColumnMatrix(columns: columns), labels: labels,
      weights: weighted ? (0..<rows).map { _ in Float(random.below(4)) } : nil)
  }

  private func exponential(_ x: Double) -> Double {
    // e^x by its series after halving, so that tables need no library of mathematics.
    let small = x / 1024
    var power = 1 + small + small * small / 2 + small * small * small / 6
    for _ in 0..<10 { power *= power }
    return power
  }
}

/// Share of pairs of a loss and a kept row that the scores put in the right order; ties count half.
func slowAUC(_ scores: [Double], _ labels: [Float]) -> Double {
  var sum = 0.0
  var pairs = 0.0
  for lost in labels.indices where labels[lost] == 1 {
    for kept in labels.indices where labels[kept] == 0 {
      pairs += 1
      sum += scores[lost] > scores[kept] ? 1 : scores[lost] == scores[kept] ? 0.5 : 0
    }
  }
  return sum / pairs
}
