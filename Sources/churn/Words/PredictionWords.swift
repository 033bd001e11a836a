import Calendar
import Configuration
import Retention
import Workflow

extension PredictionOutcome {
  /// What was done, in a line.
  var summary: String {
    if !questions.isEmpty { return calendarSummary }
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

  /// What was done of a calendar, with a line for each question.
  private var calendarSummary: String {
    let month = monthAtRisk?.description ?? ""
    let (listed, scored) = (NumberText.count(listed), NumberText.count(scored))
    let money = NumberText.amount((expectedLoss ?? 0).rounded())
    let lines = questions.map { own in
      let (contacts, all) = (NumberText.count(own.contacts), NumberText.count(own.scored))
      let money = NumberText.amount(own.expectedMoney.rounded())
      return language.text(
        "  \(own.question)：评分 \(all) 户，联系 \(contacts) 户；预计金额 \(money)。",
        "  \(own.question): \(contacts) of \(all) scored; expected money \(money).")
    }
    return
      ([
        language.text(
          "\(month)：\(scored) 户中联系 \(listed) 户，日历与各问题名单在 \(paths.joined(separator: "、"))；预计金额 \(money)。",
          "\(listed) contacts among \(scored) customers for \(month) are in \(paths.joined(separator: ", ")); expected money \(money)."
        )
      ] + lines).joined(separator: "\n")
  }

  /// What `predict` prints of a list: what was done, and the first who are listed.
  var text: String {
    var text = summary
    if first.isEmpty { return text }
    text += "\n\n"
    for (rank, entry) in first.enumerated() {
      func add(_ name: String, _ value: String) { text += "  \(name) \(value)" }
      text += "\(rank + 1). \(entry.customer)"
      let probability = entry.contact == nil ? words.text(language, "流失概率", "probability") : nil
      add(probability ?? language.text("概率", "probability"), NumberText.percent(entry.probability))
      if let assets = entry.assets { add(language.text("资产", "assets"), NumberText.amount(assets.rounded())) }
      if let contact = entry.contact {
        add(language.text("问题", "question"), contact.question)
        add(language.text("预计金额", "expected money"), NumberText.amount(contact.money.rounded()))
      } else if let loss = entry.expectedLoss {
        add(words.text(language, "预计流失", "expected loss"), NumberText.amount(loss.rounded()))
      }
      if let tier = entry.tier { text += "  \(tier)" }
      text += "\n"
      for reason in entry.reasons { text += "     \(reason.text)\n" }
    }
    return text
  }
}
