import Parallel
import Scoring
import Tabular

extension LinearModel {
  /// The model as a forest of one tree for each variable, in steps.
  ///
  /// What is linear in a number is told in up to ``StepTree/mostSteps`` steps, so engines, contributions and other formats need know
  /// nothing but trees.
  ///
  /// - Parameters:
  ///   - set: the training rows as trees compare them.
  ///   - sizes: the same rows as this model was fitted to them.
  func steps(on set: TrainingSet, sizes: TrainingSet) -> Forest {
    var forest = Forest(variableCount: variableCount, baseMargin: StepTree.rounded(intercept), trees: [])
    for term in terms {
      let tree = term.steps(on: set, sizes: sizes.matrix.column(term.variable))
      if tree.nodes.count > 1 { forest.trees.append(tree) } else { forest.baseMargin += tree.nodes[0].value }
    }
    return forest
  }
}

extension LinearTerm {
  fileprivate func addend(_ value: Float) -> Double {
    switch self {
    case .numeric(let term): term.addend(value)
    case .category(let term): term.addend(value)
    case .binned(let term): term.addend(value)
    }
  }

  fileprivate func steps(on set: TrainingSet, sizes: SharedBuffer<Float>) -> DecisionTree {
    let column = set.matrix.column(variable)
    var (missing, rows) = (StepTree.Step(numbers: (.nan, .nan), weight: 0, sum: 0), [Int]())
    func step(_ row: Int) -> StepTree.Step {
      let weight = set.weights.map { Double($0[row]) } ?? 1
      return .init(numbers: (column[row], column[row]), weight: weight, sum: weight * addend(sizes[row]))
    }
    for row in 0..<column.count where set.weights.map({ $0[row] > 0 }) ?? true {
      if column[row].isNaN { missing.add(step(row)) } else { rows.append(row) }
    }
    // The order of rows of one value is that of the table, so that sums are the same everywhere.
    rows.sort { (column[$0], $0) < (column[$1], $1) }
    var values: [StepTree.Step] = []
    for row in rows {
      let next = step(row)
      if let last = values.last, last.numbers.last == next.numbers.first {
        values[values.count - 1].add(next)
      } else {
        values.append(next)
      }
    }
    guard case .category = set.variables[variable].kind else {
      return StepTree.tree(
        variable: variable, isCategory: false, values, missing: missing, missingAddend: addend(.nan))
    }
    let other = addend(.nan)
    for index in values.indices { values[index].codes = [UInt32(values[index].numbers.first)] }
    // Rare levels that add what missing values do are one leaf with them.
    for value in values where addend(value.numbers.first) == other { missing.add(value) }
    let named = values.filter { addend($0.numbers.first) != other }
      .map { (step: $0, addend: addend($0.numbers.first)) }
      .sorted { ($0.addend, $0.step.numbers.first) < ($1.addend, $1.step.numbers.first) }.map(\.step)
    return StepTree.tree(
      variable: variable, isCategory: true, named, missing: missing, missingAddend: other)
  }
}

extension StepTree.Step {
  /// Adds rows of the same value.
  fileprivate mutating func add(_ other: StepTree.Step) {
    (weight, sum) = (weight + other.weight, sum + other.sum)
  }
}

extension TrainingSet {
  /// The rows with the sizes of numbers, for a regression: where Float32s stand for cells, the nearest to the cells.
  func sizes() throws(TrainingError) -> TrainingSet {
    guard variables.contains(where: { $0.scale != nil }) else { return self }
    var sizes = ColumnMatrix(rowCount: rowCount, columnCount: variables.count)
    let stride = sizes.columnStride
    sizes.withMutableStorage { storage in
      for (index, variable) in variables.enumerated() {
        let column = matrix.column(index)
        // Cells such as dates as yyyymmdd lie closer together than Float32s of their size.
        let origin = variable.scale.map { $0.isCoarse ? $0.least : 0 } ?? 0
        for row in 0..<rowCount {
          let value = column[row]
          let isCell = !value.isNaN && variable.scale != nil
          storage[index * stride + row] =
            isCell ? variable.scale.map { Float($0.cell(ofFloat: value) - origin) } ?? value : value
        }
      }
    }
    return try TrainingSet(
      variables: variables.map { TrainingVariable(name: $0.name, kind: $0.kind) }, matrix: sizes,
      labels: labels,
      weights: weights, order: order)
  }
}
