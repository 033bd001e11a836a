import Calendar
import Metrics
import Panel
import Retention
import Workflow

/// What `winback` prints.
struct WinBackWords {
  let outcome: WinBackOutcome

  var text: String {
    let (record, caution) = (outcome.record, outcome.caution)
    var text =
      "Learnt from \(NumberText.count(record.learntFrom)) customers and months that had left, "
      + "\(NumberText.count(record.returnsLearntFrom)) of which came back.\n"
    if let auc = record.auc {
      let judged =
        caution == .customersSplitAtRandom
        ? "customers held out at random"
        : "those of " + record.judgedMonths.map { ($0 + 1).description }.joined(separator: ", ")
      text +=
        "Judged on \(judged): AUC \(NumberText.decimal(auc, places: 3))"
        + (record.aucInterval.map {
          " (\(NumberText.decimal($0.lower, places: 3)) to \(NumberText.decimal($0.upper, places: 3)))"
        } ?? "")
        + ", \(NumberText.count(record.judgedReturns)) returns of \(NumberText.count(record.judgedCustomers)).\n"
    }
    if caution == .validationAlsoJudges {
      text += "The month that decided when to stop also judges, so the figures are a little too good.\n"
    }
    text +=
      "\(NumberText.count(record.listed)) of \(NumberText.count(record.departed)) who have left are listed in \(outcome.path).\n"
    for (rank, entry) in outcome.first.enumerated() {
      text +=
        "\n\(rank + 1). \(entry.customer)  probability \(NumberText.percent(entry.probability))  had "
        + "\(NumberText.amount(entry.peak.rounded()))  has \(NumberText.amount(entry.assets.rounded()))\n"
      for remark in entry.remarks { text += "     \(remark)\n" }
    }
    return text
  }
}
