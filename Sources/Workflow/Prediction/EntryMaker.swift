import Calendar
import Configuration
import Panel
import Parallel
import Retention
import Scoring
import Variables

/// Makes the entries of a loss list: tier, reasons, who looks after the customer.
struct EntryMaker {
  let panel: CustomerPanel
  let month: Month
  let maker: VariableMaker
  let scorer: Scorer
  let facts: PanelFacts
  let reasoner: Reasoner
  let tiers: TierTable
  /// Rows that are held out as control group; nil where there is none.
  var control: Set<Int>?
  let team: ThreadTeam

  /// Entries for some rows of the scored population, in their order.
  ///
  /// - Complexity: dominated by the contributions, O(nodes · depth) per row and tree.
  func entries(for listed: ArraySlice<Int>, of scores: PanelScores) -> [LossEntry] {
    let order = Array(listed)
    let rows = order.map { scores.rows[$0] }
    let variableCount = maker.variableCount
    let shares = (0..<team.threadCount).map { _ in
      AlignedArray<Double>(count: VariableMaker.rowsPerBlock * max(1, variableCount))
    }
    return maker.mapBlocks(rows, team: team) { range, variables, worker in
      let contributions = shares[worker].view
      scorer.contributions(of: variables, into: contributions)
      var entries: [LossEntry] = []
      entries.reserveCapacity(range.count)
      for row in 0..<range.count {
        let index = order[range.lowerBound + row]
        let customer = Int(rows[range.lowerBound + row].customer)
        let reasons = reasoner.reasons(
          contributions: Array(contributions[row * variableCount..<(row + 1) * variableCount].elements),
          variables: (0..<variableCount).map { variables[row, $0] }, facts: facts.facts(of: customer))
        var entry = LossEntry(
          customer: scores.customers[index], monthAtRisk: month + 1,
          probability: scores.probabilities[index],
          expectedLoss: scores.expectedLosses[index], assets: scores.assets[index],
          tier: tiers.tier(assets: scores.assets[index], loans: facts.loans(of: customer))?.name,
          reasons: reasons, manager: facts.text(of: customer, "manager"),
          branch: facts.text(of: customer, "branch"))
        entry.isControl = control?.contains(index)
        entries.append(entry)
      }
      return entries
    }.flatMap { $0 }
  }
}

/// What a panel knows of its customers, for reasons.
struct PanelFacts: Sendable {
  private let panel: CustomerPanel
  private let month: Month
  let columns: FactColumns
  private let first: Month
  private let textPlaces: [String: Int]
  private let loanColumn: Int?

  init(panel: CustomerPanel, month: Month, window: Int) {
    self.panel = panel
    self.month = month
    first = max(panel.firstMonth, month - (window - 1))
    let numbers = ["assets"] + panel.numberColumns.map(\.name) + panel.attributeNumbers.map(\.name)
    columns = FactColumns(
      months: month - first + 1, numbers: numbers, texts: panel.textColumns + panel.attributeTexts)
    textPlaces = Dictionary(uniqueKeysWithValues: panel.textColumns.enumerated().map { ($1, $0) })
    loanColumn = panel.numberColumns.firstIndex { $0.name == "loan_balance" }
  }

  func facts(of customer: Int) -> CustomerFacts {
    var numbers: [Double] = []
    numbers.reserveCapacity(columns.numbers.count * columns.months)
    for back in (0..<columns.months).reversed() {
      numbers.append(panel.assets(customer, month - back) ?? .nan)
    }
    for column in panel.numberColumns.indices {
      for back in (0..<columns.months).reversed() {
        numbers.append(Double(panel.number(customer, month - back, column: column)))
      }
    }
    for column in panel.attributeNumbers.indices {
      let value = Double(panel.attributeNumber(customer, column: column))
      for _ in 0..<columns.months { numbers.append(value) }
    }
    let texts =
      panel.textColumns.indices.map { panel.text(customer, month, column: $0) }
      + panel.attributeTexts.indices.map { panel.attributeText(customer, column: $0) }
    return CustomerFacts(columns: columns, snapshot: month, numbers: numbers, texts: texts)
  }

  func text(of customer: Int, _ name: String) -> String? {
    textPlaces[name].flatMap { panel.text(customer, month, column: $0) }
  }

  func loans(of customer: Int) -> Double {
    loanColumn.map { Double(panel.number(customer, month, column: $0)) } ?? 0
  }
}
