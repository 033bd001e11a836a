import Calendar
import Reporting
import Variables
import Workflow

/// An analysis as `analyze` prints it: a row per variable, the greatest information value first.
struct AnalysisWords {
  let outcome: AnalysisOutcome

  private var language: Language { outcome.language }

  var text: String {
    let result = outcome.result
    var table = TextTable(
      in: language,
      [
        ("变量", "variable", .left), ("结论", "verdict", .left), ("IV", "IV", .right), ("等级", "grade", .left),
        ("KS", "KS", .right), ("AUC", "AUC", .right), ("Gini", "Gini", .right), ("缺失", "missing", .right),
        ("分箱", "bins", .right), ("PSI", "PSI", .right), ("VIF", "VIF", .right), ("理由", "why", .left),
      ])
    for variable in result.byInformation {
      table.add([
        variable.name, variable.verdict.choice.word(in: language), three(variable.informationValue),
        variable.grade.word(in: language), three(variable.ks), three(variable.auc), three(variable.gini),
        NumberText.percent(variable.missingShare), "\(variable.binning.ordinaryCount)",
        variable.greatestShift.map(three) ?? "", variable.inflationText,
        variable.verdict.reasons.first?.text(in: language) ?? "",
      ])
    }
    var text = LeakWords(result.leaks, in: language).text
    text +=
      "\(result.heading(in: language, outcome.words))\n\(table.text)  \(result.verdicts(in: language))\n"
    text += outcome.notes.text(in: language)
    for variable in outcome.shown { text += "\n" + bins(variable.binning) }
    if let folder = outcome.folder {
      text += language.text("表格与网页在 \(folder)。\n", "Tables and the page are in \(folder).\n")
    }
    return text
  }

  private func three(_ value: Double) -> String { NumberText.decimal(value, places: 3) }

  private func bins(_ binning: VariableBinning) -> String {
    let bins = BinsTable(binning, language: language, words: outcome.words)
    var table = TextTable(bins.columns.enumerated().map { ($1, $0 == 0 ? .left : .right) })
    for row in bins.rows { table.add(row) }
    let remarks = binning.remarks.map { "  \($0.text(in: language))\n" }.joined()
    let information = NumberText.decimal(binning.informationValue, places: 4)
    return language.text("\(binning.name)：IV 为 \(information)。", "\(binning.name): IV \(information). ")
      + "\(bins.request)\n\(remarks)\(table.text)"
  }
}
