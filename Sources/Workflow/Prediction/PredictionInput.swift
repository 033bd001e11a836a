import Calendar
import Configuration
import Messages
import ModelFile
import Panel
import Retention
import Scoring
import SystemIO
import Validation
import Variables

/// What a month's list is made from, read and checked: the model, the panel, and the bank's rules.
struct PredictionInput {
  let model: LoadedModel
  let configuration: BankConfiguration
  let panel: CustomerPanel
  /// The snapshot month.
  let month: Month
  /// Who is kept off the list.
  let kept: KeptOff
  private let files: ListFiles
  /// The bank's rules; nil where nothing asks for them.
  let rules: ListRules?
  let facts: PanelFacts
  let maker: VariableMaker
  let scorer: Scorer

  /// - Parameters:
  ///   - month: the snapshot month; nil: the newest.
  ///   - needs: what the rules of lists ask of the panel; nil where nothing asks for them.
  ///   - explained: a customer of whom all is wanted.
  ///   - earlier: lists whose outcomes are wanted.
  init(
    _ model: LoadedModel, _ configuration: BankConfiguration, month: Month?, needs: ListNeeds?,
    explained: String? = nil, earlier: EarlierLists? = nil, context: RunContext
  ) throws {
    let document = model.document
    var request = Self.request(month, document.panelColumns)
    needs?.extend(&request)
    if let earlier { request.keptCustomers = earlier.customers }
    if let explained { request.explain(explained, window: document.recipes.window) }
    let files = try ListFiles(configuration.list)
    let overrides = needs == nil ? nil : configuration.customersWithOverrides
    request.namedCustomers = files.customers.union(overrides?.customers ?? [])
    let panel = try Self.read(request, files, configuration, context)
    if let remark = overrides?.remark(in: panel) { context.warn(remark, in: configuration.language) }
    try self.init(model, configuration, panel, files, needs)
  }

  /// What several models make a month's lists from; the panel is read once.
  static func reading(_ models: ModelsTogether, month: Month?, _ context: RunContext) throws
    -> [PredictionInput]
  {
    let configuration = models.parts[0].configuration
    var request = Self.request(month, try models.columns())
    request.furtherQuestions = models.parts.dropFirst().map(\.configuration.asked)
    let files = try ListFiles(configuration.list)
    request.namedCustomers = files.customers
    let panel = try read(request, files, configuration, context)
    return try models.parts.map { try PredictionInput($0.model, $0.configuration, panel, files, nil) }
  }

  private init(
    _ model: LoadedModel, _ configuration: BankConfiguration, _ panel: CustomerPanel, _ files: ListFiles,
    _ needs: ListNeeds?
  ) throws {
    let (month, recipes) = (panel.snapshots[0], model.document.recipes)
    (self.model, self.configuration, self.panel, self.month) = (model, configuration, panel, month)
    (self.files, kept) = (files, files.keptOff(in: month, question: configuration.asked.name))
    rules = try needs.map { try ListRules($0, configuration: configuration, panel: panel, month: month) }
    maker = try VariableMaker(book: recipes, panel: panel)
    scorer = try model.document.scorer()
    facts = PanelFacts(panel: panel, month: month, window: recipes.window)
  }

  private static func request(_ month: Month?, _ columns: [PanelColumn]) -> PanelRequest {
    PanelRequest(snapshots: .one(month), columns: columns, optionalTexts: ["branch", "manager"])
  }

  private static func read(
    _ request: PanelRequest, _ files: ListFiles, _ configuration: BankConfiguration, _ context: RunContext
  ) throws -> CustomerPanel {
    let panel = try context.read(request, configuration)
    guard let snapshot = panel.snapshots.first else {
      throw RunError("The panel holds no month to predict from.")
    }
    try context.check(files, panel, month: snapshot, configuration.language)
    return panel
  }

  /// Scores the month's population; no more than a block's variables are in memory for each thread.
  func scored(_ context: RunContext) throws -> ScoredPopulation {
    let rows = SnapshotRow.population(of: panel, in: month, configuration: configuration)
    let probabilities = try context.step("Scoring \(rows.count) customers") {
      try Evaluator(scorer: scorer, maker: maker, team: context.team).probabilities(of: rows)
    }
    return ScoredPopulation(
      rows: rows, probabilities: probabilities, facts: facts,
      sharesLost: SharesLost(model.document, tiers: configuration.tiers),
      question: model.document.eventMoney.map { (QuestionRule(configuration, panel: panel), $0) })
  }

  /// What is odd about the months that were delivered.
  func deliveryFindings(_ context: RunContext) -> [DeliveryFinding] {
    let window = model.document.recipes.window
    return context.step("Checking the delivery") {
      let profile = DeliveryProfile(
        panel, snapshot: month, population: QuestionRule(configuration, panel: panel).members(in: month),
        monthsBack: window - 1, team: context.team)
      return DeliveryCheck(
        profile, against: model.document.delivery, trainedSince: model.document.trainedMonths.first,
        snapshot: month, window: window,
        limits: configuration.deliveries
      ).findings
    }
  }

  /// Texts of the month's population that the model does not know.
  var unseenTexts: [UnseenTexts] {
    maker.unseenTexts(of: SnapshotRow.population(of: panel, in: month, configuration: configuration))
  }

  /// Ranks the population in the order of the list.
  ///
  /// - Parameter order: by what the playbook's actions keep for their cost where ``rules`` are there.
  func ranked(_ population: ScoredPopulation, by order: ListDefinition.Order, _ context: RunContext) throws
    -> RankedPopulation
  {
    let view = rules.map { PopulationView($0, of: population) }
    var keptPerCost: [Double]?
    if order == .keptPerCost, let view {
      let list = explained(
        Array(population.rows.indices), of: population, view: view.withoutFamilies, control: nil, context)
      keptPerCost = context.step("Actions for \(population.count) customers") {
        list.map(view.rules.planner.keptPerCost)
      }
    }
    return RankedPopulation(
      population: population, view: view,
      ranking: try LossRanking(population, keptPerCost: keptPerCost, order: order))
  }

  /// Refuses outputs that would take the place of earlier lists which are still needed.
  func checkEarlierLists(replacedBy outputs: [String]) throws {
    let replaced = Set(outputs.map(FileIdentity.init))
    let problems = files.problems(ofReplacing: month) { replaced.contains(FileIdentity($0)) }
    if !problems.isEmpty { throw RunError(problems: problems) }
  }

  /// What is to be told of who is listed.
  func remarks(on assignment: Assignment) -> [Remark] {
    ListAssigner(configuration: configuration, month: month).remarks(on: assignment, facts: facts)
  }

  /// The list's entries, which are made when they are asked for.
  ///
  /// - Parameters:
  ///   - rows: of the population, in the order of the list.
  ///   - view: who the customers are by the bank's rules; nil: entries do not say.
  ///   - control: rows that are held out; nil where there is no control group.
  func explained(
    _ rows: [Int], of population: ScoredPopulation, view: PopulationView?, control: Set<Int>?,
    _ context: RunContext
  ) -> ExplainedList {
    let explainer = Explainer(scorer: scorer, team: context.team)
    let reasoner = Reasoner(model.document, columns: facts.columns, configuration)
    let shared = SharedRisk(
      of: population, facts: facts, reasoner: reasoner, maker: maker, explainer: explainer)
    return ExplainedList(
      rows: rows, of: population, maker: maker,
      entryMaker: EntryMaker(
        population: population, facts: facts, reasoner: reasoner.beyond(shared), tiers: configuration.tiers,
        view: view, control: control), explainer: explainer)
  }
}

extension SharesLost {
  /// What a model knows of losses, for the tiers of a run.
  init(_ document: ModelDocument, tiers: TierTable) {
    self.init(
      mean: document.expectedShareLost, byTier: document.tierSharesLost,
      trained: document.configuration.tiers, tiers: tiers)
  }
}

extension Reasoner {
  /// Puts a model's contributions into words, as a configuration asks for it.
  init(_ document: ModelDocument, columns: FactColumns, _ configuration: BankConfiguration) {
    self.init(
      book: document.recipes, columns: columns, tiers: configuration.tiers, floor: configuration.floor,
      language: configuration.language, usual: document.usualRanges, names: configuration.names,
      asked: configuration.asked)
  }
}
