import Calendar
import Validation

/// A back-test as `validate` prints it.
struct BacktestWords {
  let backtest: Backtest

  var text: String {
    var table = TextTable(
      [("back-test, losses of", .left), ("trained on", .right), ("losses", .right), ("AUC", .right)]
        + backtest.rules.map { ("by \($0.rule.name(in: .english))", .right) })
    for round in backtest.rounds {
      let months = round.trainedOn.count
      let lossMonth: Month = round.snapshot + 1
      table.add(
        [
          lossMonth.description, "\(months) month\(months == 1 ? "" : "s")",
          NumberText.count(round.losses), Self.area(round.model),
        ] + backtest.rules.map { rule in Self.area(round.rules.first { $0.rule == rule.rule }?.score) })
    }
    table.add(
      ["mean AUC", "", "", Self.area(backtest.model)] + backtest.rules.map { Self.area($0.score) })
    table.add(
      ["losses in the first tenth", "", "", Self.share(backtest.model.recall)]
        + backtest.rules.map { Self.share($0.score.recall) })
    table.add(
      ["lost money in the first tenth", "", "", Self.share(backtest.model.capturedLostAssets)]
        + backtest.rules.map { Self.share($0.score.capturedLostAssets) })
    var text = "\n" + table.text
    for rule in backtest.absentRules {
      text += "  No rule “\(rule.name(in: .english))”: the panel has no column "
      text += rule.columns.joined(separator: " or ") + ".\n"
    }
    return text
  }

  private static func area(_ score: Backtest.Score?) -> String {
    score?.auc.map { NumberText.decimal($0, places: 4) } ?? "–"
  }
  private static func share(_ share: Double?) -> String { share.map(NumberText.percent) ?? "–" }
}
