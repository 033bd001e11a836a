import Calendar
import Metrics
import Reporting
import Workflow

/// What `validate` prints.
struct ValidationWords {
  let outcome: ValidationOutcome

  var text: String {
    var table = TextTable([("month", .left)] + Evaluation.heads)
    for month in outcome.months {
      let mark = outcome.trainedOn.contains(month.month) ? " (trained on)" : ""
      table.add(month.evaluation.cells("losses of \(month.month + 1)\(mark)"))
    }
    if outcome.months.count != 1 {
      table.add(outcome.evaluated.cells(outcome.overlap.isWhole ? "all (trained on)" : "all"))
    }
    if let apart = outcome.apart {
      table.add(apart.trained.cells("trained on"))
      table.add(apart.others.cells("not trained on"))
    }
    var text = outcome.unseenTexts.map { "  \($0.remark.english)\n" }.joined() + table.text
    if let sudden = outcome.sudden {
      text += "  Sudden losses, not counted above: \(NumberText.count(sudden.customers))"
      if let caught = sudden.caught {
        text += ", of which \(NumberText.count(caught)) score in the top tenth"
      }
      text += ".\n"
    }
    if let caution = outcome.overlap.text(in: .english) { text += "  \(caution)\n" }
    return text + (outcome.backtest.map { BacktestWords(backtest: $0).text } ?? "")
  }
}
