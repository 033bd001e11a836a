import Calendar
import Configuration

extension SummaryContent {
  private static let topCustomers = 10

  /// Counts a list, and the population that it was made from.
  ///
  /// - Parameters:
  ///   - entries: the list, in its order.
  ///   - shared: what the customers at risk have in common.
  ///   - outcomes: what came of earlier lists.
  ///   - program: the program's name and version; `model` is the model's name.
  /// - Complexity: O(entries + population).
  public init(
    entries: [LossEntry], of population: ScoredPopulation, _ view: PopulationView, shared: SharedRisk = .none,
    outcomes: [Outcome] = [], program: String, model: String
  ) {
    let rules = view.rules
    let configuration = rules.configuration
    let language = configuration.language
    let hasBranches = entries.contains { $0.branch != nil }
    var (listed, control) = (Part(name: ""), Part(name: ""))
    var (tiers, branches, causes, groups) = (Parts(), Parts(), Parts(), Parts())
    var managers: Set<String> = []
    for entry in entries {
      listed.add(entry)
      if entry.isControl == true {
        control.add(entry)
      } else if let manager = entry.manager, !manager.isEmpty {
        managers.insert(manager)
      }
      tiers.add(entry, entry.tier ?? language.text("无层级", "no tier"))
      if hasBranches { branches.add(entry, entry.branch ?? language.text("无机构", "no branch")) }
      let cause = entry.reasons.first.map { $0.cause.title(in: language, names: configuration.names) }
      causes.add(entry, cause ?? language.text("无突出原因", "no outstanding reason"))
      for group in entry.groups { groups.add(entry, group) }
    }
    self.init(
      language: language, program: program, model: model, monthAtRisk: rules.facts.month + 1,
      population: Part(
        name: "", customers: population.count, assets: population.assets.reduce(0, +),
        expectedLoss: population.expectedLosses.reduce(0, +)),
      listed: listed, control: entries.contains { $0.isControl != nil } ? control : nil,
      tiers: tiers.highestFirst(configuration.tiers), branches: branches.greatestFirst,
      causes: causes.greatestFirst, managers: managers.count,
      top: entries.prefix(Self.topCustomers).map(Customer.init))
    self.groups = groups.greatestFirst
    self.outcomes = outcomes
    self.shared = shared.sentences(snapshot: rules.facts.month, names: configuration.names, in: language)
    count(view.grades, rules.grades, population)
  }

  /// Counts quadrants and cells of all scored customers.
  private mutating func count(
    _ grades: PopulationGrades, _ rules: GradeRules, _ population: ScoredPopulation
  ) {
    let names = rules.tiers.grades.map(\.name)
    var cells = names.map { composite in names.map { Part(name: "\(composite)/\($0)") } }
    var quadrants = Dictionary(
      uniqueKeysWithValues: Quadrant.allCases.map { ($0, Part(name: $0.name(in: language))) })
    for (row, own) in grades.grades.enumerated() {
      guard let own else { continue }
      let (assets, loss) = (population.assets[row], population.expectedLosses[row])
      cells[own.composite.index][own.service.index].add(assets: assets, expectedLoss: loss)
      quadrants[rules.quadrant(of: own)]?.add(assets: assets, expectedLoss: loss)
    }
    self.quadrants = Quadrant.allCases.compactMap { quadrants[$0] }
    self.cells = cells
  }

  /// Parts by name.
  private struct Parts {
    private var parts: [String: Part] = [:]

    mutating func add(_ entry: LossEntry, _ name: String) {
      parts[name, default: Part(name: name)].add(entry)
    }

    /// The greatest expected loss first, equal ones by name.
    var greatestFirst: [Part] {
      parts.values.sorted { ($0.expectedLoss, $1.name) > ($1.expectedLoss, $0.name) }
    }

    func highestFirst(_ table: TierTable) -> [Part] {
      let order = Dictionary(
        table.tiers.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
      return parts.values.sorted { (order[$0.name] ?? -1, $1.name) > (order[$1.name] ?? -1, $0.name) }
    }
  }
}

extension SummaryContent.Part {
  fileprivate mutating func add(_ entry: LossEntry) {
    add(assets: entry.assets, expectedLoss: entry.expectedLoss)
  }
}

extension SummaryContent.Customer {
  fileprivate init(_ entry: LossEntry) {
    self.init(
      name: entry.customer, tier: entry.tier, assets: entry.assets, probability: entry.probability,
      expectedLoss: entry.expectedLoss, reason: entry.reasons.first?.text, manager: entry.manager)
  }
}

extension Cause {
  /// The title, with what the bank calls columns of its own.
  func title(in language: Language, names: [String: String]) -> String {
    if case .column(let column) = self, let name = names[column] { return name }
    return title(in: language)
  }
}
