import Calendar
import Metrics
import Panel
import Retention
import Workflow

/// What `winback` prints.
struct WinBackWords {
  let outcome: WinBackOutcome

  private var language: Language { outcome.language }

  /// What was done, without anybody who is listed.
  var summary: String {
    let (record, caution, count) = (outcome.record, outcome.caution, NumberText.count)
    var text = language.text(
      "学习自 \(count(record.trainedOn)) 个已流失的客户月，其中 \(count(record.returnsTrainedOn)) 个次月回流。\n",
      "Trained on \(count(record.trainedOn)) customers and months that had left, \(count(record.returnsTrainedOn)) of "
        + "which came back.\n")
    if let auc = record.auc {
      let months = record.evaluatedMonths.map { ($0 + 1).description }
      let evaluated =
        caution == .customersSplitAtRandom || caution == .customersWithHistorySplitAtRandom
        ? language.text("随机留出的客户", "customers held out at random")
        : language.text(
          "\(months.joined(separator: "、")) 的客户", "those of \(months.joined(separator: ", "))")
      let figure =
        NumberText.decimal(auc, places: 3) + (record.aucInterval.map { $0.words(in: language) } ?? "")
      text += language.text(
        "在\(evaluated)上评判：AUC \(figure)，\(count(record.evaluatedCustomers)) 户中回流 "
          + "\(count(record.evaluatedReturns)) 户。\n",
        "Evaluated on \(evaluated): AUC \(figure), \(count(record.evaluatedReturns)) returns of "
          + "\(count(record.evaluatedCustomers)).\n")
    }
    if caution == .validationAlsoEvaluates {
      text += language.text(
        "决定何时停止训练的月份同时用于评判，因此指标略偏乐观。\n",
        "The month that decided when to stop also evaluates, so the figures are a little too good.\n")
    }
    text += language.text(
      "已流失的 \(count(record.departed)) 户中列出 \(count(record.listed)) 户，名单在 \(outcome.path)。\n",
      "\(count(record.listed)) of \(count(record.departed)) who have left are listed in \(outcome.path).\n")
    return text
  }

  /// The summary, and the first who are listed.
  var text: String {
    var text = summary
    for (rank, entry) in outcome.first.enumerated() {
      let (probability, had, has) = (
        NumberText.percent(entry.probability), NumberText.amount(entry.peak.rounded()),
        NumberText.amount(entry.assets.rounded())
      )
      text +=
        "\n\(rank + 1). \(entry.customer)  "
        + language.text(
          "回流概率 \(probability)  曾有 \(had)  现有 \(has)\n",
          "probability \(probability)  had \(had)  has \(has)\n")
      for remark in entry.remarks { text += "     \(remark)\n" }
    }
    return text
  }
}

extension Interval {
  /// From where to where, behind a figure.
  func words(in language: Language) -> String {
    let (low, high) = (NumberText.decimal(lower, places: 3), NumberText.decimal(upper, places: 3))
    return language.text("（\(low) 至 \(high)）", " (\(low) to \(high))")
  }
}
