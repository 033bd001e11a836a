import Configuration
import Numerics
import Panel
import Retention
import Scoring
import Testing
import Validation
import Variables

@testable import Workflow

/// What the simulation planted, by customer and performance month.
struct Truth {
  var cause: [String: String] = [:]
  var probability: [String: Double] = [:]

  init(_ text: String) {
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let key = cells[0] + " " + cells[1]
      cause[key] = cells[2]
      probability[key] = Double(cells[3])
    }
  }
}

@Suite("On a simulated bank, what was planted is found", .serialized)
struct PlantedCauseTests {
  /// Learnt up to October, judged on the losses of November and December.
  static func bank() throws -> SimulatedBank { try SimulatedBank(customers: 15_000, months: 12, seed: 11) }

  /// Reasons by which each planted cause may be named.
  static let names: [String: Set<Cause>] = [
    "own_transfer": [.ownTransfer],
    "maturity": [.maturity],
    "balance_falling": [.balanceFalling],
    "activity_fading": [.activityFading, .salary],
    "season": [.season, .recentInflow],
    "new_customer": [.newCustomer],
    "life_event": [.profile, .composition],
  ]

  @Test(
    "both models rank losses nearly as well as the truth itself",
    arguments: [TrainingDefinition.Algorithm.trees, .logistic])
  func ranking(algorithm: TrainingDefinition.Algorithm) throws {
    let bank = try PlantedCauseTests.bank()
    try bank.train("model", month: "2024-10", algorithm: algorithm)
    let truth = Truth(bank.folder.text("bank/truth.csv"))
    var (scores, planted, losses): ([Double], [Double], [Bool]) = ([], [], [])
    try PlantedCauseTests.forEachMonth(bank) { panel, snapshot, judge in
      let probabilities = judge.probabilities(
        of: snapshot.customers.map { SnapshotRow(customer: $0, month: snapshot.month) })
      for (index, customer) in snapshot.customers.enumerated() where snapshot.isJudged[index] {
        scores.append(probabilities[index])
        planted.append(truth.probability["\(panel.customers[customer]) \(snapshot.month + 1)"] ?? 0)
        losses.append(snapshot.outcomes[index] == .loss)
      }
    }
    let model = try #require(RankedSample(ScoredSample(scores: scores, losses: losses)).auc)
    let best = try #require(RankedSample(ScoredSample(scores: planted, losses: losses)).auc)
    #expect(best > 0.9)
    // Logistic regression cannot see that a maturing product matters to a rate-sensitive customer only.
    #expect(model > best - (algorithm == .trees ? 0.08 : 0.15), "model \(model), truth \(best)")
  }

  @Test("reasons name the planted cause of at least four in five losses of the top decile")
  func reasons() throws {
    let bank = try PlantedCauseTests.bank()
    try bank.train("model", month: "2024-10")
    let truth = Truth(bank.folder.text("bank/truth.csv"))
    var (named, all) = (0, 0)
    var byCause: [String: (named: Int, all: Int)] = [:]
    let document = try LoadedModel(path: bank.model("model")).document
    try PlantedCauseTests.forEachMonth(bank) { panel, snapshot, judge in
      let facts = PanelFacts(panel: panel, month: snapshot.month, window: document.recipes.window)
      let entryMaker = EntryMaker(
        panel: panel, month: snapshot.month, maker: judge.maker, scorer: judge.scorer, facts: facts,
        reasoner: Reasoner(
          book: document.recipes, columns: facts.columns, tiers: document.configuration.tiers, floor: 200_000,
          language: .english, usual: document.usualRanges),
        tiers: document.configuration.tiers, control: nil, team: judge.team)
      let scores = PanelScores(
        panel: panel, month: snapshot.month, floor: 200_000, maker: judge.maker, scorer: judge.scorer,
        sharesLost: SharesLost(document, tiers: document.configuration.tiers),
        context: SimulatedBank.context(threads: 2))
      let ranking = try LossRanking(
        probabilities: scores.probabilities, customers: scores.customers, order: .probability)
      let top = ranking.rows.prefix(ranking.rows.count / 10)
      for (row, entry) in zip(top, entryMaker.entries(for: top[...], of: scores)) {
        let cause = truth.cause["\(entry.customer) \(snapshot.month + 1)"] ?? ""
        guard snapshot.outcomes[row] == .loss, let names = PlantedCauseTests.names[cause] else { continue }
        let isNamed = entry.reasons.contains { names.contains($0.cause) }
        all += 1
        named += isNamed ? 1 : 0
        byCause[cause, default: (0, 0)].all += 1
        byCause[cause, default: (0, 0)].named += isNamed ? 1 : 0
      }
    }
    #expect(all > 150)
    #expect(Double(named) >= 0.8 * Double(all), "named \(named) of \(all): \(byCause)")
  }

  private static func forEachMonth(
    _ bank: SimulatedBank, _ body: (Panel, Snapshot, Judge) throws -> Void
  ) throws {
    let context = SimulatedBank.context(threads: 2)
    let model = try LoadedModel(path: bank.model("model"))
    let configuration = try model.configuration(for: bank.input)
    let panel = try PanelReader(
      configuration: configuration,
      request: PanelRequest(snapshots: .labelled(until: nil), columns: model.document.panelColumns)
    ).read(team: context.team)
    let judge = Judge(
      scorer: try Scorer(model.document.scoring),
      maker: try VariableMaker(book: model.document.recipes, panel: panel),
      team: context.team)
    for month in panel.snapshots.suffix(2) {
      try body(panel, panel.snapshot(of: month, configuration: configuration, team: context.team), judge)
    }
  }
}
