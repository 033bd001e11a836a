import Calendar
import Configuration
import Parallel
import Scoring
import Variables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Fits a logistic regression on weights of evidence, which is a scorecard.
struct ScorecardTrainer: Sendable {
  let settings: LogisticSettings
  let binning: BinningDefinition
  let book: RecipeBook
  let team: ThreadTeam
  let observer: any TrainingObserver

  /// χ² with one degree of freedom that chance exceeds in five of a hundred cases.
  private static let likelihoodRatioThreshold = 3.841_458_820_694_124

  func fit(_ training: TrainingSet) throws -> ModelFit {
    let table = try AnalysisTable(
      variables: book.analysisVariables(scales: training.variables.map(\.scale)), matrix: training.matrix,
      labels: training.labels, weights: training.weights)
    let binnings = try observer.step(.binning) {
      try VariableAnalyst(binning: binning, team: team).binnings(of: table)
    }
    let selection = EvidenceSelection(
      binnings, of: table, leastInformation: settings.leastInformation, correlation: settings.correlation,
      vif: settings.vif, team: team)
    guard !selection.kept.isEmpty else {
      throw TrainingError.nothingInformative(least: settings.leastInformation)
    }
    let (chosen, fit) = try observer.step(.scorecard) {
      try choose(selection.kept, binnings, table, training)
    }
    let card = scorecard(chosen, binnings, fit)
    return ModelFit(
      model: .linear(model(card)), importance: importance(card, binnings.count),
      warnings: [summary(selection, of: binnings.count, chosen: chosen.count)] + fit.warnings, scorecard: card
    )
  }

  /// The variables that stay in the model, and the model.
  private func choose(
    _ candidates: [Int], _ binnings: [VariableBinning], _ table: AnalysisTable, _ training: TrainingSet
  ) throws -> ([Int], LogisticFit) {
    var options = LogisticOptions(settings: settings)
    // A weight of evidence is neither cut nor bent.
    (options.clippedShare, options.transformsLongTails) = (0, false)
    let valid = try options.validated()
    func evidence(_ columns: [Int]) throws -> TrainingSet {
      try TrainingSet(
        variables: columns.map { TrainingVariable(name: binnings[$0].name, kind: .numeric) },
        matrix: EvidenceSelection.matrix(
          of: columns.map { binnings[$0] }, columns: columns, table: table, team: team),
        labels: training.labels, weights: training.weights)
    }
    var chosen = candidates
    let threshold: Double? =
      switch settings.stepwise {
      case .none: nil
      case .likelihoodRatio: Self.likelihoodRatioThreshold
      case .bic: log(table.total.rows)
      }
    if let threshold {
      let search = LogisticStepwise(
        threshold: threshold, mustBePositive: true, options: valid, team: team)
      let indices = try search.choose(evidence(candidates))
      // A variable that alone passes no test is still better than none.
      chosen = indices.isEmpty ? Array(candidates.prefix(1)) : indices.map { candidates[$0] }
    }
    let trainer = LogisticTrainer(options: valid, team: team)
    while true {
      let fit = try trainer.train(evidence(chosen))
      // More evidence of losses cannot mean fewer of them: what changes sign beside the others leaves.
      let wrong = fit.coefficients.filter { $0.variable != nil && $0.estimate <= 0 }
        .min { $0.estimate < $1.estimate }
      guard chosen.count > 1, let index = wrong?.variable else { return (chosen, fit) }
      chosen.remove(at: index)
    }
  }

  private func scorecard(_ chosen: [Int], _ binnings: [VariableBinning], _ fit: LogisticFit) -> Scorecard {
    var intercept = fit.model.intercept
    var entries: [Scorecard.Entry] = []
    for case .numeric(let term) in fit.model.terms {
      let coefficient = fit.coefficients.first { $0.variable == term.variable }
      intercept -= term.weight * term.mean / term.scale
      entries.append(
        Scorecard.Entry(
          variable: chosen[term.variable], binning: binnings[chosen[term.variable]],
          coefficient: term.weight / term.scale,
          standardError: coefficient?.standardError.map { $0 / term.scale }))
    }
    return Scorecard(scaling: settings.scorecard, intercept: intercept, entries: entries)
  }

  /// The model that looks the scorecard's bins up.
  private func model(_ card: Scorecard) -> LinearModel {
    LinearModel(
      variableCount: book.recipes.count, intercept: card.intercept,
      terms: card.entries.map { entry in
        let (binning, addends) = (entry.binning, entry.addends)
        if let bins = binning.binOfLevel {
          return .category(
            CategoryTerm(
              variable: entry.variable, weights: bins.map { addends[$0] },
              otherWeight: addends[binning.missingBin], meanWeight: entry.meanAddend))
        }
        return .binned(
          BinnedTerm(
            variable: entry.variable, cuts: binning.cuts, specials: binning.specials, addends: addends,
            meanAddend: entry.meanAddend))
      })
  }

  /// Share of each variable in the variation of the margin.
  private func importance(_ card: Scorecard, _ count: Int) -> [Double] {
    var distributions = [Double](repeating: 0, count: count)
    for entry in card.entries {
      let total = entry.binning.total.rows
      let squares = zip(entry.binning.bins, entry.addends).reduce(0) { sum, bin in
        let distance = bin.1 - entry.meanAddend
        return sum + bin.0.counts.rows * distance * distance
      }
      distributions[entry.variable] = total > 0 ? (squares / total).squareRoot() : 0
    }
    let sum = distributions.reduce(0, +)
    return distributions.map { sum > 0 ? $0 / sum : 0 }
  }

  private func summary(_ selection: EvidenceSelection, of count: Int, chosen: Int) -> Remark {
    let parts = [
      (selection.uninformative, "个信息量太低（IV）", "say too little (IV)"),
      (selection.correlated, "个与更好的变量重复", "say the same as a better one"),
      (selection.inflated, "个可由其他变量解释（VIF）", "are explained by others (VIF)"),
      (selection.kept.count - chosen, "个没有增量信息或符号不对", "add nothing beside the rest or have the wrong sign"),
    ].enumerated().filter { $0 == 0 || $1.0 > 0 }.map(\.element)
    let chinese = parts.map { "\($0.0) \($0.1)" }.joined(separator: "，")
    let english = parts.map { "\($0.0) \($0.2)" }.joined(separator: ", ")
    return Remark(
      chinese: "评分卡采用 \(count) 个变量中的 \(chosen) 个：\(chinese)。",
      english: "The scorecard has \(chosen) of \(count) variables: \(english).")
  }
}
