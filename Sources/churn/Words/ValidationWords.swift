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
      table.add(month.evaluation.cells("losses of \(month.month + 1)"))
    }
    if outcome.months.count != 1 { table.add(outcome.evaluated.cells("all")) }
    var text = outcome.unseenTexts.map { "  \($0.remark.english)\n" }.joined() + table.text
    if let sudden = outcome.sudden {
      text += "  Sudden losses, not counted above: \(NumberText.count(sudden.customers))"
      if let caught = sudden.caught {
        text += ", of which \(NumberText.count(caught)) score in the top tenth"
      }
      text += ".\n"
    }
    if !outcome.trainedOn.isEmpty {
      text +=
        "  The model was trained on \(outcome.trainedOn.map(\.description).joined(separator: ", ")): these figures are too good.\n"
    }
    return text + (outcome.backtest.map { BacktestWords(backtest: $0).text } ?? "")
  }
}
