import Calendar
import Configuration
import Retention
import Workflow

extension PredictionOutcome {
  /// What was done, in a line.
  var summary: String {
    let (listed, scored) = (NumberText.count(listed), NumberText.count(scored))
    let month = monthAtRisk?.description
    // Rows of a table need not be customers.
    let unit = month == nil ? "行" : "户"
    let loss = expectedLoss.map { NumberText.amount($0.rounded()) }
    let expected = loss.map { words.text(language, "；预计流失 \($0)", "; expected loss \($0)") } ?? ""
    return language.text(
      (month.map { "\($0)：" } ?? "")
        + "评分 \(scored) \(unit)，列出 \(listed) \(unit)，名单在 \(paths.joined(separator: " 与 "))\(expected)。",
      "\(listed) of \(scored) scored" + (month.map { " for \($0)" } ?? "")
        + " are listed in \(paths.joined(separator: " and "))\(expected).")
  }

  /// What `predict` prints of a list: what was done, and the first who are listed.
  var text: String {
    var text = summary
    if first.isEmpty { return text }
    text += "\n\n"
    for (rank, entry) in first.enumerated() {
      func add(_ name: String, _ value: String) { text += "  \(name) \(value)" }
      text += "\(rank + 1). \(entry.customer)"
      add(words.text(language, "流失概率", "probability"), NumberText.percent(entry.probability))
      if let assets = entry.assets { add(language.text("资产", "assets"), NumberText.amount(assets.rounded())) }
      if let loss = entry.expectedLoss {
        add(words.text(language, "预计流失", "expected loss"), NumberText.amount(loss.rounded()))
      }
      if let tier = entry.tier { text += "  \(tier)" }
      text += "\n"
      for reason in entry.reasons { text += "     \(reason.text)\n" }
    }
    return text
  }
}
