import Calendar
import Configuration
import Messages
import Metrics
import Panel
import Parallel

/// The customers of a month with the products that each holds, and who they are by the bank's rules.
public struct ProductCustomers: Sendable {
  /// The most products that can be set against each other.
  static let mostProducts = 60

  /// A customer who is there in the month.
  struct Holder: Sendable {
    var customer: Int
    /// A bit for each product that is held.
    var held: UInt64
    var tier: String?
    var lifeStage: LifeStage?
    /// Indices among the bank's groups.
    var groups: [Int]

    func holds(_ product: Int) -> Bool { held >> UInt64(product) & 1 == 1 }
  }

  let configuration: BankConfiguration
  let products: [ProductHoldings.Product]
  let holders: [Holder]
  let facts: PanelFacts
  private let groups: [String]

  /// - Parameters:
  ///   - rules: of tiers, stages of life and groups.
  ///   - configuration: whose `products:` say which columns are looked at; without them assets and loans are.
  /// - Throws: `RunError` where a product is no column of numbers of the panel.
  /// - Complexity: O(customers · columns of the rules), in parallel.
  public init(_ rules: ListRules, _ configuration: BankConfiguration, team: ThreadTeam) throws(RunError) {
    let (facts, panel) = (rules.facts, rules.facts.panel)
    let known = panel.numberColumns.map(\.name) + panel.attributeNumbers.map(\.name)
    let columns = try Self.columns(configuration, known: known)
    products = columns.map { column in
      let words = ColumnWords(
        column: column, isMoney: true, language: configuration.language, given: configuration.names[column])
      // Words for the middle of a sentence may begin with an article, which a heading has none of.
      return ProductHoldings.Product(column: column, title: words.name.replacing(#/^the /#, with: ""))
    }
    holders = team.mapRanges(panel.customerCount, grain: 1024) { range, _ in
      range.compactMap { customer -> Holder? in
        guard panel.isPresent(customer, facts.month) else { return nil }
        let view = rules.viewer.view(facts.facts(of: customer))
        var held: UInt64 = 0
        for (product, column) in columns.enumerated()
        where facts.number(of: customer, column, monthsAgo: 0) ?? 0 > 0 {
          held |= 1 << UInt64(product)
        }
        return Holder(
          customer: customer, held: held, tier: view.grade?.name, lifeStage: view.lifeStage,
          groups: view.groups)
      }
    }.flatMap { $0 }
    (self.configuration, self.facts, groups) = (configuration, facts, rules.groups.map(\.name))
  }

  private static func columns(_ configuration: BankConfiguration, known: [String]) throws(RunError)
    -> [String]
  {
    let declared = configuration.products
    if declared.isEmpty { return configuration.assets + ["loan_balance"].filter(known.contains) }
    guard declared.count <= mostProducts else {
      throw RunError(
        "`products:` names \(declared.count) columns; \(mostProducts) can be set against each other.")
    }
    let unknown = declared.filter { !known.contains($0) }
    let all = unknown.isEmpty ? [] : (try? PanelHeader.columns(of: configuration)) ?? known
    let problems = unknown.map { column in
      let hint = Suggestion.closest(to: column, among: all.filter { $0 != column }).map {
        "did you mean “\($0)”?"
      }
      return
        "`products:` names the column “\(column)”, which is no column of numbers of the panel; "
        + (hint ?? "say what it is called there with `columns:`.")
    }
    if !problems.isEmpty { throw RunError(problems: problems) }
    return declared
  }

  /// What is to be read to look at everybody who is there in a month, and the configuration to read it by.
  ///
  /// - Parameter month: nil: the newest.
  public static func request(_ configuration: BankConfiguration, _ month: Month?) throws -> (
    configuration: BankConfiguration, needs: ListNeeds, request: PanelRequest
  ) {
    // Whether somebody takes up a product is asked of all, whatever their assets.
    var asking = try configuration.asking("product:\(configuration.assets[0])")
    asking.tiers = asking.tiers.named(in: asking.language)
    let needs = ListNeeds(asking)
    var request = PanelRequest(snapshots: .one(month), columns: [], optionalTexts: ["branch", "manager"])
    needs.extend(&request)
    request.optionalNumbers += asking.products + ["loan_balance"]
    return (asking, needs, request)
  }

  /// How many hold what, and what is held together.
  public func holdings(program: String) -> ProductHoldings {
    let language = configuration.language
    var segments = [segment(.all, language.text("全部客户", "All customers"), holders)]
    let tiers = Dictionary(grouping: holders) { $0.tier }
    segments += configuration.tiers.gradeNames.compactMap { name in
      tiers[name].map { segment(.tier, name, $0) }
    }
    let stages = Dictionary(grouping: holders) { $0.lifeStage }
    segments += LifeStage.allCases.compactMap { stage in
      stages[stage].map { segment(.lifeStage, stage.name(in: language), $0) }
    }
    for (group, name) in groups.enumerated() {
      let members = holders.filter { $0.groups.contains(group) }
      if !members.isEmpty { segments.append(segment(.group, name, members)) }
    }
    return ProductHoldings(
      program: program, language: language, month: facts.month, customers: holders.count,
      products: products, segments: segments, pairs: pairs)
  }

  private func segment(_ by: ProductHoldings.Grouping, _ name: String, _ members: [Holder])
    -> ProductHoldings.Segment
  {
    ProductHoldings.Segment(
      by: by, name: name, customers: members.count,
      products: products.enumerated().map { product, own in
        .init(product: own.column, holders: members.count { $0.holds(product) }, of: members.count)
      })
  }

  private var pairs: [ProductHoldings.Pair] {
    let counts = products.indices.map { product in holders.count { $0.holds(product) } }
    return products.indices.flatMap { first in
      products.indices.dropFirst(first + 1).compactMap { second in
        let both = holders.count { $0.holds(first) && $0.holds(second) }
        return JointHolding(both: both, first: counts[first], second: counts[second], of: holders.count).map {
          .init(first: products[first].column, second: products[second].column, both: both, $0)
        }
      }
    }.sorted { ($1.lift, $0.first, $0.second) < ($0.lift, $1.first, $1.second) }
  }
}
