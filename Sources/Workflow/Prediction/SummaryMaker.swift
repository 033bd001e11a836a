import Calendar
import Configuration
import Reporting
import Retention

/// Counts a list for the page that goes to the head of retail.
struct SummaryMaker {
  let entries: [LossEntry]
  let scores: PanelScores
  let tiers: TierTable
  let language: Language
  /// What the bank calls columns of its own.
  var names: [String: String] = [:]

  private static let topCustomers = 10

  func content(program: String, model: String, monthAtRisk: Month) -> SummaryContent {
    var (listed, control) = (Part(name: ""), Part(name: ""))
    var (byTier, byBranch, byCause) = ([String: Part](), [String: Part](), [String: Part]())
    var managers: Set<String> = []
    let hasBranches = entries.contains { $0.branch != nil }
    for entry in entries {
      listed.add(assets: entry.assets, expectedLoss: entry.expectedLoss)
      if entry.isControl == true {
        control.add(assets: entry.assets, expectedLoss: entry.expectedLoss)
      } else if let manager = entry.manager, !manager.isEmpty {
        managers.insert(manager)
      }
      add(entry, to: &byTier, entry.tier ?? say("无层级", "no tier"))
      if hasBranches { add(entry, to: &byBranch, entry.branch ?? say("无机构", "no branch")) }
      let cause = entry.reasons.first.map { title(of: $0.cause) }
      add(entry, to: &byCause, cause ?? say("无突出原因", "no outstanding reason"))
    }
    let order = Dictionary(
      tiers.tiers.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    return SummaryContent(
      language: language, program: program, model: model, monthAtRisk: monthAtRisk,
      population: Part(
        name: "", customers: scores.rows.count, assets: scores.assets.reduce(0, +),
        expectedLoss: scores.expectedLosses.reduce(0, +)),
      listed: listed, control: entries.contains { $0.isControl != nil } ? control : nil,
      tiers: byTier.values.sorted { (order[$0.name] ?? -1, $1.name) > (order[$1.name] ?? -1, $0.name) },
      branches: sorted(byBranch), causes: sorted(byCause), managers: managers.count,
      top: entries.prefix(Self.topCustomers).map {
        SummaryContent.Customer(
          name: $0.customer, tier: $0.tier, assets: $0.assets, probability: $0.probability,
          expectedLoss: $0.expectedLoss, reason: $0.reasons.first?.text, manager: $0.manager)
      })
  }

  private typealias Part = SummaryContent.Part

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  private func title(of cause: Cause) -> String {
    if case .column(let column) = cause, let name = names[column] { return name }
    return cause.title(in: language)
  }

  private func add(_ entry: LossEntry, to parts: inout [String: Part], _ name: String) {
    parts[name, default: Part(name: name)].add(assets: entry.assets, expectedLoss: entry.expectedLoss)
  }

  /// The greatest expected loss first, equal ones by name.
  private func sorted(_ parts: [String: Part]) -> [Part] {
    parts.values.sorted { ($0.expectedLoss, $1.name) > ($1.expectedLoss, $0.name) }
  }
}
