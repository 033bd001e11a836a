import Calendar
import Configuration
import Metrics
import Reporting
import Workflow

/// What `validate` prints.
struct ValidationWords {
  let outcome: ValidationOutcome

  private var language: Language { outcome.language }
  private var words: QuestionWords { outcome.words }

  var text: String {
    var table = TextTable(in: language, [("月份", "month", .left)] + Evaluation.heads(words))
    for month in outcome.months {
      let lossMonth: Month = month.month + 1
      let mark = outcome.trainedOn.contains(month.month) ? language.text("（已学习）", " (trained on)") : ""
      table.add(
        month.evaluation.cells(words.text(language, "\(lossMonth) 的流失", "losses of \(lossMonth)") + mark))
    }
    if outcome.months.count != 1 {
      let mark = outcome.overlap.isWhole ? language.text("（已学习）", " (trained on)") : ""
      table.add(outcome.evaluated.cells(language.text("全部", "all") + mark))
    }
    if let apart = outcome.apart {
      table.add(apart.trained.cells(language.text("已学习", "trained on")))
      table.add(apart.others.cells(language.text("未学习", "not trained on")))
    }
    var text = outcome.unseenTexts.map { "  \($0.remark.text(in: language))\n" }.joined() + table.text
    if let sudden = outcome.sudden {
      let (customers, caught) = (NumberText.count(sudden.customers), sudden.caught.map(NumberText.count))
      text += language.text(
        "  突发流失（不计入上表）：\(customers) 户" + (caught.map { "，其中 \($0) 户得分在前 10%" } ?? "") + "。\n",
        "  Sudden losses, not counted above: \(customers)"
          + (caught.map { ", of which \($0) score in the top tenth" } ?? "") + ".\n")
    }
    if let caution = outcome.overlap.text(in: language) { text += "  \(caution)\n" }
    return text
      + (outcome.backtest.map { BacktestWords(backtest: $0, language: language, words: words).text } ?? "")
  }
}
