import Configuration
import Validation

extension ReportPage {
  var validationSection: Markup {
    let title = say(zh: "检验", en: "Validation")
    guard !content.judgements.isEmpty else {
      return section(title, [paragraph(Judgement.Note.noCustomers.text(in: content.language))])
    }
    var parts = [figuresTable]
    if let headline = content.headline {
      parts.append(charts(headline))
      parts.append(gainTable(headline))
    }
    return section(title, parts)
  }

  private var figuresTable: Markup {
    let sets = content.judgements
    let columns =
      [ReportTable.Column(say(zh: "指标", en: "Figure"))]
      + sets.map { .init(name($0.role), isNumber: true) }
    let monthsRow =
      sets.contains { !$0.months.isEmpty }
      ? [[say(zh: "月份", en: "Snapshot months")] + sets.map { months($0.months) }] : []
    typealias Row = (String, (Judgement) -> String)
    let rows: [Row] = [
      (
        content.isTable ? say(zh: "行数", en: "Rows") : say(zh: "客户（户次）", en: "Customers"),
        { count($0.customers) }
      ),
      (say(zh: "流失", en: "Losses"), { count($0.losses) }),
      (say(zh: "流失率", en: "Loss rate"), { $0.lossRate.map { percent($0, decimals: 2) } ?? "–" }),
      ("AUC", { figure($0.auc, decimals: 4) }),
      (say(zh: "AUC 标准误", en: "Standard error of AUC"), { figure($0.aucStandardError, decimals: 4) }),
      ("KS", { figure($0.kolmogorovSmirnov?.value, decimals: 3) }),
      (say(zh: "前 10% 提升度", en: "Lift, top tenth"), { figure($0.topDecile?.lift, decimals: 2) }),
      (
        say(zh: "前 10% 查准率", en: "Precision, top tenth"),
        { $0.topDecile.map { percent($0.precision) } ?? "–" }
      ),
      (
        say(zh: "前 10% 查全率", en: "Recall, top tenth"),
        { $0.topDecile?.recall.map { percent($0) } ?? "–" }
      ),
      (say(zh: "平均精度", en: "Average precision"), { figure($0.averagePrecision, decimals: 4) }),
      (say(zh: "对数损失", en: "Log-loss"), { figure($0.probabilities?.logLoss, decimals: 4) }),
      (say(zh: "Brier 分数", en: "Brier score"), { figure($0.probabilities?.brier, decimals: 4) }),
      (
        say(zh: "预计流失数", en: "Losses foretold"),
        { $0.probabilities.map { Language.grouped($0.expectedLosses, decimals: 0) } ?? "–" }
      ),
    ]
    let moneyRows: [Row] = [
      (say(zh: "资产", en: "Assets"), { $0.money.map { money($0.assets) } ?? "–" }),
      (say(zh: "流失金额", en: "Assets lost"), { $0.money.map { money($0.lost) } ?? "–" }),
      (
        say(zh: "前 10%（按概率）占流失金额", en: "Lost money in top tenth by probability"),
        { $0.money?.lostInTopDecile.map { percent($0) } ?? "–" }
      ),
      (
        say(zh: "前 10%（按预期损失）占流失金额", en: "Lost money in top tenth by expected loss"),
        { $0.money?.lostInTopDecileByExpectedLoss.map { percent($0) } ?? "–" }
      ),
    ]
    let hasMoney = sets.contains { $0.judgement.money != nil }
    return table(
      columns,
      monthsRow
        + (hasMoney ? rows + moneyRows : rows).map { row in [row.0] + sets.map { row.1($0.judgement) } },
      label: say(zh: "检验指标", en: "Figures of validation"))
  }

  private func charts(_ set: JudgedSet) -> Markup {
    .block("div", [("class", "charts")], [gainChart(set.judgement), calibrationChart(set.judgement)])
  }

  private func gainChart(_ judgement: Judgement) -> Markup {
    let gains = judgement.gains
    let customers = gains.reduce(0) { $0 + $1.customers }
    guard customers > 0, gains.contains(where: { $0.capturedLosses != nil }) else { return .empty }
    func points(_ captured: (GainRow) -> Double?) -> [(x: Double, y: Double)] {
      var sum = 0.0
      var points = [(x: 0.0, y: 0.0)]
      for row in gains {
        sum += row.customers
        if let share = captured(row) { points.append((sum / customers, share)) }
      }
      return points
    }
    var lines = [
      LineChart.Line(
        name: say(zh: "流失客户", en: "Losses"), points: points(\.capturedLosses), colour: 1, hasDots: true)
    ]
    if gains.contains(where: { $0.capturedLostAssets != nil }) {
      lines.append(
        .init(name: say(zh: "流失金额", en: "Lost money"), points: points(\.capturedLostAssets), colour: 2))
    }
    let told = gains.compactMap { row in row.capturedLosses.map { (row.part, $0) } }.prefix(3).map {
      part, share in
      say(
        zh: "前 \(part * 100 / gains.count)% 客户覆盖 \(percent(share, decimals: 0))",
        en: "the first \(part * 100 / gains.count)% of customers hold \(percent(share, decimals: 0))")
    }
    return LineChart(
      id: "gain", title: say(zh: "增益：按得分从高到低覆盖的流失", en: "Gain: share of losses among the highest scores"),
      description: say(
        zh: "流失客户中：\(told.joined(separator: "，"))。虚线为随机抽取。",
        en: "Of the losses, \(told.joined(separator: ", ")). The dashed line is a random choice."),
      xTitle: say(zh: "客户比例", en: "Share of customers"), yTitle: say(zh: "覆盖比例", en: "Share captured"),
      end: 1,
      lines: lines
    ).markup
  }

  private func calibrationChart(_ judgement: Judgement) -> Markup {
    guard let bins = judgement.probabilities?.calibration, bins.count > 1 else { return .empty }
    let highest = bins.reduce(0.0) { max($0, $1.foretold, $1.lossRate) }
    // The next round share above the highest point: 1, 2 or 5 times a power of ten, at most all.
    let rounds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0]
    let end = rounds.first { $0 >= highest } ?? 1
    let last = bins[bins.count - 1]
    return LineChart(
      id: "calibration", title: say(zh: "校准：预计与实际流失率", en: "Calibration: loss rate foretold and come"),
      description: say(
        zh: "客户按概率分为 \(bins.count) 组；概率最高的一组预计 \(percent(last.foretold))，实际 \(percent(last.lossRate))。"
          + "虚线上预计与实际相等。",
        en:
          "Customers in \(bins.count) groups by probability; in the highest, \(percent(last.foretold)) was foretold and "
          + "\(percent(last.lossRate)) came. On the dashed line the two are equal."),
      xTitle: say(zh: "预计流失率", en: "Foretold"), yTitle: say(zh: "实际流失率", en: "Came"), end: end,
      lines: [
        .init(
          name: say(zh: "实际", en: "Came"), points: bins.map { ($0.foretold, $0.lossRate) }, colour: 1,
          hasDots: true)
      ]
    ).markup
  }

  private func gainTable(_ set: JudgedSet) -> Markup {
    let gains = set.judgement.gains
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
