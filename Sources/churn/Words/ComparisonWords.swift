import Calendar
import Configuration
import Metrics
import Reporting

/// What `compare` prints.
struct ComparisonWords {
  let content: ComparisonContent

  var text: String {
    let (comparison, language) = (content.comparison, content.language)
    let words = content.question?.words ?? .loss
    var text = table(comparison)
    if let others = content.others {
      let rows = NumberText.count(others.rows)
      text +=
        language.text("  两个模型都没有学习过的 \(rows) 行：\n", "  On the \(rows) rows that neither was trained on:\n")
        + table(others.comparison)
    }
    let moves = comparison.moves
    let (share, count) = (NumberText.percent(moves.share), NumberText.count)
    text += words.text(
      language,
      "  按 \(share) 的名单：\(count(moves.onBoth.customers)) 户不变（流失 \(count(moves.onBoth.losses))），"
        + "\(count(moves.off.customers)) 户退出（流失 \(count(moves.off.losses))），\(count(moves.on.customers)) 户进入（流失 "
        + "\(count(moves.on.losses))）。\n",
      "  On a list of \(share): \(count(moves.onBoth.customers)) stay (\(count(moves.onBoth.losses)) lost), "
        + "\(count(moves.off.customers)) move off (\(count(moves.off.losses)) lost), \(count(moves.on.customers)) move on "
        + "(\(count(moves.on.losses)) lost).\n")
    for note in content.notes { text += "  \(note)\n" }
    return text
  }

  private func table(_ comparison: PairedComparison) -> String {
    let (language, words) = (content.language, content.question?.words ?? .loss)
    var table = TextTable(
      in: language,
      [
        ("", "", .left), ("冠军", "champion", .right), ("挑战者", "challenger", .right),
        ("差", "difference", .right), ("95% 区间", "95% interval", .right),
      ])
    func add(_ name: String, _ difference: PairedComparison.Difference) {
      func show(_ value: Double?) -> String { value.map { NumberText.decimal($0, places: 4) } ?? "–" }
      table.add([
        name, show(difference.champion), show(difference.challenger), show(difference.difference),
        difference.interval.map { "\(show($0.lower)) … \(show($0.upper))" } ?? "–",
      ])
    }
    add("AUC", comparison.auc)
    add("KS", comparison.kolmogorovSmirnov)
    add(language.text("平均精度", "average precision"), comparison.averagePrecision)
    add(language.text("对数损失", "log-loss"), comparison.logLoss)
    for list in comparison.lists where list.share == 0.1 || list.share == 0.2 {
      let share = NumberText.percent(list.share)
      add(words.text(language, "前 \(share) 覆盖流失", "losses in the first \(share)"), list.recall)
      add(
        words.text(language, "前 \(share) 覆盖流失金额", "lost money in the first \(share)"), list.capturedLostAssets
      )
    }
    return table.text
  }
}
