import Calendar
import Retention

extension ExplanationPage {
  /// Assets and flows, month by month.
  var historySection: Markup? {
    guard let history = content.history, let assets = history.row("assets") else { return nil }
    let title = say(zh: "逐月资产与资金往来", en: "Assets and flows, month by month")
    let columns =
      [ReportTable.Column(say(zh: "月份", en: "Month"))]
      + history.rows.map { ReportTable.Column($0.title, isNumber: true) }
    let rows = history.months.indices.map { month in
      [history.months[month].description] + history.rows.map { $0.texts[month] }
    }
    return PageSection(
      id: "history", title: title,
      parts: [
        .block("div", [("class", "charts")], [assetsChart(history, assets), flowsChart(history)]),
        table(columns, rows, label: title),
      ]
    ).markup
  }

  private func assetsChart(_ history: CustomerHistory, _ assets: CustomerHistory.Row) -> Markup {
    let points = assets.values.enumerated().compactMap { index, value in
      value.map { (x: Double(index), y: $0) }
    }
    guard let greatest = points.map(\.y).max(), greatest > 0, let last = points.last else { return .empty }
    let unit = AmountUnit(for: greatest, in: language)
    return figure(
      Chart(
        id: "assets", title: say(zh: "资产", en: "Assets"),
        description: say(
          zh: "\(points.count) 个月的资产，最高 \(money(greatest))，最近 \(money(last.y))。",
          en: "Assets of \(points.count) months: at most \(money(greatest)), at last \(money(last.y))."),
        x: months(history), y: amounts(assets.title, unit, upTo: greatest),
        marks: [.line(points.map { ($0.x, $0.y / unit.size) }, colour: 1)]
          + points.map { point in
            .dot(
              (point.x, point.y / unit.size), colour: 1,
              text: "\(history.months[Int(point.x)]) · \(money(point.y))")
          }))
  }

  /// What came in beside what went out; nothing where the panel does not say.
  private func flowsChart(_ history: CustomerHistory) -> Markup {
    guard let inward = history.row("transfer_in"), let outward = history.row("transfer_out") else {
      return .empty
    }
    let all = [inward, outward]
    let greatest = all.flatMap(\.values).compactMap { $0 }.max() ?? 0
    if greatest <= 0 { return .empty }
    let unit = AmountUnit(for: greatest, in: language)
    var marks: [Chart.Mark] = []
    for (position, row) in all.enumerated() {
      for (index, value) in row.values.enumerated() {
        guard let value else { continue }
        let from = Double(index) - 0.36 + 0.36 * Double(position)
        marks.append(
          .bar(
            from: from, to: from + 0.34, height: max(0, value) / unit.size, colour: position + 1,
            text: "\(history.months[index]) · \(row.title) \(row.texts[index])"))
      }
    }
    return figure(
      Chart(
        id: "flows", title: say(zh: "转入与转出", en: "Transfers in and out"),
        description: say(
          zh: "每月转入与转出，最高 \(money(greatest))。", en: "Each month's transfers, at most \(money(greatest))."),
        x: months(history), y: amounts(say(zh: "金额", en: "Amount"), unit, upTo: greatest), marks: marks,
        legend: [.init(name: inward.title, colour: 1), .init(name: outward.title, colour: 2)]))
  }

  private func months(_ history: CustomerHistory) -> Axis {
    .categories("", names: history.months.map(\.description), named: 5)
  }

  private func amounts(_ title: String, _ unit: AmountUnit, upTo greatest: Double) -> Axis {
    .numbers(
      unit.title(title, in: language), from: 0, to: greatest / unit.size,
      decimals: greatest / unit.size < 4 ? 1 : 0)
  }
}
