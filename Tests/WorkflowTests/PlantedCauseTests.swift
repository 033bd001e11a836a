import Calendar
import Configuration
import Metrics
import ModelFile
import Panel
import Parallel
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

  /// - Parameter months: the performance months that matter; the rest is not looked into, which takes its time.
  init(_ text: String, months: Set<String>) {
    for line in text.utf8.split(separator: UInt8(ascii: "\n")).dropFirst() {
      let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard months.contains(String(cells[1]) ?? "") else { continue }
      let key = "\(Substring(cells[0])) \(Substring(cells[1]))"
      cause[key] = String(cells[2])
      probability[key] = Double(String(cells[3]) ?? "")
    }
  }
}

@Suite("On a simulated bank, what was planted is found", .serialized)
struct PlantedCauseTests {
  /// Learnt up to October, evaluated on the losses of November and December.
  static func bank() throws -> SimulatedBank {
    try SimulatedBank(customers: 15_000, months: 12, seed: 11, training: .oneForest)
  }

  /// Causes that name a planted one; a salary that no longer comes is one of the signs of fading that are planted.
  static let names: [String: Set<Cause>] = [
    "own_transfer": [.ownTransfer],
    "maturity": [.maturity],
    "balance_falling": [.balanceFalling],
    "activity_fading": [.activityFading, .salary],
    "season": [.season],
    "new_customer": [.newCustomer],
    "life_event": [.lifeEvent],
  ]

  @Test(
    "both models rank losses nearly as well as the truth itself",
    arguments: [TrainingDefinition.Algorithm.trees, .logistic])
  func ranking(algorithm: TrainingDefinition.Algorithm) throws {
    let bank = try PlantedCauseTests.bank()
    try bank.train("model", month: "2024-10", algorithm: algorithm)
    let truth = Truth(bank.folder.text("bank/truth.csv"), months: ["2024-11", "2024-12"])
    var (scores, planted, losses): ([Double], [Double], [Bool]) = ([], [], [])
    try PlantedCauseTests.forEachMonth(bank) { panel, snapshot, evaluator in
      let probabilities = try evaluator.probabilities(
        of: snapshot.customers.map { SnapshotRow(customer: $0, month: snapshot.month) })
      for (index, customer) in snapshot.customers.enumerated() where snapshot.isEvaluated[index] {
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

  /// The list as `predict` writes it without further options, the first fifth by expected loss, in the four months
  /// after those trained on: two quarters' ends, the lunar new year and the spring's sowing are among them.
  @Test(
    "the first reason names the planted cause of at least four in five listed losses, among the first 20 and 100 as well",
    arguments: [21, 22, 23])
  func reasons(seed: UInt64) throws {
    // One bank's model as it comes; fewer, larger steps name the same causes in a part of the time.
    let bank = try SimulatedBank(
      customers: 15_000, months: 16, seed: seed, training: seed == 21 ? .asItComes : .quick)
    try bank.train("model", month: "2024-11")
    let truth = Truth(
      bank.folder.text("bank/truth.csv"), months: ["2025-01", "2025-02", "2025-03", "2025-04"])
    var tallies = [Tally(first: 20), Tally(first: 100), Tally(first: .max)]
    var firsts: [String: [String: Int]] = [:]
    let document = try LoadedModel(path: bank.model("model")).document
    try PlantedCauseTests.forEachMonth(bank, last: 4) { panel, snapshot, evaluator in
      let facts = PanelFacts(panel: panel, month: snapshot.month, window: document.recipes.window)
      let tiers = document.configuration.tiers
      let rows = SnapshotRow.population(
        of: panel, in: snapshot.month, configuration: document.configuration)
      let scored = ScoredPopulation(
        rows: rows, probabilities: try evaluator.probabilities(of: rows), facts: facts,
        sharesLost: SharesLost(document, tiers: tiers))
      let reasoner = Reasoner(
        book: document.recipes, columns: facts.columns, tiers: tiers, floor: 200_000, language: .english,
        usual: document.usualRanges)
      let explainer = Explainer(scorer: evaluator.scorer, team: evaluator.team)
      let shared = SharedRisk(
        of: scored, facts: facts, reasoner: reasoner, maker: evaluator.maker, explainer: explainer)
      let entryMaker = EntryMaker(
        population: scored, facts: facts, reasoner: reasoner.beyond(shared), tiers: tiers)
      let ranking = try LossRanking(scored, order: .expectedLoss)
      let listed = Array(Selection.standard.rows(of: ranking.rows, probabilities: scored.probabilities))
      let entries = explainer.map(
        listed.map { rows[$0] }, evaluator.maker
      ) {
        entryMaker.entry(ofRow: listed[$0], contributions: $1, variables: $2)
      }
      for (rank, (row, entry)) in zip(listed, entries).enumerated() {
        let cause = truth.cause["\(entry.customer) \(snapshot.month + 1)"] ?? ""
        guard snapshot.outcomes[row] == .loss, let names = PlantedCauseTests.names[cause],
          let first = entry.reasons.first
        else { continue }
        for index in tallies.indices { tallies[index].add(rank: rank, isNamed: names.contains(first.cause)) }
        firsts[cause, default: [:]][first.cause.name, default: 0] += 1
      }
    }
    #expect(tallies.allSatisfy { $0.all >= 25 } && tallies[2].all > 1000)
    for tally in tallies {
      #expect(tally.share >= 0.8, "\(tally.named) of \(tally.all) to rank \(tally.first): \(firsts)")
    }
  }

  /// Losses with a planted cause among the first of a month's list, and those whose first reason names it.
  private struct Tally {
    let first: Int
    var (all, named) = (0, 0)
    var share: Double { Double(named) / Double(max(1, all)) }

    init(first: Int) { self.first = first }

    mutating func add(rank: Int, isNamed: Bool) {
      guard rank < first else { return }
      all += 1
      named += isNamed ? 1 : 0
    }
  }

  private static func forEachMonth(
    _ bank: SimulatedBank, last months: Int = 2, _ body: (CustomerPanel, Snapshot, Evaluator) throws -> Void
  ) throws {
    let context = SimulatedBank.context(threads: 2)
    let model = try LoadedModel(path: bank.model("model"))
    let configuration = try model.configuration(for: bank.input)
    let panel = try PanelReader(
      configuration: configuration,
      request: PanelRequest(snapshots: .labelled(until: nil), columns: model.document.panelColumns)
    ).read(team: context.team)
    let evaluator = Evaluator(
      scorer: try Scorer(model.document.scoring),
      maker: try VariableMaker(book: model.document.recipes, panel: panel),
      team: context.team)
    for month in panel.snapshots.suffix(months) {
      try body(panel, panel.snapshot(of: month, configuration: configuration, team: context.team), evaluator)
    }
  }
}
