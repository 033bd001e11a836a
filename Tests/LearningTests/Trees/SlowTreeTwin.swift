import Configuration
import Scoring

@testable import Learning

/// One boosted tree grown by trying every split of every leaf on plain Double sums.
struct SlowTreeTwin {
  let set: TrainingSet
  let options: TreeSettings
  let gradients: [Double]
  let hessians: [Double]

  struct Split {
    var gain: Double
    var left: [Int]
    var right: [Int]
  }

  /// First and second derivatives at `margins`.
  init(_ set: TrainingSet, options: TreeSettings, margins: [Double]) {
    self.set = set
    self.options = options
    let weights = set.weights ?? [Float](repeating: 1, count: set.rowCount)
    let probabilities = margins.map { Scorer.probability(ofMargin: $0) }
    gradients = margins.indices.map { Double(weights[$0]) * (probabilities[$0] - Double(set.labels[$0])) }
    hessians = margins.indices.map { Double(weights[$0]) * probabilities[$0] * (1 - probabilities[$0]) }
  }

  /// What the tree adds to the margin of each row.
  func values() -> [Double] {
    var leaves = [Array(0..<set.rowCount)]
    while leaves.count < options.leaves {
      let splits = leaves.map { best($0) }
      var pick = -1
      for index in leaves.indices where splits[index] != nil {
        if pick < 0 || (splits[index]?.gain ?? 0) > (splits[pick]?.gain ?? 0) { pick = index }
      }
      guard pick >= 0, let split = splits[pick] else { break }
      leaves[pick] = split.left
      leaves.append(split.right)
    }
    return values(of: leaves)
  }

  private func values(of leaves: [[Int]]) -> [Double] {
    var values = [Double](repeating: 0, count: set.rowCount)
    for leaf in leaves {
      let value = -sum(gradients, leaf) / (sum(hessians, leaf) + options.l2) * options.learningRate
      for row in leaf { values[row] = value }
    }
    return values
  }

  /// What a symmetric tree of numbers adds to the margin of each row.
  func symmetricValues(levels: Int) -> [Double] {
    var leaves = [Array(0..<set.rowCount)]
    for _ in 0..<levels {
      var best: (gain: Double, test: (Int) -> Bool)?
      for variable in set.variables.indices {
        for test in candidates(Array(0..<set.rowCount), variable) {
          let gain = leaves.reduce(0.0) { total, rows in
            let (left, right) = (rows.filter(test), rows.filter { !test($0) })
            guard !left.isEmpty, !right.isEmpty, sum(hessians, left) >= options.minimumHessian,
              sum(hessians, right) >= options.minimumHessian
            else { return total }
            return total + score(left, l2: options.l2) + score(right, l2: options.l2)
              - score(rows, l2: options.l2)
          }
          if gain > max(1e-9, best?.gain ?? 0) { best = (gain, test) }
        }
      }
      guard let best else { break }
      leaves = leaves.flatMap { rows in [rows.filter(best.test), rows.filter { !best.test($0) }] }
    }
    return values(of: leaves.filter { !$0.isEmpty })
  }

  private func sum(_ numbers: [Double], _ rows: [Int]) -> Double { rows.reduce(0) { $0 + numbers[$1] } }

  private func score(_ rows: [Int], l2: Double) -> Double {
    sum(gradients, rows) * sum(gradients, rows) / (sum(hessians, rows) + l2)
  }

  private func best(_ rows: [Int]) -> Split? {
    var best: Split?
    for variable in set.variables.indices {
      for isLeft in candidates(rows, variable) {
        let left = rows.filter { isLeft($0) }
        let right = rows.filter { !isLeft($0) }
        guard left.count >= options.minimumRows, right.count >= options.minimumRows else { continue }
        guard sum(hessians, left) >= options.minimumHessian, sum(hessians, right) >= options.minimumHessian
        else { continue }
        var l2 = options.l2
        if case .category = set.variables[variable].kind { l2 += options.categoryL2 }
        let gain = score(left, l2: l2) + score(right, l2: l2) - score(rows, l2: options.l2)
        if gain > max(options.minimumGain, best?.gain ?? 0) {
          best = Split(gain: gain, left: left, right: right)
        }
      }
    }
    return best
  }

  /// All ways to divide rows by a variable, as tests of a row.
  private func candidates(_ rows: [Int], _ variable: Int) -> [(Int) -> Bool] {
    let column = (0..<set.rowCount).map { set.matrix[$0, variable] }
    var tests: [(Int) -> Bool] = []
    switch set.variables[variable].kind {
    case .numeric:
      let values = Set(rows.map { column[$0] }.filter { !$0.isNaN }).sorted()
      for value in values {
        tests.append { column[$0] <= value }
        tests.append { column[$0] <= value || column[$0].isNaN }
      }
    case .category:
      var codes: [(statistic: Double, code: Float)] = []
      for code in Set(rows.map { column[$0] }.filter { !$0.isNaN }).sorted() {
        let own = rows.filter { column[$0] == code }
        guard own.count >= options.minimumCategoryRows else { continue }
        codes.append((sum(gradients, own) / (sum(hessians, own) + options.categorySmoothing), code))
      }
      codes.sort { $0 < $1 }
      for count in stride(from: 1, through: codes.count, by: 1) {
        let left = Set(codes[..<count].map(\.code))
        let right = Set(codes[count...].map(\.code))
        tests.append { left.contains(column[$0]) }
        tests.append { !right.contains(column[$0]) }
      }
    }
    return tests
  }
}
