extension BinningDefinition {
  /// The cuts and special codes that are given for a variable.
  @Sendable
  public func borders(of variable: String) -> [Double] {
    let own = variables[variable]
    return specials + (own?.specials ?? []) + (own?.cuts ?? [])
  }
}

extension TrainingDefinition {
  /// What a column's cells are compared with in training besides each other.
  public func borders(_ binning: BinningDefinition) -> @Sendable (String) -> [Double] {
    switch algorithm {
    case .trees:
      let edges = trees.edges
      return { edges[$0] ?? [] }
    case .logistic where logistic.woe: return binning.borders(of:)
    case .logistic: return { _ in [] }
    }
  }

  /// Whether training takes nothing but the order of a column's numbers.
  public func takesOrder(of column: String) -> Bool {
    switch algorithm {
    // The score that trees go on from is a probability and nothing that they split on.
    case .trees: column != trees.start
    case .logistic: logistic.woe
    }
  }
}
