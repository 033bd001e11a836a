import Parallel

/// Splits margins among the variables.
protocol Contributor: Sendable {
  /// Margin without any knowledge of the row.
  var expectedMargin: Double { get }

  /// Writes rows × variables, row after row; sizes have been checked.
  func writeContributions(of block: ColumnBlock, into contributions: SharedBuffer<Double>)
}

/// Contributions of a linear model: what the terms of a variable add beyond their mean in training.
struct LinearContributor: Contributor {
  private let model: LinearModel
  let expectedMargin: Double

  init(_ model: LinearModel) {
    self.model = model
    expectedMargin = model.terms.reduce(model.intercept) { sum, term in
      switch term {
      case .numeric(let numeric): sum + numeric.meanAddend
      case .category(let category): sum + category.meanAddend
      case .binned(let binned): sum + binned.meanAddend
      }
    }
  }

  func writeContributions(of block: ColumnBlock, into contributions: SharedBuffer<Double>) {
    for row in 0..<block.rowCount {
      let shares = contributions[(row * model.variableCount)...]
      for variable in 0..<model.variableCount { shares[variable] = 0 }
      for term in model.terms {
        let value = block[row, term.variable]
        switch term {
        case .numeric(let numeric): shares[term.variable] += numeric.addend(value) - numeric.meanAddend
        case .category(let category): shares[term.variable] += category.addend(value) - category.meanAddend
        case .binned(let binned): shares[term.variable] += binned.addend(value) - binned.meanAddend
        }
      }
    }
  }
}
