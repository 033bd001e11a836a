import Calendar
import Metrics
import Panel
import Retention
import Workflow

/// What `winback` prints.
struct WinBackWords {
  let outcome: WinBackOutcome

  /// What was done, without anybody who is listed.
  var summary: String {
    let (record, caution) = (outcome.record, outcome.caution)
    var text =
      "Learnt from \(NumberText.count(record.trainedOn)) customers and months that had left, "
      + "\(NumberText.count(record.returnsTrainedOn)) of which came back.\n"
    if let auc = record.auc {
      let evaluated =
        caution == .customersSplitAtRandom || caution == .customersWithHistorySplitAtRandom
        ? "customers held out at random"
        : "those of " + record.evaluatedMonths.map { ($0 + 1).description }.joined(separator: ", ")
      text +=
        "Evaluated on \(evaluated): AUC \(NumberText.decimal(auc, places: 3))"
        + (record.aucInterval.map {
          " (\(NumberText.decimal($0.lower, places: 3)) to \(NumberText.decimal($0.upper, places: 3)))"
        } ?? "")
        + ", \(NumberText.count(record.evaluatedReturns)) returns of \(NumberText.count(record.evaluatedCustomers)).\n"
    }
    if caution == .validationAlsoEvaluates {
      text += "The month that decided when to stop also evaluates, so the figures are a little too good.\n"
    }
    text +=
      "\(NumberText.count(record.listed)) of \(NumberText.count(record.departed)) who have left are listed in \(outcome.path).\n"
    return text
  }

  var text: String {
    var text = summary
    for (rank, entry) in outcome.first.enumerated() {
      text +=
        "\n\(rank + 1). \(entry.customer)  probability \(NumberText.percent(entry.probability))  had "
        + "\(NumberText.amount(entry.peak.rounded()))  has \(NumberText.amount(entry.assets.rounded()))\n"
      for remark in entry.remarks { text += "     \(remark)\n" }
    }
    return text
  }
}
