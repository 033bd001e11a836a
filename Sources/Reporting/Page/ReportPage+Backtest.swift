import Calendar
import Configuration
import Validation

extension ReportPage {
  /// Models trained anew month by month, beside simple rules.
  var backtestSection: PageSection? {
    guard let backtest = content.backtest, !backtest.rounds.isEmpty else { return nil }
    let title = say(zh: "滚动回测", en: "Back-test")
    var parts = [
      paragraph(
        say(
          zh:
            "站在每个月末，只用当时已知的数据重新学习一次模型，再用下一个月的结果评判，并与银行不用模型也能执行的简单规则比较。",
          en:
            "At the end of each month a model was trained anew from what was known then and evaluated on the month after, beside "
            + "simple rules that a bank could follow without a model.")),
      paragraph(backtestVerdict(backtest)), backtestChart(backtest), backtestMonths(backtest),
      backtestOverall(backtest),
    ]
    parts += backtest.absentRules.map { rule in
      note(
        say(
          zh: "数据中没有 \(rule.columns.joined(separator: "、")) 列，无法比较规则“\(rule.name(in: .chinese))”。",
          en:
            "The data have no column \(rule.columns.joined(separator: " or ")), so the rule “\(rule.name(in: .english))” "
            + "could not be compared."))
    }
    return PageSection(id: "backtest", title: title, parts: parts)
  }

  private var modelName: String { say(zh: "模型", en: "model") }

  private func backtestVerdict(_ backtest: Backtest) -> String {
    let best = backtest.rules.compactMap { rule in rule.score.recall.map { (rule.rule, $0) } }
      .max { $0.1 < $1.1 }
    guard let best, let own = backtest.model.recall else {
      return say(zh: "回测月份中没有流失，无法比较。", en: "There was no loss in these months, so nothing can be compared.")
    }
    let name = best.0.name(in: content.language)
    return say(
      zh:
        "\(backtest.rounds.count) 个月合计，模型前 10% 名单找到 \(percent(own)) 的流失客户，最好的简单规则（\(name)）找到 \(percent(best.1))。",
      en:
        "Over \(backtest.rounds.count) months the model's first tenth held \(percent(own)) of the losses, that of the best "
        + "simple rule (\(name)) \(percent(best.1)).")
  }

  /// The AUC month by month: the model's, and that of the rule with the highest mean.
  private func backtestChart(_ backtest: Backtest) -> Markup {
    let rounds = backtest.rounds
    guard rounds.count > 1 else { return .empty }
    let best = backtest.rules.max { ($0.score.auc ?? 0) < ($1.score.auc ?? 0) }
    let rule = best?.rule
    let ruleName = rule?.name(in: content.language) ?? ""
    let own = rounds.map(\.model)
    let other = rounds.map { round in round.rules.first { $0.rule == rule }?.score }
    let values =
      own.compactMap(\.auc) + other.compactMap { $0?.auc } + own.compactMap { $0.aucInterval?.lower }
      + own.compactMap { $0.aucInterval?.upper }
    guard let least = values.min(), let greatest = values.max() else { return .empty }
    let names = rounds.map { ($0.snapshot + 1).description }
    func marks(_ scores: [Backtest.Score?], _ name: String, colour: Int) -> [Chart.Mark] {
      let points = scores.enumerated().compactMap { index, score in
        score?.auc.map { (x: Double(index), y: $0) }
      }
      return [.line(points, colour: colour)]
        + points.map { point in
          .dot(
            point, colour: colour,
            text: "\(names[Int(point.x)]) · \(name) \(Language.fixed(point.y, decimals: 3))")
        }
    }
    let intervals = own.enumerated().compactMap { index, score in
      score.aucInterval.map {
        Chart.Mark.interval(x: Double(index), lower: $0.lower, upper: $0.upper, colour: 1)
      }
    }
    return .block(
      "div", [("class", "rows")],
      [
        figure(
          Chart(
            id: "backtest-auc", title: say(zh: "逐月 AUC", en: "AUC month by month"),
            description: say(
              zh:
                "模型平均 \(figure(backtest.model.auc, decimals: 3))，最好的规则（\(ruleName)）平均 \(figure(best?.score.auc, decimals: 3))；竖线为 95% 区间。",
              en:
                "The model's mean is \(figure(backtest.model.auc, decimals: 3)), the best rule's (\(ruleName)) "
                + "\(figure(best?.score.auc, decimals: 3)); upright lines are 95% intervals."),
            x: .categories(say(zh: "流失月份", en: "Losses of"), names: names, named: 5),
            y: .numbers("AUC", from: least, to: greatest, decimals: 2),
            marks: intervals + marks(own, modelName, colour: 1)
              + (rule == nil ? [] : marks(other, ruleName, colour: 2)),
            legend: [.init(name: modelName, colour: 1)]
              + (rule == nil ? [] : [.init(name: ruleName, colour: 2)])
          ))
      ])
  }

  private func backtestMonths(_ backtest: Backtest) -> Markup {
    let title = say(zh: "各月 AUC", en: "AUC of each month")
    let columns: [ReportTable.Column] =
      [
        .init(say(zh: "流失月份", en: "Losses of")), .init(say(zh: "学习月份", en: "Trained on")),
        .init(say(zh: "客户", en: "Customers"), isNumber: true),
        .init(say(zh: "流失", en: "Losses"), isNumber: true),
        .init(modelName, isNumber: true),
      ] + backtest.rules.map { .init($0.rule.name(in: content.language), isNumber: true) }
    let rows = backtest.rounds.map { round in
      [
        (round.snapshot + 1).description, months(round.trainedOn), count(round.customers),
        count(round.losses),
        area(round.model),
      ]
        + backtest.rules.map { rule in
          figure(round.rules.first { $0.rule == rule.rule }?.score.auc, decimals: 3)
        }
    }
    return .lines([.element("h3", text: title), table(columns, rows, label: title)])
  }

  private func area(_ score: Backtest.Score) -> String {
    guard let interval = score.aucInterval else { return figure(score.auc, decimals: 3) }
    return figure(score.auc, decimals: 3)
      + " (\(Language.fixed(interval.lower, decimals: 3))–\(Language.fixed(interval.upper, decimals: 3)))"
  }

  private func backtestOverall(_ backtest: Backtest) -> Markup {
    let title = say(zh: "各月合计", en: "All months together")
    let scores =
      [(modelName, backtest.model)]
      + backtest.rules.map { ($0.rule.name(in: content.language), $0.score) }
    let rows = scores.map { name, score in
      [
        name, figure(score.auc, decimals: 3), figure(score.lift, decimals: 2),
        score.recall.map { percent($0) } ?? "–", score.capturedLostAssets.map { percent($0) } ?? "–",
      ]
    }
    return .lines([
      .element("h3", text: title),
      table(
        [
          .init(say(zh: "排序依据", en: "Ordered by")), .init(say(zh: "平均 AUC", en: "Mean AUC"), isNumber: true),
          .init(say(zh: "前 10% 提升度", en: "Lift, top tenth"), isNumber: true),
          .init(say(zh: "前 10% 覆盖流失", en: "Losses in top tenth"), isNumber: true),
          .init(say(zh: "前 10% 覆盖流失金额", en: "Lost money in top tenth"), isNumber: true),
        ], rows, label: title),
    ])
  }
}
