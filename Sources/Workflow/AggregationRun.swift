import Calendar
import Configuration
import Foundation
import Panel
import SystemIO

/// `churn aggregate`.
public struct AggregationRun: Sendable {
  public let configurationPath: String
  public let folder: String

  public init(configurationPath: String, folder: String) {
    self.configurationPath = configurationPath
    self.folder = folder
  }

  /// The file that tells a folder of this verb, and what was found on the way.
  static let recordName = "aggregate.json"
  static let configurationName = "bank.yaml"

  /// Writes the panel with its configuration and returns what to tell of it.
  public func run(_ context: RunContext) throws -> String {
    let configuration = try BankConfiguration.load(path: configurationPath)
    guard let definition = configuration.aggregate else {
      throw RunError(
        "\(configurationPath) has no `aggregate:`, which says where the transactions or daily balances are and what "
          + "their columns mean; `churn aggregate --help` shows one.")
    }
    let aggregator = try Aggregator(
      definition, unreadable: configuration.unreadable, missing: configuration.missing)
    let earlier = (try? FilePath.names(in: folder)) ?? []
    let output = try AtomicFolder(
      path: folder, marker: AggregationRun.recordName, ownNames: Set(earlier.filter(Aggregator.isPanelFile)))
    let report = try context.step("Reading", unit: .bytes) {
      try aggregator.write(into: output, team: context.team, progress: context.readingProgress)
    }
    try output.write(panelConfiguration(of: configuration).yaml(), named: AggregationRun.configurationName)
    let record = Record(program: ProgramVersion.text, definition: definition, found: report)
    try output.write(DeterministicJSON.encode(record), named: AggregationRun.recordName)
    try output.commit()
    return AggregationText(report: report, folder: folder).text
  }

  /// What was run, for whoever wants to know later.
  private struct Record: Encodable {
    var program: String
    var definition: AggregateDefinition
    var found: AggregationReport
  }

  /// The configuration that goes with the panel: as given, with the panel's files among its tables.
  ///
  /// Where nothing else is said of assets than what the panel holds, its balance is all the assets there are.
  private func panelConfiguration(of configuration: BankConfiguration) -> BankConfiguration {
    var changed = configuration.mapPaths { URL(fileURLWithPath: $0).standardizedFileURL.path }
    var source = PanelSource(files: .patterns(["panel_*.csv"]))
    (source.customer, source.month) = ("customer_id", "month")
    if let balance = configuration.aggregate?.balanceName, configuration.panel.isEmpty {
      changed.assets = [balance]
    }
    changed.panel.append(source)
    changed.aggregate = nil
    return changed
  }
}

/// What is told of an aggregation.
private struct AggregationText {
  let report: AggregationReport
  let folder: String

  var text: String {
    let rows = report.months.reduce(0) { $0 + $1.customers }
    var lines = [
      "Wrote \(counted(rows, "row")) of \(counted(report.months.count, "month")) to \(folder): "
        + "\(counted(report.customers, "customer")) with \(counted(report.accounts, "account")), from "
        + "\(counted(report.rowsRead, "row")) of \(report.firstDay) to \(report.lastDay)."
    ]
    lines += notes.map { "  - \($0)" }
    lines.append(
      "Look at it with: churn describe --config \(FilePath.join(folder, AggregationRun.configurationName))")
    return lines.joined(separator: "\n")
  }

  private var notes: [String] {
    var notes: [String] = []
    if report.balances == .addedUp {
      notes.append(
        "There is no column of balances: amounts are added up from 0, without what was there before.")
    }
    if let last = report.months.last, !report.lastDay.hasSuffix("-\(last.month.daysInMonth)") {
      notes.append(
        "The rows end on \(report.lastDay): to the end of \(last.month), balances are carried forward. Leave that month "
          + "out where more rows of it are to come.")
    }
    if report.rowsLeftOut > 0 {
      notes.append(
        "\(NumberText.count(report.rowsLeftOut)) rows have no readable amount or balance and are left out.")
    }
    if report.accountsOlderThanFirstRow > 0 {
      notes.append(
        "\(NumberText.count(report.accountsOlderThanFirstRow)) accounts held money before their first row; they count from the month of "
          + "that row on. Export earlier rows, or a row of each account in the first month.")
    }
    if report.unbalancedDays > 0 {
      let first = report.findings.first { $0.kind == .unbalancedDay }
      notes.append(
        "On \(NumberText.count(report.unbalancedDays)) days of accounts, the balance at the end does not follow from the day's amounts "
          + "(are transactions missing?); the first: \(first.map(AggregationText.place) ?? "").")
    }
    if report.negativeDebits > 0 {
      notes.append(
        "\(NumberText.count(report.negativeDebits)) debits have an amount below zero and are taken for money that comes back."
      )
    }
    if report.repeatedBalances > 0 {
      notes.append("\(NumberText.count(report.repeatedBalances)) rows say a day's balance once more.")
    }
    if !report.textsNeverMet.isEmpty {
      notes.append(
        "No row holds these texts of the configuration: \(report.textsNeverMet.joined(separator: "; ")).")
    }
    return notes
  }

  private func counted(_ count: Int, _ thing: String) -> String {
    "\(NumberText.count(count)) \(thing)\(count == 1 ? "" : "s")"
  }

  private static func place(_ finding: Finding) -> String {
    "\(finding.file)\(finding.line.map { ", line \($0)" } ?? ""): \(finding.text)"
  }
}
