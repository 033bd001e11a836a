import Calendar
import Configuration
import Metrics

extension ReportPage {
  func gainTable(_ set: EvaluatedSet) -> Markup {
    let gains = set.evaluation.gains
    guard !gains.isEmpty else { return .empty }
    let title = say(
      zh: "\(name(set.role))：按得分从高到低分为 \(gains.count) 组",
      en: "\(gains.count) parts by score, highest first (\(name(set.role)))")
    let hasMoney = gains.contains { $0.lostAssets != nil }
    var columns: [ReportTable.Column] = [
      .init(say(zh: "组", en: "Part"), isNumber: true),
      .init(say(zh: "最低得分", en: "Lowest score"), isNumber: true),
      .init(say(zh: "客户", en: "Customers"), isNumber: true),
      .init(say(zh: "流失", en: "Losses"), isNumber: true),
      .init(say(zh: "流失率", en: "Loss rate"), isNumber: true),
      .init(say(zh: "提升度", en: "Lift"), isNumber: true),
      .init(say(zh: "累计覆盖流失", en: "Losses so far"), isNumber: true),
    ]
    if hasMoney {
      columns += [
        .init(say(zh: "流失金额", en: "Lost money"), isNumber: true),
        .init(say(zh: "累计覆盖金额", en: "Lost money so far"), isNumber: true),
      ]
    }
    let rows = gains.map { row in
      [
        "\(row.part)", Language.fixed(row.lowestScore, decimals: 4), count(row.customers), count(row.losses),
        percent(row.lossRate), figure(row.lift, decimals: 2), row.capturedLosses.map { percent($0) } ?? "–",
      ]
        + (hasMoney
          ? [row.lostAssets.map(money) ?? "–", row.capturedLostAssets.map { percent($0) } ?? "–"] : [])
    }
    let isShared = gains.contains { $0.losses != $0.losses.rounded() }
    return .lines([
      .element("h3", text: title), table(columns, rows, label: title),
      isShared
        ? note(
          say(
            zh: "得分相同的客户跨越两组时，按比例分摊，因此流失数可能不是整数。",
            en:
              "Customers with equal scores on both sides of an edge are shared in proportion, so that losses need not "
              + "be whole.")) : .empty,
    ])
  }
}
