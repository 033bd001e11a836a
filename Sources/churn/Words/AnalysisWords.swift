import Calendar
import Reporting
import Variables
import Workflow

/// An analysis as `analyze` prints it: a row per variable, the greatest information value first.
struct AnalysisWords {
  let outcome: AnalysisOutcome

  var text: String {
    let result = outcome.result
    var table = TextTable([
      ("variable", .left), ("verdict", .left), ("IV", .right), ("grade", .left), ("KS", .right),
      ("AUC", .right),
      ("Gini", .right), ("missing", .right), ("bins", .right), ("PSI", .right), ("VIF", .right),
      ("why", .left),
    ])
    for variable in result.byInformation {
      table.add([
        variable.name, variable.verdict.choice.rawValue, three(variable.informationValue),
        variable.grade.rawValue, three(variable.ks), three(variable.auc), three(variable.gini),
        NumberText.percent(variable.missingShare), "\(variable.binning.ordinaryCount)",
        variable.greatestShift.map(three) ?? "", variable.inflationText,
        variable.verdict.reasons.first?.english ?? "",
      ])
    }
    var text = LeakWords(result.leaks).text
    text += "\(result.heading(in: .english))\n\(table.text)  \(result.verdicts(in: .english))\n"
    text += outcome.notes.text
    for variable in outcome.shown { text += "\n" + bins(variable.binning) }
    if let folder = outcome.folder { text += "Tables and the page are in \(folder).\n" }
    return text
  }

  private func three(_ value: Double) -> String { NumberText.decimal(value, places: 3) }

  private func bins(_ binning: VariableBinning) -> String {
    let bins = BinsTable(binning, language: .english)
    var table = TextTable(bins.columns.enumerated().map { ($1, $0 == 0 ? .left : .right) })
    for row in bins.rows { table.add(row) }
    let remarks = binning.remarks.map { "  \($0.english)\n" }.joined()
    let information = NumberText.decimal(binning.informationValue, places: 4)
    return "\(binning.name): IV \(information). \(bins.request)\n\(remarks)\(table.text)"
  }
}
