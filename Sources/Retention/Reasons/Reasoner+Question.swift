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
      let column = spokenColumn(of: index)
      if sums[column] == nil { columns.append(column) }
      sums[column, default: (0, [])].contribution += contributions[index]
      if contributions[index] > 0 { sums[column]?.raising.append(index) }
    }
    let all = columns.compactMap { column in sums[column] }.filter { $0.contribution > 0 }.enumerated().sorted
    {
      ($0.element.contribution, $1.offset) > ($1.element.contribution, $0.offset)
    }.map(\.element)
    let spoken = all.compactMap { reason($0, contributions, situation) }
    // Where nothing says much, what says something.
    let telling = spoken.filter { $0.contribution > Self.leastContribution }.prefix(most)
    if !telling.isEmpty || most == 0 { return Array(telling) }
    let nothing = wording.language.text("没有突出迹象", "No outstanding sign")
    return [spoken.first ?? Reason(cause: .unclear, contribution: 0, text: nothing)]
  }

  /// Where a single column holds the assets, both names mean one amount, which is told once.
  private func spokenColumn(of index: Int) -> String {
    let column = recipes[index].columns.first ?? recipes[index].name
    return assets == [column] ? "assets" : column
  }

  /// The strongest of a column's variables that has something to say.
  private func reason(
    _ sum: (contribution: Double, raising: [Int]), _ contributions: [Double], _ situation: Situation
  ) -> Reason? {
    sum.raising.sorted { (contributions[$0], $1) > (contributions[$1], $0) }.first(
      where: situation.saysSomething
    ).map {
      Reason(
        cause: Cause.of(recipe: recipes[$0], assets: assets), contribution: sum.contribution,
        text: situation.plainText($0))
    }
  }
}

extension Situation {
  /// Whether a variable has a value that is a message: no movement that hardly was one, and no amount of nothing.
  fileprivate func saysSomething(_ index: Int) -> Bool {
    if variables[index].isNaN { return false }
    switch reasoner.plans[index].statement {
    case .movement: return movement(ofRecipe: index)?.isNoticeable ?? (variables[index] != 0)
    case .sum, .share, .outflow, .netFlow: return variables[index] != 0
    case .level, .age, .unsteadiness, .usual, .peak, .monthsAtZero, .monthsAboveZero, .floor, .tier, .tenure,
      .firstHundredDays, .season, .category:
      return true
    }
  }

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
