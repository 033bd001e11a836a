import Calendar
import Configuration
import Panel

/// What `train` tells of a model.
struct TrainingSummary {
  let trained: TrainedModel
  let folder: String

  var text: String {
    var table = TextTable([
      ("judged on", .left), ("customers", .right), ("losses", .right), ("AUC", .right), ("KS", .right),
      ("lift in the top decile", .right), ("log-loss", .right),
    ])
    let figures = trained.figures
    table.add(JudgementText.cells(judgedOn, figures.judged))
    table.add(JudgementText.cells("what was learnt from", figures.training))
    var text = (trained.tuned?.text ?? "") + table.text
    if let sudden = figures.sudden {
      text += "  Sudden losses, left aside: \(NumberText.count(sudden.customers))"
      if let caught = sudden.caught {
        text += ", of which \(NumberText.count(caught)) score in the top tenth anyway"
      }
      text += ".\n"
    }
    for warning in trained.warnings + cautions { text += "  \(warning)\n" }
    return text + "The model and its report are in \(folder)."
  }

  private var judgedOn: String {
    guard let split = trained.split else { return trained.figures.tableSplit ?? "held-out rows" }
    if split.caution == .customersSplitAtRandom { return "a quarter of the customers" }
    return "losses of " + split.judged.map { month in (month + 1).description }.joined(separator: ", ")
  }

  var cautions: [String] {
    switch trained.split?.caution {
    case .validationAlsoJudges:
      [
        "There is no month left to judge on: the one that decided when to stop also judges, so the figures are a little too good."
      ]
    case .customersSplitAtRandom:
      [
        "There is a single month with outcomes: figures are of customers held out at random and say nothing of other months."
      ]
    case nil: []
    }
  }
}
