import Configuration
import Panel

extension Assignment {
  /// From rows read to customers listed, for the record of the run.
  public func counts(of report: CleaningReport, scored: Int, _ rules: ListDefinition) -> [RunRecord.Count] {
    [
      .init(step: "rows read", count: report.rowsRead),
      .init(step: "rows after the snapshot month", count: report.rowsAfterCutOff),
      .init(step: "rows repeated", count: report.duplicates),
      .init(step: "customers", count: report.customers),
      .init(step: "customers and months with unknown assets", count: report.unknownAssets),
      .init(step: "customers above the floor", count: report.customersKept),
      .init(step: "customers scored", count: scored),
    ] + counts(rules) + [.init(step: "customers listed", count: rows.count)]
  }

  /// What the rules did.
  private func counts(_ rules: ListDefinition) -> [RunRecord.Count] {
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
