import Scoring
import Variables

extension ModelDocument {
  /// Checks all that a broken or hostile file could have wrong; after it the model can be scored with.
  ///
  /// - Returns: the first problem, as a sentence; nil where all is well.
  func firstProblem() -> String? {
    do {
      try scoring.validate()
    } catch {
      return "\(error.place): \(error.problem)"
    }
    let checks: [() -> String?] = [
      configurationProblem, recipeProblem, columnProblem, categoryProblem, thresholdProblem, figureProblem,
      monthProblem, scorecardProblem, calibrationProblem,
    ]
    for check in checks {
      if let problem = check() { return problem }
    }
    if let problem = trainingDistributions?.problem(variableCount: scoring.variableCount) { return problem }
    return delivery?.problem ?? trainedRows?.problem
  }

  /// The configuration must be one that a file could say.
  private func configurationProblem() -> String? {
    configuration.firstProblem().map { "configuration: \($0)" }
  }

  /// What stands between a model of a panel and its use: a configuration that makes other figures than the recipes were
  /// made for; nil: nothing.
  public var useProblem: String? {
    guard kind == .panel else { return nil }
    guard configuration.assets == recipes.assets else {
      return "its configuration adds up \(configuration.assets.joined(separator: ", ")), its recipes "
        + "\(recipes.assets.joined(separator: ", "))."
    }
    guard configuration.window == recipes.window else {
      return
        "its configuration has a window of \(configuration.window) months, its recipes of \(recipes.window)."
    }
    return nil
  }

  private func calibrationProblem() -> String? {
    guard let problem = calibration?.problem else { return nil }
    return "calibration: \(problem)"
  }

  private func recipeProblem() -> String? {
    guard (1...120).contains(recipes.window) else {
      return "a window of \(recipes.window) months is not possible."
    }
    if kind == .table && recipes.window != 1 { return "a model of a table cannot look back in time." }
    guard recipes.recipes.count == scoring.variableCount else {
      return
        "the model takes \(scoring.variableCount) variables, but has recipes for \(recipes.recipes.count)."
    }
    if let twice = firstRepeated(recipes.assets) { return "“\(twice)” is twice among the assets." }
    if let twice = firstRepeated(recipes.recipes.map(\.name)) {
      return "two variables are called “\(twice)”."
    }
    if let problem = recipes.statistics?.problem { return "statistics of levels: \(problem)" }
    for recipe in recipes.recipes {
      if recipe.function.readsLevels, recipes.statistics?.group(of: recipe) == nil {
        return "variable “\(recipe.name)”: the model holds no statistics of its levels."
      }
      if let problem = recipe.problem(window: recipes.window, hasAssets: !recipes.assets.isEmpty) {
        return "variable “\(recipe.name)”: \(problem)"
      }
    }
    return nil
  }

  private func columnProblem() -> String? {
    // A level may be that of a date as well as of a number: both are numbers to a model.
    let needed = ModelDocument.neededColumns(of: recipes)
    let fits = zip(columns, needed).allSatisfy { column, need in
      column.name == need.name && (column.kind == need.kind || (column.kind == .date && need.kind == .number))
    }
    guard columns.count == needed.count, fits else {
      return "the list of columns is not that of the recipes."
    }
    if let twice = firstRepeated(columns.map(\.name)) { return "the column “\(twice)” is read in two ways." }
    guard variables.map(\.name) == recipes.recipes.map(\.name) else {
      return "the list of variables is not that of the recipes."
    }
    for variable in variables {
      guard (0...1.000_001).contains(variable.importance) else {
        return "variable “\(variable.name)” has the importance \(variable.importance)."
      }
      let isUsualSound: Bool =
        switch (variable.usualFrom, variable.usualTo) {
        case (nil, nil): true
        case (let from?, let to?): from <= to && from.isFinite && to.isFinite
        default: false
        }
      guard isUsualSound else { return "variable “\(variable.name)” has no sound usual range." }
    }
    return nil
  }

  /// Codes are asked for only of categories, and only codes that have a level.
  private func categoryProblem() -> String? {
    func problem(variable: Int, codes: Int, place: String) -> String? {
      let recipe = recipes.recipes[variable]
      guard let levels = recipe.levelCount else {
        return "\(place) takes the variable “\(recipe.name)” for a category, but its recipe makes a number."
      }
      guard codes <= levels else {
        return "\(place) asks for code \(codes - 1) of “\(recipe.name)”, which has \(levels) levels."
      }
      return nil
    }
    switch scoring {
    case .forest(let forest):
      if let start = forest.start, recipes.recipes[start.variable].isCategory {
        return "start goes on from “\(recipes.recipes[start.variable].name)”, which is a category."
      }
      for (number, tree) in forest.trees.enumerated() {
        for (index, node) in tree.nodes.enumerated() where !node.isLeaf && node.categorySet >= 0 {
          let codes = tree.categorySets[Int(node.categorySet)].max().map { Int($0) + 1 } ?? 0
          let place = "tree \(number), node \(index)"
          if let found = problem(variable: Int(node.variable), codes: codes, place: place) { return found }
        }
      }
    case .linear(let model):
      for (index, term) in model.terms.enumerated() {
        guard case .category(let term) = term else { continue }
        let found = problem(variable: term.variable, codes: term.weights.count, place: "term \(index)")
        if let found { return found }
      }
    }
    return nil
  }

  private func figureProblem() -> String? {
    guard (0...1).contains(expectedShareLost) else {
      return "the expected share lost is \(expectedShareLost)."
    }
    if let problem = eventMoney?.problem { return problem }
    guard kind == .table || configuration.asked.isLoss == (eventMoney == nil) else {
      return "its question is “\(configuration.asked.name)”, and the money of its events "
        + (eventMoney == nil ? "is not there." : "is that of another one.")
    }
    if let shares = tierSharesLost {
      let tiers = configuration.tiers.tiers.count
      guard shares.count == tiers, shares.allSatisfy({ (0...1).contains($0) }) else {
        return "the shares lost by tier are \(shares) for \(tiers) tiers."
      }
    }
    guard (0...1).contains(baseRate) else { return "the base rate is \(baseRate)." }
    if let rounds, rounds < 0 { return "the number of rounds is \(rounds)." }
    switch (algorithm, scoring) {
    case (.trees, .forest(let forest)): return parts.flatMap { $0.problem(in: forest) }
    case (.logistic, .linear):
      return parts.map { _ in "it is no forest, but says what it was put together from." }
    default: return "the algorithm is “\(algorithm.rawValue)”, but the model is of another kind."
    }
  }

  /// The points must be those of the model that scores.
  private func scorecardProblem() -> String? {
    guard let scorecard else { return nil }
    if let problem = scorecard.problem(names: recipes.recipes.map(\.name)) { return problem }
    guard case .linear(let model) = scoring, model.intercept == scorecard.intercept,
      model.terms.count == scorecard.entries.count
    else { return "the scorecard is not that of the model." }
    for (term, entry) in zip(model.terms, scorecard.entries) {
      let (addends, binning) = (entry.addends, entry.binning)
      let fits =
        switch term {
        case .binned(let term):
          term.variable == entry.variable && term.cuts == binning.cuts && term.specials == binning.specials
            && term.addends == addends
        case .category(let term):
          term.variable == entry.variable && term.weights == binning.binOfLevel?.map { addends[$0] }
            && term.otherWeight == addends[binning.missingBin]
        case .numeric: false
        }
      guard fits else { return "the scorecard's points of “\(binning.name)” are not those of the model." }
    }
    return nil
  }

  private func monthProblem() -> String? {
    for months in [trainedMonths, validationMonths, outOfTimeMonths] {
      for (earlier, later) in zip(months, months.dropFirst()) where later <= earlier {
        return "the months \(earlier) and \(later) are not in rising order."
      }
    }
    switch kind {
    case .panel where trainedMonths.isEmpty: return "no month is named that it was trained on."
    case .panel where label != nil || key != nil || timeColumn != nil:
      return "it is a model of a panel, but names columns of a table."
    case .table where label == nil: return "it is a model of a table, but names no label."
    case .table where !trainedMonths.isEmpty: return "it is a model of a table, but names months."
    default: return nil
    }
  }
}

/// The first element that stands twice.
func firstRepeated(_ elements: [String]) -> String? {
  var seen: Set<String> = []
  return elements.first { !seen.insert($0).inserted }
}
