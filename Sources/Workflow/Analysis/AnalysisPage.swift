import Calendar
import Configuration
import Reporting
import Variables

/// An analysis as a page: the variables, then the bins and periods of each.
struct AnalysisPage {
  let result: AnalysisResult
  let language: Language

  private func words(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  var html: String {
    let order = AnalysisText.order(result)
    return TablePage(
      title: words("变量分析", "Variable analysis"), byline: ProgramVersion.text, language: language,
      sections: [overview(order)] + order.map(section)
    ).html
  }

  private func overview(_ order: [VariableAnalysis]) -> TablePage.Section {
    TablePage.Section(
      title: words("全部变量", "All variables"),
      sentences: [AnalysisText.heading(result, in: language), AnalysisText.counts(result, in: language)],
      tables: [
        ReportTable(
          title: "",
          columns: [
            .init(words("变量", "Variable")), .init(words("结论", "Verdict")), .init("IV", isNumber: true),
            .init(words("等级", "Grade")), .init("KS", isNumber: true), .init("AUC", isNumber: true),
            .init("Gini", isNumber: true), .init(words("缺失", "Missing"), isNumber: true),
            .init("PSI", isNumber: true), .init("VIF", isNumber: true), .init(words("理由", "Why")),
          ],
          rows: order.map { variable in
            [
              variable.name, choice(variable.verdict.choice), AnalysisText.three(variable.informationValue),
              variable.grade.word(in: language), AnalysisText.three(variable.ks),
              AnalysisText.three(variable.auc),
              AnalysisText.three(variable.gini), NumberText.percent(variable.missingShare),
              variable.greatestShift.map(AnalysisText.three) ?? "",
              AnalysisText.vif(variable), variable.verdict.reasons.joined(in: language),
            ]
          })
      ])
  }

  private func section(_ variable: VariableAnalysis) -> TablePage.Section {
    let bins = BinsText(binning: variable.binning, language: language)
    var tables = [
      ReportTable(
        title: words("分箱", "Bins"),
        columns: bins.columns.enumerated().map { .init($1, isNumber: $0 > 0) }, rows: bins.rows)
    ]
    if !variable.periods.isEmpty {
      tables.append(
        ReportTable(
          title: words("各期", "Periods"),
          columns: [
            .init(words("期", "Period")), .init(words("行数", "Rows"), isNumber: true),
            .init(words("流失率", "Loss rate"), isNumber: true), .init(words("缺失", "Missing"), isNumber: true),
            .init("PSI", isNumber: true), .init("IV", isNumber: true), .init("AUC", isNumber: true),
          ],
          rows: variable.periods.map { period in
            [
              period.name, NumberText.amount(period.counts.rows), NumberText.percent(period.counts.rate),
              NumberText.percent(period.missingShare), period.psi.map(AnalysisText.three) ?? "–",
              period.informationValue.map(AnalysisText.three) ?? "–",
              period.auc.map(AnalysisText.three) ?? "–",
            ]
          }))
    }
    return TablePage.Section(
      title: variable.name,
      sentences: [
        choice(variable.verdict.choice) + words("：", ": ") + variable.verdict.reasons.joined(in: language),
        bins.request,
      ] + variable.binning.remarks.map { $0.text(in: language) },
      tables: tables)
  }

  private func choice(_ choice: VariableAnalysis.Verdict.Choice) -> String {
    switch choice {
    case .keep: words("保留", "keep")
    case .watch: words("留意", "watch")
    case .drop: words("剔除", "drop")
    }
  }
}
