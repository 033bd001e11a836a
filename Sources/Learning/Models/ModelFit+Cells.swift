import Scoring
import Tabular
import Variables

extension ModelFit {
  /// The model as it compares cells: splits and bins that were found among the Float32s that stand for cells are told in
  /// Float64, and each variable's recipe says what with.
  ///
  /// - Parameter variables: what was trained on.
  public func comparingCells(of variables: [TrainingVariable], book: RecipeBook) -> (
    fit: ModelFit, book: RecipeBook
  ) {
    var (fit, book) = (self, book)
    switch model {
    case .forest(var forest):
      for (variable, scale) in variables.map(\.scale).enumerated() {
        guard let scale, let thresholds = forest.compareCells(of: variable, scale) else { continue }
        book.recipes[variable].thresholds = thresholds
      }
      fit.model = .forest(forest)
    case .linear(var linear):
      for (index, entry) in (scorecard?.entries ?? []).enumerated() {
        guard let borders = entry.binning.exact, case .binned(var term) = linear.terms[index] else {
          continue
        }
        let binning = entry.binning.amongOwnBorders()
        (term.cuts, term.specials) = (binning.cuts, binning.specials)
        linear.terms[index] = .binned(term)
        fit.scorecard?.entries[index].binning = binning
        book.recipes[entry.variable].thresholds = borders.scale.thresholds
      }
      fit.model = .linear(linear)
    }
    return (fit, book)
  }
}

extension Forest {
  /// Tells the splits of a variable in cells; nil where there is none.
  fileprivate mutating func compareCells(of variable: Int, _ cells: CellScale) -> [Double]? {
    func isOf(_ node: DecisionTree.Node) -> Bool { Int(node.variable) == variable && node.categorySet < 0 }
    var edges: [Float: Double] = [:]
    for node in trees.lazy.flatMap(\.nodes) where isOf(node) && edges[node.threshold] == nil {
      edges[node.threshold] = cells.edge(ofFloat: node.threshold)
    }
    if edges.isEmpty { return nil }
    let scale = ThresholdScale(edges.values)
    for tree in trees.indices {
      for node in trees[tree].nodes.indices where isOf(trees[tree].nodes[node]) {
        let edge = edges[trees[tree].nodes[node].threshold].flatMap(scale.float(ofThreshold:))
        trees[tree].nodes[node].threshold = edge ?? trees[tree].nodes[node].threshold
      }
    }
    return scale.thresholds
  }
}
