import Configuration
import SystemIO

/// A file of an account book, opened, with its columns bound by name.
struct LedgerFile: Sendable {
  let scan: CSVScan
  let customerCell: Int
  let accountCell: Int?
  let dateCell: Int
  let amountCell: Int?
  let balanceCell: Int?
  /// Where each of the plan's text columns stands.
  let textCells: [Int]

  /// Opens all files of a plan.
  static func open(_ plan: AggregationPlan, sizes: CSVScan.Sizes) throws -> [LedgerFile] {
    var paths: [String] = []
    for pattern in plan.definition.files {
      for path in try FilePattern.expand(pattern, relativeTo: "") where !paths.contains(path) {
        paths.append(path)
      }
    }
    var problems: [PanelError.Problem] = []
    var files: [LedgerFile] = []
    for path in paths {
      if let file = try LedgerFile(CSVScan(path: path, sizes: sizes), plan: plan, problems: &problems) {
        files.append(file)
      }
    }
    if !problems.isEmpty { throw PanelError(problems: problems) }
    return files
  }

  private init?(_ scan: CSVScan, plan: AggregationPlan, problems: inout [PanelError.Problem]) throws {
    let definition = plan.definition
    var missing: [String] = []
    func find(_ name: String?) -> Int? {
      guard let name else { return nil }
      let place = scan.index(of: name)
      if place == nil, !missing.contains(name) { missing.append(name) }
      return place
    }
    let (customer, date) = (find(definition.customer), find(definition.date))
    accountCell = find(definition.account)
    amountCell = plan.hasDailyBalances && definition.flows.isEmpty ? nil : find(definition.amount)
    balanceCell = find(definition.balance)
    textCells = plan.textColumns.compactMap { find($0.name) }
    for name in missing {
      let hint = Suggestion.closest(to: name, among: scan.header).map { " Did you mean “\($0)”?" } ?? ""
      problems.append(
        .init(
          file: scan.path, line: 1,
          message: "the header has no column “\(name)”, which `aggregate:` names.\(hint) The header reads: "
            + scan.header.prefix(30).joined(separator: ", ") + "."))
    }
    guard let customer, let date, missing.isEmpty else { return nil }
    self.scan = scan
    (customerCell, dateCell) = (customer, date)
  }
}
