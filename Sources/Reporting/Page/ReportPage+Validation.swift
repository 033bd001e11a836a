import Calendar
import Configuration
import Metrics

extension ReportPage {
  var validationSection: PageSection? {
    let title = say(zh: "检验", en: "Validation")
    guard !content.evaluations.isEmpty else {
      return PageSection(
        id: "validation", title: title,
        parts: [paragraph(Evaluation.Note.noCustomers.text(in: content.language))])
    }
    var parts = [figuresTable, intervalNote]
    if let headline = content.headline {
      parts.append(charts(headline.evaluation))
      parts.append(listTable(headline))
      parts.append(gainTable(headline))
    }
    return PageSection(id: "validation", title: title, parts: parts)
  }

  /// A figure with its interval, where there is one.
  private func figure(_ value: Double?, _ interval: Interval?, decimals: Int) -> String {
    guard let interval, value != nil else { return figure(value, decimals: decimals) }
    return figure(value, decimals: decimals)
      + " (\(Language.fixed(interval.lower, decimals: decimals))–\(Language.fixed(interval.upper, decimals: decimals)))"
  }

  private func share(_ value: Double?, _ interval: Interval?) -> String {
    guard let value else { return "–" }
    guard let interval else { return percent(value) }
    return percent(value) + " (\(percent(interval.lower))–\(percent(interval.upper)))"
  }

  private typealias Row = (name: String, text: (Evaluation) -> String)

  private var figuresTable: Markup {
    let sets = content.evaluations
    let columns =
      [ReportTable.Column(say(zh: "指标", en: "Figure"))]
      + sets.map { .init(name($0.role), isNumber: true) }
    let monthsRow =
      sets.contains { !$0.months.isEmpty }
      ? [[say(zh: "月份", en: "Snapshot months")] + sets.map { months($0.months) }] : []
    let hasMoney = sets.contains { $0.evaluation.money != nil }
    let rows = countRows + orderRows + probabilityRows + (hasMoney ? moneyRows : [])
    return table(
      columns, monthsRow + rows.map { row in [row.name] + sets.map { row.text($0.evaluation) } },
      label: say(zh: "检验指标", en: "Figures of validation"))
  }

  private var countRows: [Row] {
    [
      (
        content.isTable ? say(zh: "行数", en: "Rows") : say(zh: "客户（户次）", en: "Customers"),
        { count($0.customers) }
      ),
      (say(zh: "流失", en: "Losses"), { count($0.losses) }),
      (say(zh: "流失率", en: "Loss rate"), { $0.lossRate.map { percent($0, decimals: 2) } ?? "–" }),
    ]
  }

  private var orderRows: [Row] {
    [
      ("AUC", { figure($0.auc, $0.aucInterval, decimals: 4) }),
      (
        "KS", { figure($0.kolmogorovSmirnov?.value, $0.bootstrap?.kolmogorovSmirnov, decimals: 3) }
      ),
      (
        say(zh: "KS 所在位置", en: "Where KS lies"),
        { evaluation in
          evaluation.kolmogorovSmirnov.map { ks in
            say(
              zh: "前 \(percent(ks.customersShare))，得分 \(Language.fixed(ks.threshold, decimals: 4))",
              en: "first \(percent(ks.customersShare)), score \(Language.fixed(ks.threshold, decimals: 4))")
          } ?? "–"
        }
      ),
      (say(zh: "H 度量", en: "H-measure"), { figure($0.hMeasure, decimals: 4) }),
      (
        say(zh: "平均精度", en: "Average precision"),
        { figure($0.averagePrecision, $0.bootstrap?.averagePrecision, decimals: 4) }
      ),
      (
        say(zh: "前 10% 提升度", en: "Lift, top tenth"),
        { figure($0.topDecile?.lift, tenth($0)?.lift, decimals: 2) }
      ),
      (
        say(zh: "前 10% 查准率", en: "Precision, top tenth"),
        { share($0.topDecile?.precision, tenth($0)?.precision) }
      ),
      (
        say(zh: "前 10% 查全率", en: "Recall, top tenth"),
        { share($0.topDecile?.recall, tenth($0)?.recall) }
      ),
    ]
  }

  private var probabilityRows: [Row] {
    [
      (
        say(zh: "对数损失", en: "Log-loss"),
        { figure($0.probabilities?.logLoss, $0.bootstrap?.logLoss, decimals: 4) }
      ),
      (
        say(zh: "Brier 分数", en: "Brier score"),
        { figure($0.probabilities?.brier, $0.bootstrap?.brier, decimals: 4) }
      ),
      (
        say(zh: "其中：可靠性（越小越好）", en: "of which reliability (less is better)"),
        { figure($0.probabilities?.brierParts.reliability, decimals: 5) }
      ),
      (
        say(zh: "其中：分辨度（越大越好）", en: "of which resolution (more is better)"),
        { figure($0.probabilities?.brierParts.resolution, decimals: 5) }
      ),
      (
        say(zh: "其中：不确定性", en: "of which uncertainty"),
        { figure($0.probabilities?.brierParts.uncertainty, decimals: 5) }
      ),
      (
        say(zh: "平均校准误差", en: "Mean calibration error"),
        { $0.probabilities.map { percent($0.calibrationError, decimals: 2) } ?? "–" }
      ),
      (
        say(zh: "预计流失数", en: "Predicted losses"),
        { $0.probabilities.map { Language.grouped($0.expectedLosses, decimals: 0) } ?? "–" }
      ),
    ]
  }

  private var moneyRows: [Row] {
    [
      (say(zh: "资产", en: "Assets"), { $0.money.map { money($0.assets) } ?? "–" }),
      (say(zh: "流失金额", en: "Assets lost"), { $0.money.map { money($0.lost) } ?? "–" }),
      (
        say(zh: "前 10%（按概率）占流失金额", en: "Lost money in top tenth by probability"),
        { share($0.money?.lostInTopDecile, tenth($0)?.capturedLostAssets) }
      ),
      (
        say(zh: "前 10%（按预期损失）占流失金额", en: "Lost money in top tenth by expected loss"),
        {
          share(
            $0.money?.lostInTopDecileByExpectedLoss,
            tenthLists($0)?.byExpectedLoss?.capturedLostAssets)
        }
      ),
    ]
  }

  private func tenthLists(_ evaluation: Evaluation) -> ListIntervals? {
    evaluation.bootstrap?.lists.first { $0.share == 0.1 }
  }
  private func tenth(_ evaluation: Evaluation) -> TopIntervals? { tenthLists(evaluation)?.byProbability }

  private var intervalNote: Markup {
    guard let bootstrap = content.evaluations.compactMap(\.evaluation.bootstrap).first else { return .empty }
    return note(
      say(
        zh: "括号内为 95% 区间：AUC 用 DeLong 法，其余按客户有放回重抽 \(bootstrap.rounds) 次（种子 \(bootstrap.seed)）。",
        en:
          "In brackets are 95% intervals: DeLong's for the AUC; for all else, customers were drawn anew "
          + "\(bootstrap.rounds) times (seed \(bootstrap.seed))."))
  }

  /// What a list of some length would have caught.
  private func listTable(_ set: EvaluatedSet) -> Markup {
    let lists = set.evaluation.lists
    guard !lists.isEmpty else { return .empty }
    let title = say(
      zh: "名单长度与覆盖（\(name(set.role))）", en: "What a list of some length catches (\(name(set.role)))")
    let hasMoney = lists.contains { $0.byExpectedLoss?.capturedLostAssets != nil }
    var columns: [ReportTable.Column] = [
      .init(say(zh: "名单占客户", en: "Share listed"), isNumber: true),
      .init(say(zh: "户数", en: "Customers"), isNumber: true),
      .init(say(zh: "查准率", en: "Precision"), isNumber: true),
      .init(say(zh: "覆盖流失", en: "Losses caught"), isNumber: true),
    ]
    if hasMoney {
      columns += [
        .init(say(zh: "覆盖金额（按概率）", en: "Lost money, by probability"), isNumber: true),
        .init(say(zh: "覆盖金额（按预期损失）", en: "Lost money, by expected loss"), isNumber: true),
      ]
    }
    let rows = lists.map { list in
      let intervals = set.evaluation.bootstrap?.lists.first { $0.share == list.share }
      let (top, reach) = (list.byProbability, intervals?.byProbability)
      return [
        percent(list.share, decimals: 0), count(top.customers), share(top.precision, reach?.precision),
        share(top.recall, reach?.recall),
      ]
        + (hasMoney
          ? [
            share(top.capturedLostAssets, reach?.capturedLostAssets),
            share(
              list.byExpectedLoss?.capturedLostAssets, intervals?.byExpectedLoss?.capturedLostAssets),
          ] : [])
    }
    return .lines([.element("h3", text: title), table(columns, rows, label: title)])
  }
}
