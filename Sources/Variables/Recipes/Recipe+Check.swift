import Tabular

extension Recipe {
  /// What makes the recipe impossible to follow, as a sentence; nil where nothing does.
  ///
  /// - Parameters:
  ///   - window: Months that the recipe's book may look back, the snapshot month included.
  ///   - hasAssets: Whether the book names asset columns.
  public func problem(window: Int, hasAssets: Bool) -> String? {
    let descriptor = function.descriptor
    if name.isEmpty { return "it has no name." }
    guard descriptor.columns.contains(columns.count) else {
      return "“\(function.rawValue)” cannot read \(columns.count) columns."
    }
    if columns.contains("") { return "a column has no name." }
    if descriptor.needsAssets && !hasAssets {
      return "“\(function.rawValue)” needs assets, and the model names no asset column."
    }
    if let possible = descriptor.reach.months(window: window) {
      guard let months, possible.contains(months) else {
        return
          "\(months.map { "\($0) months" } ?? "no number of months") cannot be looked back in a window of \(window)."
      }
    } else if months != nil {
      return "“\(function.rawValue)” takes no number of months."
    }
    if let bad = figures.first(where: { !$0.isFinite }) { return "the figure \(bad) is no usable number." }
    return figureProblem(descriptor.figures) ?? levelProblem ?? thresholdProblem
  }

  private func figureProblem(_ wanted: RecipeDescriptor.Figures) -> String? {
    guard wanted.count.contains(figures.count) else {
      return "“\(function.rawValue)” cannot take \(figures.count) figures."
    }
    switch wanted {
    case .none, .amount: return nil
    case .share: return (0...1).contains(figures[0]) ? nil : "the share of a large outflow is \(figures[0])."
    case .rising:
      return zip(figures, figures.dropFirst()).allSatisfy { $0 < $1 }
        ? nil : "the figures are not in rising order."
    case .reference: return referenceProblem
    case .codes:
      // Codes are passed as Float32, which holds every whole number up to here.
      guard let count = Int(exactly: figures[0]), count >= 1, count <= 1 << 24 else {
        return "\(figures[0]) is no number of codes."
      }
      return nil
    }
  }

  private var referenceProblem: String? {
    guard let figure = figures.first else {
      return columns.count == 1 ? nil : "it is not said which period “\(columns[1])” names."
    }
    if columns.count == 1 {
      // All days of the years 1000 to 9999.
      return (-400_000...3_000_000).contains(figure) ? nil : "days cannot be counted up to the day \(figure)."
    }
    return DatePeriod.allCases.contains { Double($0.months) == figure }
      ? nil : "“\(columns[1])” cannot name a period of \(figure) months."
  }

  private var levelProblem: String? {
    guard isCategory, function.descriptor.source == .text else {
      return levels == nil ? nil : "“\(function.rawValue)” has no levels."
    }
    guard let levels else { return "a category needs levels." }
    // Codes are passed as Float32, which holds every whole number up to here.
    if levels.count > 1 << 24 { return "\(levels.count) levels are too many." }
    var seen: Set<String> = []
    return levels.first { !seen.insert($0).inserted }.map { "the level “\($0)” stands twice." }
  }

  private var thresholdProblem: String? {
    guard let thresholds else { return nil }
    guard function == .level || function == .nonzero else {
      return "“\(function.rawValue)” has no thresholds."
    }
    if let bad = thresholds.first(where: { !$0.isFinite }) {
      return "the threshold \(bad) is no usable number."
    }
    return zip(thresholds, thresholds.dropFirst()).allSatisfy { $0 < $1 }
      ? nil : "the thresholds are not in rising order."
  }
}
