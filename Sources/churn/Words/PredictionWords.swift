import Calendar
import Retention
import Workflow

extension PredictionOutcome {
  /// What was done, in a line.
  var summary: String {
    var text = "\(NumberText.count(listed)) of \(NumberText.count(scored)) scored"
    if let monthAtRisk { text += " for \(monthAtRisk)" }
    text += " are listed in \(paths.joined(separator: " and "))"
    if let expectedLoss { text += "; expected loss \(NumberText.amount(expectedLoss.rounded()))" }
    return text + "."
  }

  /// What `predict` prints of a list: what was done, and the first who are listed.
  var text: String {
    var text = summary
    if first.isEmpty { return text }
    text += "\n\n"
    for (rank, entry) in first.enumerated() {
      text += "\(rank + 1). \(entry.customer)  probability \(NumberText.percent(entry.probability))"
      if let assets = entry.assets { text += "  assets \(NumberText.amount(assets.rounded()))" }
      if let loss = entry.expectedLoss { text += "  expected loss \(NumberText.amount(loss.rounded()))" }
      if let tier = entry.tier { text += "  \(tier)" }
      text += "\n"
      for reason in entry.reasons { text += "     \(reason.text)\n" }
    }
    return text
  }
}
