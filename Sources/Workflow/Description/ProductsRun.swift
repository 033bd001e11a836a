import Calendar
import Configuration
import Panel
import Reporting
import Retention
import SystemIO
import Tabular

/// `churn products`: what customers hold at the end of a month.
public struct ProductsRun: Sendable {
  public let input: InputSelection
  /// The month to look at; nil: the newest.
  public let month: Month?
  /// Where to write the figures as JSON and as HTML, and each customer's gaps as a table; nil: nowhere.
  public let outputPath, reportPath, customersPath: String?

  public init(
    input: InputSelection, month: Month?, outputPath: String?, reportPath: String?, customersPath: String?
  ) {
    (self.input, self.month, self.outputPath) = (input, month, outputPath)
    (self.reportPath, self.customersPath) = (reportPath, customersPath)
  }

  /// Looks at everybody who is there in the month, whatever their assets.
  public func run(_ context: RunContext) throws -> ProductHoldings {
    try RunFiles(reading: input).check(writing: [outputPath, reportPath, customersPath])
    try customersPath.map(TableOutput.check)
    let (configuration, needs, request) = try ProductCustomers.request(input.configuration(), month)
    let panel = try context.read(request, configuration)
    let rules = try ListRules(needs, configuration: configuration, panel: panel, month: panel.snapshots[0])
    let customers = try ProductCustomers(rules, configuration, team: context.team)
    let holdings = customers.holdings(program: ProgramVersion.text)
    let table = try customersPath.map { try ProductGaps(of: customers).table(at: $0) }
    try AtomicFile.write(
      (outputPath, { try DeterministicJSON.encode(holdings) }),
      (reportPath, { Array(ProductsPage.html(of: holdings).utf8) }),
      with: [try table?.ended()].compactMap { $0 })
    try table?.commit()
    return holdings
  }
}
