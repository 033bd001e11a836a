import Calendar
import Configuration
import Metrics

extension ReportPage {
  /// The headline set by month, tier, branch and other groups.
  var segmentsSection: PageSection? {
    let shown = content.segmentations.filter { !$0.segments.isEmpty }
    guard let first = shown.first else { return nil }
    var parts = [
      paragraph(
        say(
          zh:
            "名单取全部客户中得分最高的 \(percent(first.listShare, decimals: 0))；各组的覆盖率是该组的流失（金额）有多少落在这张名单上。AUC 在各组内部计算，括号内为 95% 区间。",
          en:
            "The list is the \(percent(first.listShare, decimals: 0)) of all customers with the highest scores. What a group "
            + "finds on it is the share of its own losses and lost money. The AUC is that within the group, with its 95% "
            + "interval in brackets."))
    ]
    for (number, segmentation) in shown.enumerated() {
      parts += [
        .element("h3", text: heading(segmentation)), segmentChart(segmentation, number: number),
        segmentTable(segmentation),
      ]
    }
    return PageSection(
      id: "groups", title: say(zh: "按月份与客户组", en: "By month and customer group"), parts: parts)
  }

  private func heading(_ segmentation: Segmentation) -> String {
    switch segmentation.by {
    case "month": say(zh: "按月份", en: "By month")
    case "tier": say(zh: "按层级", en: "By tier")
    case "branch": say(zh: "按机构", en: "By branch")
    default: say(zh: "按 \(segmentation.by)", en: "By \(segmentation.by)")
    }
  }

  private func segmentChart(_ segmentation: Segmentation, number: Int) -> Markup {
    let segments = segmentation.segments
    guard segments.count > 1 else { return .empty }
    let title = say(zh: "预计与实际流失率", en: "Predicted and actual loss rate")
    let (predicted, actual) = (say(zh: "预计", en: "Predicted"), say(zh: "实际", en: "Actual"))
    let highest = segments.max { ($0.lossRate ?? 0) < ($1.lossRate ?? 0) }
    let legend = [Chart.Key(name: predicted, colour: 1), .init(name: actual, colour: 2)]
    let chart = RowChart(
      id: "group-\(number)", title: "\(heading(segmentation)) · \(title)",
      description: say(
        zh: "实际流失率最高的是 \(highest?.name ?? "–")，\(percent(highest?.lossRate ?? 0))。",
        en: "The highest loss rate, \(percent(highest?.lossRate ?? 0)), came in \(highest?.name ?? "–")."),
      rows: segments.map { segment in
        .init(
          name: segment.name, first: segment.predicted, second: segment.lossRate,
          text:
            "\(segment.name): \(predicted) \(segment.predicted.map { percent($0, decimals: 2) } ?? "–") · "
            + "\(actual) \(segment.lossRate.map { percent($0, decimals: 2) } ?? "–")")
      }, legend: legend, label: { Language.fixed($0 * 100, decimals: 1) + "%" })
    return .block("div", [("class", "rows")], [figure(title, chart.drawing, legend, nil)])
  }

  private func segmentTable(_ segmentation: Segmentation) -> Markup {
    let hasMoney = segmentation.segments.contains { $0.lostAssets != nil }
    var columns: [ReportTable.Column] = [
      .init(say(zh: "组", en: "Group")), .init(say(zh: "客户", en: "Customers"), isNumber: true),
      .init(say(zh: "流失", en: "Losses"), isNumber: true),
      .init(say(zh: "预计流失率", en: "Predicted"), isNumber: true),
      .init(say(zh: "实际流失率", en: "Actual"), isNumber: true), .init("AUC", isNumber: true),
      .init("KS", isNumber: true), .init(say(zh: "名单覆盖流失", en: "Losses on the list"), isNumber: true),
    ]
    if hasMoney {
      columns += [
        .init(say(zh: "流失金额", en: "Lost money"), isNumber: true),
        .init(say(zh: "名单覆盖金额", en: "Lost money on the list"), isNumber: true),
      ]
    }
    let rows = segmentation.segments.map { segment in
      [
        segment.name, count(segment.customers), count(segment.losses),
        segment.predicted.map { percent($0, decimals: 2) } ?? "–",
        segment.lossRate.map { percent($0, decimals: 2) } ?? "–", area(segment),
        figure(segment.kolmogorovSmirnov, decimals: 3), segment.recall.map { percent($0) } ?? "–",
      ]
        + (hasMoney
          ? [segment.lostAssets.map(money) ?? "–", segment.capturedLostAssets.map { percent($0) } ?? "–"]
          : [])
    }
    return table(columns, rows, label: heading(segmentation))
  }

  private func area(_ segment: Segmentation.Segment) -> String {
    guard let interval = segment.aucInterval else { return figure(segment.auc, decimals: 3) }
    return figure(segment.auc, decimals: 3)
      + " (\(Language.fixed(interval.lower, decimals: 3))–\(Language.fixed(interval.upper, decimals: 3)))"
  }
}
