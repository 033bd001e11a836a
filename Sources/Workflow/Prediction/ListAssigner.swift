import Calendar
import Configuration
import Panel
import Retention
import SystemIO

/// Applies the configuration's rules of who is listed: reads the files that they name, all problems together.
struct ListAssigner {
  let configuration: BankConfiguration
  let month: Month

  /// Reads who is kept off the list.
  ///
  /// - Throws: ``RunError`` with a sentence for each file that cannot be used.
  func keptOff() throws -> KeptOff {
    let rules = configuration.list
    var kept = KeptOff()
    var problems: [String] = []
    func attempt(_ body: () throws -> Void) {
      do { try body() } catch { problems.append("\(error)") }
    }
    for path in rules.suppress {
      attempt { kept.suppressed.formUnion(try CustomerKeyFile.read(path)) }
    }
    if rules.coolingOff.months > 0 {
      for pattern in rules.coolingOff.lists {
        attempt {
          for path in try earlierLists(pattern) {
            kept.coolingOff.formUnion(
              try PastList(path: path).customers(within: rules.coolingOff.months, before: month + 1))
          }
        }
      }
    }
    if !problems.isEmpty { throw RunError(problems: problems) }
    return kept
  }

  /// Reads who is never listed, whatever the question.
  ///
  /// - Throws: ``RunError`` with a sentence for each file that cannot be used.
  func suppressed() throws -> Set<String> {
    var rules = configuration
    rules.list.coolingOff.months = 0
    return try ListAssigner(configuration: rules, month: month).keptOff().suppressed
  }

  /// Before the first list there is none: a pattern may fit nothing, a plain name must be there.
  private func earlierLists(_ pattern: String) throws -> [String] {
    do {
      return try FilePattern.expand(pattern, relativeTo: "")
    } catch  where error.problem == .nothingMatches {
      return []
    }
  }

  /// - Parameters:
  ///   - rules: those by which lists show tiers, so that a control group has its share of each tier shown; nil
  ///   where tiers go by assets and loans alone.
  ///   - households: the families, of whom one each is listed; nil where none are known.
  func assignment(
    _ ranking: LossRanking, scores: PanelScores, selection: Selection, kept: KeptOff, facts: PanelFacts,
    rules: ListRules?, households: Households?
  ) -> Assignment {
    var kept = kept
    kept.coolingOffHouseholds = households?.ids(of: kept.coolingOff, among: scores.customers) ?? []
    return Assignment(
      ranking: ranking.rows, probabilities: scores.probabilities, selection: selection,
      rules: configuration.list, kept: kept, monthAtRisk: month + 1
    ) { row in
      let customer = Int(scores.rows[row].customer)
      let plainTier = configuration.tiers.tier(assets: scores.assets[row], loans: facts.loans(of: customer))?
        .name
      return Assignment.Candidate(
        customer: scores.customers[row], manager: named(facts.text(of: customer, "manager")),
        branch: named(facts.text(of: customer, "branch")),
        tier: rules?.tier(ofCustomer: customer) ?? plainTier, household: households?.id(ofRow: row))
    }
  }

  private func named(_ name: String?) -> String? { name.flatMap { $0.isEmpty ? nil : $0 } }
}

extension Assignment {
  /// What the rules did, for the record of the run.
  func counts(_ rules: ListDefinition) -> [RunRecord.Count] {
    var counts: [RunRecord.Count] = []
    func add(_ isAsked: Bool, _ step: String, _ count: Int) {
      if isAsked { counts.append(.init(step: step, count: count)) }
    }
    add(!rules.suppress.isEmpty, "customers suppressed", passedOver.suppressed)
    add(rules.coolingOff.months > 0, "customers on a list lately", passedOver.coolingOff)
    add(passedOver.household > 0, "customers with another of the household on the list", passedOver.household)
    add(rules.capacity.branch != nil, "customers beyond a branch's capacity", passedOver.branchFull)
    add(rules.capacity.manager != nil, "customers beyond a manager's capacity", passedOver.managerFull)
    if let control { counts.append(.init(step: "customers held out as control group", count: control.count)) }
    return counts
  }
}
