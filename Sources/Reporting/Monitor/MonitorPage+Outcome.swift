import Calendar
import Configuration
import Metrics

extension MonitorPage {
  var outcomeSection: PageSection? {
    guard let outcome = content.outcome else { return nil }
    let evaluation = outcome.evaluation
    var rows: [(String, String)] = [
      (say(zh: "客户", en: "Customers"), count(evaluation.customers)),
      (say(zh: "流失（不含突发）", en: "Losses, without sudden ones"), count(evaluation.losses)),
      (
        say(zh: "预计流失", en: "Predicted losses"),
        evaluation.probabilities.map { Language.grouped($0.expectedLosses, decimals: 0) } ?? "–"
      ),
      (
        outcome.overlap.isWhole ? say(zh: "AUC（学习时用过的数据）", en: "AUC (of what it was trained on)") : "AUC",
        figure(evaluation.auc, decimals: 4)
      ),
      (
        say(zh: "学习报告中的 AUC", en: "AUC of the model's own report"),
        figure(outcome.trainingAUC, decimals: 4)
      ),
      (
        say(zh: "前 10%（按预期损失）占流失金额", en: "Lost money in top tenth by expected loss"),
        evaluation.money?.lostInTopDecileByExpectedLoss.map { percent($0) } ?? "–"
      ),
    ]
    if let others = outcome.others {
      rows.append(
        (
          say(
            zh: "学习时未用过的 \(count(others.customers)) 行的 AUC",
            en: "AUC of the \(count(others.customers)) rows not trained on"),
          figure(others.auc, decimals: 4)
        ))
    }
    if let sudden = outcome.sudden {
      rows.append((say(zh: "突发流失", en: "Sudden losses"), count(sudden.customers)))
    }
    rows += outcome.list.map(listRows) ?? []
    let title =
      outcome.snapshot.map {
        say(zh: "上月预测与实际（\($0 + 1) 的流失）", en: "Predicted and actual: losses of \($0 + 1)")
      } ?? say(zh: "预测与实际", en: "Predicted and actual")
    return .init(
      id: "outcome", title: title,
      parts: [
        table(
          [.init(say(zh: "指标", en: "Figure")), .init(say(zh: "数值", en: "Value"), isNumber: true)],
          rows.map { [$0.0, $0.1] }, label: title),
        .block("div", [("class", "rows")], [calibrationChart(evaluation)]),
      ])
  }
  /// What came of a list that was issued.
  private func listRows(_ list: MonitorContent.ListOutcome) -> [(String, String)] {
    [
      (say(zh: "名单户数（结果已知）", en: "Customers on the list, outcome known"), count(list.customers)),
      (say(zh: "名单上流失", en: "Losses on the list"), "\(count(list.losses)) / \(count(list.allLosses))"),
      (
        say(zh: "名单上流失金额", en: "Lost money on the list"),
        "\(money(list.lostAssets)) / \(money(list.allLostAssets))"
      ),
      (
        say(zh: "名单预计流失", en: "Predicted losses on the list"),
        Language.grouped(list.expectedLosses, decimals: 0)
      ),
    ]
  }
}
