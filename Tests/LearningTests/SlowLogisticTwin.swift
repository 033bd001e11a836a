import Scoring

/// Newton's method for penalised logistic regression on rows of plain numbers, with loops and Gaussian
/// elimination.
func slowLogistic(rows: [[Double]], labels: [Float], weights: [Double], l2: Double) -> [Double] {
  let columns = rows[0].count
  var beta = [Double](repeating: 0, count: columns)
  for _ in 0..<60 {
    var gradient = [Double](repeating: 0, count: columns)
    var hessian = [[Double]](repeating: [Double](repeating: 0, count: columns), count: columns)
    for (row, values) in rows.enumerated() {
      let margin = zip(values, beta).reduce(0) { $0 + $1.0 * $1.1 }
      let probability = Scorer.probability(ofMargin: margin)
      for a in 0..<columns {
        gradient[a] += weights[row] * (probability - Double(labels[row])) * values[a]
        for b in 0..<columns {
          hessian[a][b] += weights[row] * probability * (1 - probability) * values[a] * values[b]
        }
      }
    }
    for column in 1..<columns {
      gradient[column] += l2 * beta[column]
      hessian[column][column] += l2
    }
    let step = slowSolve(hessian, gradient)
    for column in 0..<columns { beta[column] -= step[column] }
  }
  return beta
}

/// Gaussian elimination with pivoting.
func slowSolve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
  var a = matrix
  var b = right
  let order = b.count
  for column in 0..<order {
    let pivot = (column..<order).max { a[$0][column].magnitude < a[$1][column].magnitude } ?? column
    a.swapAt(column, pivot)
    b.swapAt(column, pivot)
    for row in stride(from: column + 1, to: order, by: 1) {
      let factor = a[row][column] / a[column][column]
      for index in column..<order { a[row][index] -= factor * a[column][index] }
      b[row] -= factor * b[column]
    }
  }
  var solution = b
  for row in (0..<order).reversed() {
    for column in stride(from: row + 1, to: order, by: 1) {
      solution[row] -= a[row][column] * solution[column]
    }
    solution[row] /= a[row][row]
  }
  return solution
}
