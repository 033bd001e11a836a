import Calendar
import Configuration

/// Applies the configuration's rules of who is listed.
public struct ListAssigner: Sendable {
  let configuration: BankConfiguration
  /// The snapshot month.
  let month: Month

  public init(configuration: BankConfiguration, month: Month) {
    (self.configuration, self.month) = (configuration, month)
  }

  /// Chooses who of the ranked population is listed.
  ///
  /// - Parameters:
  ///   - ranked: whose view shows tiers as lists do, so that a control group has its share of each tier shown, and knows
  ///     the families, of whom one each is listed; without a view, tiers go by assets and loans alone.
  ///   - kept: who is kept off the list, as ``ListFiles/keptOff(in:)`` tells it.
  ///   - watched: a row of which is wanted why it is passed over.
  public func assignment(
    of ranked: RankedPopulation, selection: Selection, kept: KeptOff, facts: PanelFacts, watched: Int? = nil
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
      rules: configuration.list, kept: kept, monthAtRisk: month + 1, watched: watched
    ) { row in
      var candidate = candidate(row, of: population, facts)
      let tier = view?.rules.tier(ofCustomer: Int(population.rows[row].customer))
      (candidate.tier, candidate.household) = (tier ?? candidate.tier, view?.households?.id(ofRow: row))
      return candidate
    }
  }

  /// Who stands in a row of a population, with the tier of assets and loans.
  func candidate(_ row: Int, of population: ScoredPopulation, _ facts: PanelFacts) -> Assignment.Candidate {
    let customer = Int(population.rows[row].customer)
    let tier = configuration.tiers.tier(assets: population.assets[row], loans: facts.loans(of: customer))
    return Assignment.Candidate(
      customer: population.customers[row], manager: named(facts.text(of: customer, "manager")),
      branch: named(facts.text(of: customer, "branch")), tier: tier?.name)
  }

  /// What a careful person would want to be told of an assignment: rules that did nothing.
  public func remarks(on assignment: Assignment, facts: PanelFacts) -> [Remark] {
    remarks(listed: assignment.rows.count, control: assignment.control?.count, facts)
  }

  /// - Parameters:
  ///   - listed: how many are listed.
  ///   - control: how many of them are held out; nil where nobody is to be.
  func remarks(listed: Int, control: Int?, _ facts: PanelFacts) -> [Remark] {
    let rules = configuration.list
    let limits = [("manager", rules.capacity.manager), ("branch", rules.capacity.branch)]
    var remarks = limits.compactMap { column, capacity in
      capacity == nil || facts.hasText(column)
        ? nil
        : Remark(
          chinese: "`list.capacity.\(column)` 没有限制任何人：数据中没有“\(column)”列。请在 `panel:` 下写明该列的名称，或去掉这项限制。",
          english:
            "`list.capacity.\(column)` limits nobody: the panel has no column “\(column)”. Say under `panel:` what "
            + "it is called, or take the limit out.")
    }
    if control == 0, listed > 0 {
      remarks.append(
        Remark(
          chinese: "对照组为空：名单各层级的 \(rules.control.share) 四舍五入后为 0 户。请加长名单，或调大 `list.control.share`。",
          english:
            "The control group holds nobody: \(rules.control.share) of each tier on the list rounds to 0 customers. "
            + "Make the list longer or `list.control.share` larger."))
    }
    return remarks
  }

  private func named(_ name: String?) -> String? { name.flatMap { $0.isEmpty ? nil : $0 } }
}
