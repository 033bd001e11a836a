import Calendar
import Variables

/// An analysis as a page: the variables, then the bins and periods of each.
public struct AnalysisPage: Sendable {
  let result: AnalysisResult
  let program: String
  let language: Language

  /// - Parameter program: the program that made the analysis, with its version.
  public init(_ result: AnalysisResult, program: String, language: Language) {
    (self.result, self.program, self.language) = (result, program, language)
  }

  public var html: String {
    let order = result.byInformation
    return TablePage(
      title: language.text("变量分析", "Variable analysis"), byline: program, language: language,
      sections: leaks + [overview(order)] + order.map(section)
    ).html
  }

  private var leaks: [TablePage.Section] {
    guard !result.leaks.isEmpty else { return [] }
    return [
      TablePage.Section(
        title: language.text("是否泄露了结果？", "Gives the label away?"),
        sentences: result.leaks.map { $0.remark.text(in: language) }, tables: [])
    ]
  }

  private func overview(_ order: [VariableAnalysis]) -> TablePage.Section {
    TablePage.Section(
      title: language.text("全部变量", "All variables"),
      sentences: [result.heading(in: language), result.verdicts(in: language)],
      tables: [
        ReportTable(
          title: "",
          columns: [
            .init(language.text("变量", "Variable")), .init(language.text("结论", "Verdict")),
            .init("IV", isNumber: true),
            .init(language.text("等级", "Grade")), .init("KS", isNumber: true), .init("AUC", isNumber: true),
            .init("Gini", isNumber: true), .init(language.text("缺失", "Missing"), isNumber: true),
            .init("PSI", isNumber: true), .init("VIF", isNumber: true), .init(language.text("理由", "Why")),
          ],
          rows: order.map { variable in
            [
              variable.name, variable.verdict.choice.word(in: language),
              Self.three(variable.informationValue),
              variable.grade.word(in: language), Self.three(variable.ks),
              Self.three(variable.auc),
              Self.three(variable.gini), NumberText.percent(variable.missingShare),
              variable.greatestShift.map(Self.three) ?? "",
              variable.inflationText, variable.verdict.reasons.joined(in: language),
            ]
          })
      ] + [ReportTable(leftOut: result.leftOut, language: language)].compactMap { $0 })
  }

  private func section(_ variable: VariableAnalysis) -> TablePage.Section {
    let bins = BinsTable(variable.binning, language: language)
    var tables = [
      ReportTable(
        title: language.text("分箱", "Bins"),
        columns: bins.columns.enumerated().map { .init($1, isNumber: $0 > 0) }, rows: bins.rows)
    ]
    if !variable.periods.isEmpty {
      tables.append(
        ReportTable(
          title: language.text("各期", "Periods"),
          columns: [
            .init(language.text("期", "Period")), .init(language.text("行数", "Rows"), isNumber: true),
            .init(language.text("流失率", "Loss rate"), isNumber: true),
            .init(language.text("缺失", "Missing"), isNumber: true),
            .init("PSI", isNumber: true), .init("IV", isNumber: true), .init("AUC", isNumber: true),
          ],
          rows: variable.periods.map { period in
            [
              period.name, NumberText.amount(period.counts.rows), NumberText.percent(period.counts.rate),
              NumberText.percent(period.missingShare), period.psi.map(Self.three) ?? "–",
              period.informationValue.map(Self.three) ?? "–",
              period.auc.map(Self.three) ?? "–",
            ]
          }))
    }
    return TablePage.Section(
      title: variable.name,
      sentences: [
        variable.verdict.choice.word(in: language) + language.text("：", ": ")
          + variable.verdict.reasons.joined(in: language),
        bins.request,
      ] + variable.binning.remarks.map { $0.text(in: language) },
      tables: tables)
  }
  private static func three(_ value: Double) -> String { NumberText.decimal(value, places: 3) }
}
