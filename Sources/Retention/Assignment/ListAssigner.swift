import Calendar
import Configuration
import SystemIO

/// Applies the configuration's rules of who is listed, and reads the files that they name, all problems together.
public struct ListAssigner: Sendable {
  let configuration: BankConfiguration
  /// The snapshot month.
  let month: Month

  public init(configuration: BankConfiguration, month: Month) {
    (self.configuration, self.month) = (configuration, month)
  }

  /// Reads who is kept off the list.
  ///
  /// - Throws: ``ListRuleError`` with a sentence for each file that cannot be used.
  public func keptOff() throws -> KeptOff {
    try keptOff(coolingOff: configuration.list.coolingOff)
  }

  /// Reads who is never listed, whatever the score.
  ///
  /// - Throws: ``ListRuleError`` with a sentence for each file that cannot be used.
  public func suppressed() throws -> Set<String> { try keptOff(coolingOff: nil).suppressed }

  private func keptOff(coolingOff: ListDefinition.CoolingOff?) throws -> KeptOff {
    var kept = KeptOff()
    var problems: [String] = []
    func attempt(_ body: () throws -> Void) {
      do { try body() } catch { problems.append("\(error)") }
    }
    for path in configuration.list.suppress {
      attempt { kept.suppressed.formUnion(try CustomerKeyFile.read(path)) }
    }
    if let coolingOff, coolingOff.months > 0 {
      for pattern in coolingOff.lists {
        attempt {
          for path in try earlierLists(pattern) {
            kept.coolingOff.formUnion(
              try PastList(path: path).customers(within: coolingOff.months, before: month + 1))
          }
        }
      }
    }
    if !problems.isEmpty { throw ListRuleError(problems) }
    return kept
  }

  /// Before the first list there is none: a pattern may fit nothing, a plain name must be there.
  private func earlierLists(_ pattern: String) throws -> [String] {
    do {
      return try FilePattern.expand(pattern, relativeTo: "")
    } catch  where error.problem == .nothingMatches {
      return []
    }
  }

  /// Chooses who of the ranked population is listed.
  ///
  /// - Parameters:
  ///   - ranked: whose view shows tiers as lists do, so that a control group has its share of each tier shown, and knows
  ///     the families, of whom one each is listed; without a view, tiers go by assets and loans alone.
  ///   - kept: who is kept off the list, as ``keptOff()`` reads it.
  public func assignment(
    of ranked: RankedPopulation, selection: Selection, kept: KeptOff, facts: PanelFacts
  ) -> Assignment {
    let (ranking, population, view) = (ranked.ranking, ranked.population, ranked.view)
    guard configuration.list.hasRules || view?.knowsFamilies == true else {
      return Assignment(
        rows: Array(selection.rows(of: ranking.rows, probabilities: population.probabilities)))
    }
    var kept = kept
    kept.coolingOffHouseholds = view?.households?.ids(of: kept.coolingOff, among: population.customers) ?? []
    return Assignment(
      ranking: ranking.rows, probabilities: population.probabilities, selection: selection,
      rules: configuration.list, kept: kept, monthAtRisk: month + 1
    ) { row in
      let customer = Int(population.rows[row].customer)
      let plainTier = configuration.tiers.tier(
        assets: population.assets[row], loans: facts.loans(of: customer))
      return Assignment.Candidate(
        customer: population.customers[row], manager: named(facts.text(of: customer, "manager")),
        branch: named(facts.text(of: customer, "branch")),
        tier: view?.rules.tier(ofCustomer: customer) ?? plainTier?.name,
        household: view?.households?.id(ofRow: row))
    }
  }

  private func named(_ name: String?) -> String? { name.flatMap { $0.isEmpty ? nil : $0 } }
}
