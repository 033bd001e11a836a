import Calendar
import Configuration
import Metrics

extension ReportPage {
  /// The charts of the headline set.
  func charts(_ evaluation: Evaluation) -> Markup {
    .block(
      "div", [("class", "charts")],
      [
        rocChart(evaluation), ksChart(evaluation), gainChart(evaluation), liftChart(evaluation),
        calibrationChart(evaluation), distributionChart(evaluation),
      ])
  }

  private var shareOfCustomers: String { say(zh: "客户比例", en: "Share of customers") }
  private func whole(_ title: String) -> Axis { .shares(title, upTo: 1) }

  private func rocChart(_ evaluation: Evaluation) -> Markup {
    guard let auc = evaluation.auc, !evaluation.curve.isEmpty else { return .empty }
    let curve = evaluation.curve
    let points = [(x: 0.0, y: 0.0)] + curve.map { ($0.others, $0.losses) }
    let found = say(zh: "找到的流失客户", en: "Losses found")
    let alarms = say(zh: "误报的其他客户", en: "Others flagged in error")
    return figure(
      Chart(
        id: "roc", title: say(zh: "ROC 曲线", en: "ROC curve"),
        description: say(
          zh: "曲线下面积（AUC）为 \(Language.fixed(auc, decimals: 4))；虚线为随机排序。",
          en: "The area under the curve (AUC) is \(Language.fixed(auc, decimals: 4)); dashed: a random order."
        ),
        x: whole(alarms), y: whole(found),
        marks: [.guide((0, 0), (1, 1)), .line(points, colour: 1)]
          + curve.map { point in
            .spot(
              (point.others, point.losses), colour: 1,
              text: "\(found) \(percent(point.losses)) · \(alarms) \(percent(point.others))")
          },
        table: curveTable(
          say(zh: "ROC 曲线", en: "ROC curve"), curve,
          [(alarms, { percent($0.others) }), (found, { percent($0.losses) })])))
  }

  private func ksChart(_ evaluation: Evaluation) -> Markup {
    guard let ks = evaluation.kolmogorovSmirnov, !evaluation.curve.isEmpty else { return .empty }
    let curve = evaluation.curve
    let losses = say(zh: "流失客户", en: "Losses")
    let others = say(zh: "其他客户", en: "Others")
    let position = ks.customersShare
    return figure(
      Chart(
        id: "ks", title: say(zh: "KS：两类客户的累计占比", en: "KS: shares of both kinds of customers"),
        description: say(
          zh: "差距在前 \(percent(position)) 处最大，为 \(Language.fixed(ks.value, decimals: 3))。",
          en:
            "The gap is widest after the first \(percent(position)): \(Language.fixed(ks.value, decimals: 3))."
        ),
        x: whole(shareOfCustomers), y: whole(say(zh: "累计占比", en: "Share so far")),
        marks: [
          .guide((position, ks.othersShare), (position, ks.lossesShare)),
          .line([(0, 0)] + curve.map { ($0.customers, $0.losses) }, colour: 2),
          .line([(0, 0)] + curve.map { ($0.customers, $0.others) }, colour: 1),
        ]
          + curve.flatMap { point -> [Chart.Mark] in
            let depth = percent(point.customers)
            return [
              .spot(
                (point.customers, point.losses), colour: 2,
                text: "\(depth) · \(losses) \(percent(point.losses))"),
              .spot(
                (point.customers, point.others), colour: 1,
                text: "\(depth) · \(others) \(percent(point.others))"),
            ]
          },
        legend: [.init(name: losses, colour: 2), .init(name: others, colour: 1)],
        table: curveTable(
          "KS", curve,
          [
            (losses, { percent($0.losses) }), (others, { percent($0.others) }),
            (say(zh: "差距", en: "Gap"), { percent(max(0, $0.losses - $0.others)) }),
          ])))
  }

  private func gainChart(_ evaluation: Evaluation) -> Markup {
    guard !evaluation.curve.isEmpty else { return .empty }
    let curve = evaluation.curve
    let losses = say(zh: "流失客户", en: "Losses")
    let lost = say(zh: "流失金额", en: "Lost money")
    let hasMoney = curve.contains { $0.lostAssets != nil }
    let shares = evaluation.gains.compactMap { row in row.capturedLosses.map { (row.part, $0) } }.prefix(3)
      .map { part, share in
        say(
          zh: "前 \(part * 100 / evaluation.gains.count)% 客户覆盖 \(percent(share, decimals: 0))",
          en:
            "the first \(part * 100 / evaluation.gains.count)% of customers hold \(percent(share, decimals: 0))"
        )
      }
    var marks: [Chart.Mark] = [
      .guide((0, 0), (1, 1)), .line([(0, 0)] + curve.map { ($0.customers, $0.losses) }, colour: 1),
    ]
    if hasMoney {
      marks.append(.line([(0, 0)] + curve.map { ($0.customers, $0.lostAssets ?? 0) }, colour: 2))
    }
    for point in curve {
      let depth = percent(point.customers)
      if let share = point.lostAssets {
        marks.append(.spot((point.customers, share), colour: 2, text: "\(depth) · \(lost) \(percent(share))"))
      }
      marks.append(
        .spot(
          (point.customers, point.losses), colour: 1, text: "\(depth) · \(losses) \(percent(point.losses))"))
    }
    var columns: [(String, (CurvePoint) -> String)] = [(losses, { percent($0.losses) })]
    if hasMoney { columns.append((lost, { $0.lostAssets.map { percent($0) } ?? "–" })) }
    return figure(
      Chart(
        id: "gain", title: say(zh: "增益：按得分从高到低覆盖的流失", en: "Gain: share of losses among the highest scores"),
        description: say(
          zh: "流失客户中：\(shares.joined(separator: "，"))。虚线为随机抽取。",
          en: "Of the losses, \(shares.joined(separator: ", ")). The dashed line is a random choice."),
        x: whole(shareOfCustomers), y: whole(say(zh: "覆盖比例", en: "Share captured")), marks: marks,
        legend: [.init(name: losses, colour: 1)] + (hasMoney ? [.init(name: lost, colour: 2)] : []),
        table: curveTable(say(zh: "增益", en: "Gain"), curve, columns)))
  }

  private func liftChart(_ evaluation: Evaluation) -> Markup {
    let gains = evaluation.gains.filter { $0.lift != nil }
    guard gains.count > 1, let greatest = gains.compactMap(\.lift).max(), let first = gains[0].lift else {
      return .empty
    }
    return figure(
      Chart(
        id: "lift", title: say(zh: "提升度：各组流失率与总体之比", en: "Lift: loss rate of each part against all"),
        description: say(
          zh: "得分最高的一组为总体的 \(Language.fixed(first, decimals: 2)) 倍；虚线为总体。",
          en:
            "The part with the highest scores has \(Language.fixed(first, decimals: 2)) times the loss rate of all; dashed: "
            + "all."),
        x: .categories(
          say(zh: "组（1 为得分最高）", en: "Part (1: highest scores)"), names: gains.map { "\($0.part)" }, named: 10),
        y: .numbers(
          say(zh: "倍", en: "Times"), from: 0, to: max(1, greatest), decimals: greatest > 2.5 ? 0 : 1),
        marks: gains.enumerated().map { index, row in
          .bar(
            from: Double(index) - 0.36, to: Double(index) + 0.36, height: row.lift ?? 0, colour: 1,
            text: "\(row.part): \(figure(row.lift, decimals: 2))×")
        } + [.guide((-0.5, 1), (Double(gains.count) - 0.5, 1))]))
  }

  private func curveTable(
    _ title: String, _ curve: [CurvePoint], _ columns: [(name: String, text: (CurvePoint) -> String)]
  ) -> ReportTable {
    ReportTable(
      title: title,
      columns: [
        .init(shareOfCustomers, isNumber: true), .init(say(zh: "最低得分", en: "Lowest score"), isNumber: true),
      ]
        + columns.map { .init($0.name, isNumber: true) },
      rows: curve.map { point in
        [percent(point.customers, decimals: 2), Language.fixed(point.score, decimals: 4)]
          + columns.map { $0.text(point) }
      })
  }
}
