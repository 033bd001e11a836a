import Calendar
import Configuration
import ModelFile
import Panel
import Reporting
import Retention
import Scoring
import Metrics
import Validation
import Variables

/// Sets a month's population against the months that a model was learnt from.
struct DriftWatch {
  let panel: CustomerPanel
  let month: Month
  let document: ModelDocument
  let learnt: LearntSpreads
  let scorer: Scorer
  let configuration: BankConfiguration

  struct Findings {
    var customers: Int
    var score: MonitorContent.Drift
    var scoreNow: Spread
    var variables: [MonitorContent.Drift]
  }

  /// Whether the month's place in the year is new to the model.
  var isUnseenSeason: Bool { !document.trainedMonths.contains { $0.monthOfYear == month.monthOfYear } }

  /// New texts that are named.
  private static let namedTexts = 5

  func findings(_ context: RunContext) throws -> Findings {
    let members = Population.members(of: panel, in: month, floor: configuration.floor)
    let rows = members.map { SnapshotRow(customer: $0, month: month) }
    guard !rows.isEmpty else {
      throw RunError("Nobody is above the floor in \(month): there is no population to watch.")
    }
    let maker = try VariableMaker(book: document.recipes, panel: panel)
    let probabilities = try Judge(scorer: scorer, maker: maker, team: context.team).probabilities(of: rows)
    var scoreNow = learnt.score.empty
    for probability in probabilities { scoreNow.add(probability) }
    let taken = VariableSpreads.sampled(rows.count).map { rows[$0] }
    let now = VariableSpreads(
      maker.matrix(taken, team: context.team), bins: learnt.variables.map(\.empty), team: context.team
    ).spreads
    let language = configuration.language
    let score = drift(
      name: language == .chinese ? "概率" : "probability", meaning: nil, importance: nil, before: learnt.score,
      now: scoreNow, newShare: nil, newTexts: [], stability: configuration.monitor.stability)
    // What a season does to variables without moving the score asks for a look, not for action.
    let isSeason = isUnseenSeason && score.light == .green
    let stability = isSeason ? configuration.monitor.unseenSeason : configuration.monitor.stability
    let variables = now.indices.map { index -> MonitorContent.Drift in
      let (recipe, before) = (document.recipes.recipes[index], learnt.variables[index])
      let texts = recipe.isCategory ? newTexts(recipe, rows) : nil
      return drift(
        name: recipe.name, meaning: recipe.meaning(in: language),
        importance: document.variables[index].importance,
        before: before, now: now[index], newShare: texts?.share, newTexts: texts?.names ?? [],
        stability: stability)
    }
    let order = variables.indices.sorted {
      (variables[$1].light, variables[$1].stability ?? 0, $0) < (
        variables[$0].light, variables[$0].stability ?? 0, $1
      )
    }
    return Findings(
      customers: rows.count, score: score, scoreNow: scoreNow, variables: order.map { variables[$0] })
  }

  private func drift(
    name: String, meaning: String?, importance: Double?, before: LearntSpreads.Bins, now: Spread,
    newShare: Double?, newTexts: [String], stability stabilityLimits: MonitorDefinition.Limits
  ) -> MonitorContent.Drift {
    let limits = configuration.monitor
    let (earlier, stability) = (before.spread, now.stability(against: before.spread))
    var light = Light((stability ?? 0) - (before.usualStability ?? 0), stabilityLimits)
    if let missing = now.missingShare, let was = earlier.missingShare {
      light = max(light, Light(missing - was, limits.share))
    }
    if let newShare { light = max(light, Light(newShare, limits.share)) }
    return MonitorContent.Drift(
      name: name, meaning: meaning, importance: importance, light: light, stability: stability,
      usualStability: before.usualStability, missingBefore: earlier.missingShare,
      missingNow: now.missingShare,
      newShare: newShare, newTexts: newTexts)
  }

  /// Share of the rows whose text is none of the recipe's levels, and the commonest of these texts.
  private func newTexts(_ recipe: Recipe, _ rows: [SnapshotRow]) -> (share: Double, names: [String]) {
    guard let column = recipe.columns.first else { return (0, []) }
    let known = Set(recipe.levels ?? [])
    let (own, attribute) = (
      panel.textColumns.firstIndex(of: column), panel.attributeTexts.firstIndex(of: column)
    )
    var counts: [String: Int] = [:]
    for row in rows {
      let customer = Int(row.customer)
      let text =
        own.map { panel.text(customer, month, column: $0) }
        ?? attribute.map { panel.attributeText(customer, column: $0) }
      if let text = text ?? nil, !known.contains(text) { counts[text, default: 0] += 1 }
    }
    let names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.namedTexts).map(\.key)
    return (Double(counts.values.reduce(0, +)) / Double(rows.count), names)
  }
}
