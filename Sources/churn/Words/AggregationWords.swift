import Calendar
import Panel
import Workflow

extension AggregationOutcome {
  /// What `aggregate` prints.
  var text: String {
    let rows = report.months.reduce(0) { $0 + $1.customers }
    let count = NumberText.count
    var lines = [
      language.text(
        "已写入 \(folder)：\(count(report.months.count)) 个月共 \(count(rows)) 行，\(count(report.customers)) 户、"
          + "\(count(report.accounts)) 个账户，来自 \(report.firstDay) 至 \(report.lastDay) 的 \(count(report.rowsRead)) 行。",
        "Wrote \(counted(rows, "row")) of \(counted(report.months.count, "month")) to \(folder): "
          + "\(counted(report.customers, "customer")) with \(counted(report.accounts, "account")), from "
          + "\(counted(report.rowsRead, "row")) of \(report.firstDay) to \(report.lastDay).")
    ]
    lines += notes.map { "  - \($0)" }
    lines.append(
      language.text("查看：", "Look at it with: ") + "churn describe --config \(configurationPath)")
    return lines.joined(separator: "\n")
  }

  private var notes: [String] {
    var notes: [String] = []
    if report.balances == .addedUp {
      notes.append(
        language.text(
          "没有余额列：各笔金额从 0 起累加，不含此前已有的余额。",
          "There is no column of balances: amounts are added up from 0, without what was there before."))
    }
    if let last = report.months.last, !report.lastDay.hasSuffix("-\(last.month.daysInMonth)") {
      notes.append(
        language.text(
          "数据止于 \(report.lastDay)：到 \(last.month) 月末的余额按最后一天顺延。该月若还有数据未到，请去掉该月。",
          "The rows end on \(report.lastDay): to the end of \(last.month), balances are carried forward. Leave that month "
            + "out where more rows of it are to come."))
    }
    if report.rowsLeftOut > 0 {
      notes.append(
        language.text(
          "\(NumberText.count(report.rowsLeftOut)) 行的金额或余额无法读取，已略去。",
          "\(NumberText.count(report.rowsLeftOut)) rows have no readable amount or balance and are left out.")
      )
    }
    if report.accountsOlderThanFirstRow > 0 {
      let accounts = NumberText.count(report.accountsOlderThanFirstRow)
      notes.append(
        language.text(
          "\(accounts) 个账户在首行之前已有余额，只从首行所在月份起计算。请补充更早的数据，或为每个账户在首月补一行。",
          "\(accounts) accounts held money before their first row; they count from the month of that row on. Export earlier "
            + "rows, or a row of each account in the first month."))
    }
    if report.unbalancedDays > 0 {
      let first = report.findings.first { $0.kind == .unbalancedDay }.map(place) ?? ""
      let days = NumberText.count(report.unbalancedDays)
      notes.append(
        language.text(
          "有 \(days) 个账户日的日终余额与当日金额对不上（是否缺交易？），第一处：\(first)。",
          "On \(days) days of accounts, the balance at the end does not follow from the day's amounts (are transactions "
            + "missing?); the first: \(first)."))
    }
    if report.negativeDebits > 0 {
      notes.append(
        language.text(
          "\(NumberText.count(report.negativeDebits)) 笔支出的金额为负，按退回的资金处理。",
          "\(NumberText.count(report.negativeDebits)) debits have an amount below zero and are taken for money that comes back."
        ))
    }
    if report.repeatedBalances > 0 {
      notes.append(
        language.text(
          "\(NumberText.count(report.repeatedBalances)) 行重复给出同一天的余额。",
          "\(NumberText.count(report.repeatedBalances)) rows say a day's balance once more."))
    }
    if !report.textsNeverMet.isEmpty {
      notes.append(
        language.text(
          "配置中的这些文本在数据中没有出现：\(report.textsNeverMet.joined(separator: "；"))。",
          "No row holds these texts of the configuration: \(report.textsNeverMet.joined(separator: "; "))."))
    }
    return notes
  }

  private func counted(_ count: Int, _ thing: String) -> String {
    "\(NumberText.count(count)) \(thing)\(count == 1 ? "" : "s")"
  }

  private func place(_ finding: Finding) -> String {
    finding.place(in: language) + language.text("", ": \(finding.text)")
  }
}
