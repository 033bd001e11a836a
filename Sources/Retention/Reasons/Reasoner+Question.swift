import Variables

extension Reasoner {
  /// The reasons of another question than the loss: what raises its probability, added up by column and said plainly.
  ///
  /// Causes and their sentences are of losses. Money that came in lately may leave again, and be what a promotion rests
  /// on: here the numbers are told, and nothing of what they mean.
  func plainReasons(_ contributions: [Double], _ situation: Situation, most: Int) -> [Reason] {
    var columns: [String] = []
    var sums: [String: (contribution: Double, raising: [Int])] = [:]
    for index in recipes.indices where contributions[index].isFinite && !isOfEverybody(index) {
      let column = recipes[index].columns.first ?? recipes[index].name
      if sums[column] == nil { columns.append(column) }
      sums[column, default: (0, [])].contribution += contributions[index]
      if contributions[index] > 0 { sums[column]?.raising.append(index) }
    }
    let found = columns.compactMap { column in sums[column].map { (column: column, sum: $0) } }
      .filter { $0.sum.contribution > Self.leastContribution }.enumerated()
      .sorted { ($0.element.sum.contribution, $1.offset) > ($1.element.sum.contribution, $0.offset) }
    return found.prefix(most).compactMap { _, entry in
      guard let strongest = entry.sum.raising.max(by: { (contributions[$0], $1) < (contributions[$1], $0) })
      else { return nil }
      return Reason(
        cause: Cause.of(recipe: recipes[strongest], assets: assets), contribution: entry.sum.contribution,
        text: situation.plainText(strongest))
    }
  }
}

extension Situation {
  /// A variable's value said plainly, with how it compares with the middle half of the customers.
  fileprivate func plainText(_ index: Int) -> String {
    switch reasoner.plans[index].statement {
    case .level, .sum, .age:
      statement(index)
        + wording.comparison(variables[index], with: reasoner.usual.isEmpty ? nil : reasoner.usual[index])
    case .share, .movement, .unsteadiness, .usual, .peak, .outflow, .monthsAtZero, .monthsAboveZero, .netFlow,
      .floor,
      .tier, .tenure, .firstHundredDays, .season, .category:
      statement(index)
    }
  }
}
