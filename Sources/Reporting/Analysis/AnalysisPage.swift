import Calendar
import Configuration
import Retention
import Variables

/// An analysis as a page: the variables that are kept, each with a picture of its bins; as a whole all variables, and the
/// tables of bins and periods of each.
public struct AnalysisPage: Page, Sendable {
  let result: AnalysisResult
  /// What variables are in words, by name; none for a variable whose name says it.
  let meanings: [String: String]
  let program: String
  let language: Language
  let isFull: Bool
  let words: QuestionWords

  /// Variables with a picture, four to a printed page, and rows of the first table, twenty to a page: with them the page is
  /// at most fifteen sheets of A4.
  private static let mostVariables = 36
  private static let mostRows = 120

  /// - Parameters:
  ///   - book: the recipes of the variables that were analysed.
  ///   - program: the program that made the analysis, with its version.
  ///   - words: how the event is called that is analysed.
  ///   - isFull: whether all variables are shown, with their tables.
  public init(
    _ result: AnalysisResult, book: RecipeBook, program: String, language: Language,
    words: QuestionWords = .loss, isFull: Bool = false
  ) {
    (self.result, self.program, self.language, self.isFull) = (result, program, language, isFull)
    self.words = words
    meanings = Dictionary(
      book.recipes.map { ($0.name, $0.meaning(in: language)) }.filter { $0 != $1 },
      uniquingKeysWith: { first, _ in first })
  }

  public var html: String {
    let all = result.byInformation
    let kept = all.filter { $0.verdict.choice != .drop }
    let shown = isFull ? all : Array(kept.prefix(Self.mostVariables))
    return document(
      title: say(zh: "变量分析", en: "Variable analysis"), byline: program, styles: [.thirds],
      [
        .block(
          "main", [],
          leaks + overview(isFull ? all : Array(kept.prefix(Self.mostRows)), of: all.count)
            + shown.enumerated().map { section($1, number: $0) })
      ]
    ).html
  }

  private func section(_ title: String, _ parts: [Markup]) -> Markup {
    .block("section", [], [.element("h2", text: title)] + parts)
  }

  private var leaks: [Markup] {
    if result.leaks.isEmpty { return [] }
    return [
      section(
        say(zh: "是否泄露了结果？", en: "Gives the label away?"),
        result.leaks.map { paragraph($0.remark.text(in: language)) })
    ]
  }

  private func overview(_ shown: [VariableAnalysis], of count: Int) -> [Markup] {
    let title = say(zh: "全部变量", en: "All variables")
    var parts = [paragraph(result.heading(in: language, words)), paragraph(result.verdicts(in: language))]
    let columns: [ReportTable.Column] =
      [
        .init(language.text("变量", "Variable")), .init(language.text("结论", "Verdict")),
        .init("IV", isNumber: true),
        .init(language.text("等级", "Grade")), .init("KS", isNumber: true), .init("AUC", isNumber: true),
        .init(language.text("缺失", "Missing"), isNumber: true),
        .init("PSI", isNumber: true), .init("VIF", isNumber: true), .init(language.text("理由", "Why")),
      ]
    let rows = shown.map { variable in
      [named(variable)]
        + [
          variable.verdict.choice.word(in: language),
          Self.three(variable.informationValue),
          variable.grade.word(in: language), Self.three(variable.ks),
          Self.three(variable.auc),
          NumberText.percent(variable.missingShare),
          variable.greatestShift.map(Self.three) ?? "",
          variable.inflationText, variable.verdict.reasons.joined(in: language),
        ].map(Markup.text)
    }
    parts.append(table(columns, rows, label: title))
    if shown.count < count {
      parts.append(
        note(
          say(
            zh: "这里列出保留和留意的前 \(shown.count) 个变量，其中前 \(min(shown.count, Self.mostVariables)) 个有分箱图；"
              + "全部 \(count) 个变量在 variables.csv 与 bins.csv 中，或在完整版页面中。",
            en:
              "These are the first \(shown.count) variables to keep or watch, with pictures of the bins of the first "
              + "\(min(shown.count, Self.mostVariables)); all \(count) stand in variables.csv and bins.csv, and on the full page."
          )))
    }
    if isFull, let leftOut = ReportTable(leftOut: result.leftOut, language: language) {
      parts += [
        .element("h3", text: leftOut.title), self.table(leftOut.columns, leftOut.rows, label: leftOut.title),
      ]
    }
    return [.block("section", [("class", "overview")], [.element("h2", text: title)] + parts)]
  }

  /// A variable's name, and below it what it is.
  private func named(_ variable: VariableAnalysis) -> Markup {
    .text(variable.name)
      + (meanings[variable.name].map { .element("span", [("class", "meaning")], text: $0) } ?? .empty)
  }

  private func section(_ variable: VariableAnalysis, number: Int) -> Markup {
    let verdict =
      variable.verdict.choice.word(in: language) + say(zh: "：", en: ": ")
      + variable.verdict.reasons.joined(in: language)
    var parts =
      [paragraph(verdict), charts(variable, number: number), note(labels(variable))]
      + variable.binning.remarks.map { note($0.text(in: language)) }
    if isFull {
      parts.append(note(BinsTable(variable.binning, language: language, words: words).request))
      for table in [table(of: variable), periodsTable(variable)].compactMap({ $0 }) {
        parts += [
          .element("h3", text: table.title), self.table(table.columns, table.rows, label: table.title),
        ]
      }
    }
    return .block("section", [("class", "variable")], [.element("h2", [], named(variable))] + parts)
  }

  /// The bins as a table.
  func table(of variable: VariableAnalysis) -> ReportTable {
    let bins = BinsTable(variable.binning, language: language, words: words)
    return ReportTable(
      title: say(zh: "分箱", en: "Bins"),
      columns: bins.columns.enumerated().map { .init($1, isNumber: $0 > 0) }, rows: bins.rows)
  }

  private func periodsTable(_ variable: VariableAnalysis) -> ReportTable? {
    if variable.periods.isEmpty { return nil }
    return ReportTable(
      title: say(zh: "各期", en: "Periods"),
      columns: [
        .init(say(zh: "期", en: "Period")), .init(say(zh: "行数", en: "Rows"), isNumber: true),
        .init(say(zh: "流失率", en: "Loss rate"), isNumber: true),
        .init(say(zh: "缺失", en: "Missing"), isNumber: true),
        .init("PSI", isNumber: true), .init("IV", isNumber: true), .init("AUC", isNumber: true),
      ],
      rows: variable.periods.map { period in
        [
          period.name, NumberText.amount(period.counts.rows), NumberText.percent(period.counts.rate),
          NumberText.percent(period.missingShare), period.psi.map(Self.three) ?? "–",
          period.informationValue.map(Self.three) ?? "–",
          period.auc.map(Self.three) ?? "–",
        ]
      })
  }

  private static func three(_ value: Double) -> String { NumberText.decimal(value, places: 3) }
}

extension Markup {
  /// Three pictures beside each other, on paper too; a variable is not parted by the end of a sheet.
  fileprivate static let thirds = style(
    """
    .overview tbody th, .overview td:last-child { overflow-wrap: anywhere; }
    .overview .dense tr > th:first-child { min-width: 15rem; } .overview .dense td:last-child { width: 28%; }
    .thirds { grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); gap: 1rem; }
    @media print {
      .thirds { grid-template-columns: repeat(3, 1fr); gap: 8pt; } .thirds figure { margin: 0; }
      .thirds svg { max-height: 35mm; }
      .variable { break-inside: avoid; } .variable h2 { margin: 10pt 0 2pt; padding-top: 4pt; font-size: 10.5pt; }
      .variable p { margin: 2pt 0; font-size: 8pt; line-height: 1.35; } .thirds figcaption { font-size: 7.5pt; }
    }
    """)
}
