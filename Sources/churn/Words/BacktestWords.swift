import Calendar
import Configuration
import Validation

/// A back-test as `validate` prints it.
struct BacktestWords {
  let backtest: Backtest
  let language: Language
  let words: QuestionWords

  var text: String {
    var table = TextTable(
      in: language,
      [
        (words.text(.chinese, "回测：流失月份", ""), words.text(.english, "", "back-test, losses of"), .left),
        ("学习", "trained on", .right),
        (words.text(.chinese, "流失", ""), words.text(.english, "", "losses"), .right),
        ("AUC", "AUC", .right),
      ]
        + backtest.rules.map {
          ("按\($0.rule.name(in: .chinese))", "by \($0.rule.name(in: .english))", .right)
        })
    for round in backtest.rounds {
      let months = round.trainedOn.count
      let lossMonth: Month = round.snapshot + 1
      table.add(
        [
          lossMonth.description, language.text("\(months) 个月", "\(months) month\(months == 1 ? "" : "s")"),
          NumberText.count(round.losses), Self.area(round.model),
        ] + backtest.rules.map { rule in Self.area(round.rules.first { $0.rule == rule.rule }?.score) })
    }
    table.add(
      [language.text("平均 AUC", "mean AUC"), "", "", Self.area(backtest.model)]
        + backtest.rules.map { Self.area($0.score) })
    table.add(
      [
        words.text(language, "前 10% 覆盖流失", "losses in the first tenth"), "", "",
        Self.share(backtest.model.recall),
      ]
        + backtest.rules.map { Self.share($0.score.recall) })
    table.add(
      [
        words.text(language, "前 10% 覆盖流失金额", "lost money in the first tenth"), "", "",
        Self.share(backtest.model.capturedLostAssets),
      ]
        + backtest.rules.map { Self.share($0.score.capturedLostAssets) })
    var text = "\n" + table.text
    for rule in backtest.absentRules {
      text += "  "
      text += language.text(
        "无法使用规则“\(rule.name(in: language))”：数据中没有 \(rule.columns.joined(separator: " 或 ")) 列。",
        "No rule “\(rule.name(in: language))”: the panel has no column \(rule.columns.joined(separator: " or "))."
      )
      text += "\n"
    }
    return text
  }

  private static func area(_ score: Backtest.Score?) -> String {
    score?.auc.map { NumberText.decimal($0, places: 4) } ?? "–"
  }
  private static func share(_ share: Double?) -> String { share.map(NumberText.percent) ?? "–" }
}
