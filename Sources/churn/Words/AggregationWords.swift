import Calendar
import Panel
import Workflow

extension AggregationOutcome {
  /// What `aggregate` prints.
  var text: String {
    let rows = report.months.reduce(0) { $0 + $1.customers }
    var lines = [
      "Wrote \(counted(rows, "row")) of \(counted(report.months.count, "month")) to \(folder): "
        + "\(counted(report.customers, "customer")) with \(counted(report.accounts, "account")), from "
        + "\(counted(report.rowsRead, "row")) of \(report.firstDay) to \(report.lastDay)."
    ]
    lines += notes.map { "  - \($0)" }
    lines.append(
      "Look at it with: churn describe --config \(configurationPath)")
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
          + "(are transactions missing?); the first: \(first.map(Self.place) ?? "").")
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
