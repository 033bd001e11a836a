import Calendar
import Configuration

/// The model report as one HTML page that fetches nothing: for a screen of any width, by day or night, and paper.
public struct ReportPage {
  let content: ReportContent

  /// The page as a text of UTF-8 HTML.
  ///
  /// The same content gives the same text. Every text of the content is escaped.
  public static func html(of content: ReportContent) -> String { ReportPage(content: content).page.html }

  private var page: Markup {
    let sections = [
      summarySection, dataSection, populationSection, splitSection, variablesSection, modelSection,
      validationSection, calibrationSection, segmentsSection, suddenSection, backtestSection, limitsSection,
      reproductionSection,
    ].compactMap { $0 }
    return .document(
      language: content.language == .chinese ? "zh-CN" : "en",
      head: Self.head(title),
      body: [
        .block(
          "header", [],
          [
            .element("h1", text: title),
            .element(
              "p", [("class", "by")],
              text: [content.model, algorithmName, content.program].joined(separator: " · ")),
          ]),
        contents(sections), .block("main", [], sections.map(\.markup)),
      ])
  }

  /// A page without content that lends its pieces to other pages.
  static func lending(_ language: Language, _ program: String, _ model: String, _ reproduction: Reproduction)
    -> ReportPage
  {
    ReportPage(
      content: ReportContent(
        language: language, program: program, model: model, algorithm: .trees,
        subject: .table(label: "", key: nil), data: [], population: [], split: SplitReport(parts: []),
        variables: VariablesReport(count: 0, top: []), judgements: [], sudden: nil, reproduction: reproduction
      ))
  }

  /// What stands in the head of every page.
  static func head(_ title: String) -> [Markup] {
    [
      .void("meta", [("charset", "utf-8")]),
      .void("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
      // Nothing may be fetched, whatever a text in the content says.
      .void(
        "meta",
        [
          ("http-equiv", "Content-Security-Policy"),
          ("content", "default-src 'none'; style-src 'unsafe-inline'"),
        ]),
      .element("title", text: title), Markup.reportStyle,
    ]
  }

  private var title: String {
    switch (content.subject, content.occasion) {
    case (.panel, .training): say(zh: "客户资产流失预警模型报告", en: "Model report: customers who will lose assets")
    case (.panel, .validation):
      say(zh: "客户资产流失预警模型检验报告", en: "Validation report: customers who will lose assets")
    case (.table(let label, _), .training): say(zh: "模型报告：\(label)", en: "Model report: \(label)")
    case (.table(let label, _), .validation): say(zh: "模型检验报告：\(label)", en: "Validation report: \(label)")
    }
  }

  private var algorithmName: String {
    switch content.algorithm {
    case .trees: say(zh: "梯度提升树", en: "gradient-boosted trees")
    case .logistic: say(zh: "逻辑回归", en: "logistic regression")
    }
  }

  // MARK: Pieces that every section uses.

  func say(zh chinese: @autoclosure () -> String, en english: @autoclosure () -> String) -> String {
    content.language == .chinese ? chinese() : english()
  }

  /// A part of the page that the contents lead to.
  struct Section {
    /// Unique within the page; in an address after `#`.
    var id: StaticString
    var title: String
    var parts: [Markup]

    var markup: Markup {
      .block("section", [("id", "\(id)")], [.element("h2", text: title)] + parts)
    }
  }

  func contents(_ sections: [Section]) -> Markup {
    .block(
      "nav", [("aria-label", say(zh: "目录", en: "Contents"))],
      [
        .block(
          "ul", [],
          sections.map {
            .element("li", [], .element("a", [("href", "#\($0.id)")], text: $0.title))
          })
      ])
  }

  func paragraph(_ text: String) -> Markup { .element("p", text: text) }
  func note(_ text: String) -> Markup { .element("p", [("class", "note")], text: text) }

  func count(_ number: Int) -> String { Language.grouped(Double(number), decimals: 0) }
  /// A count that is whole unless customers with equal scores were shared between parts.
  func count(_ number: Double) -> String {
    Language.grouped(number, decimals: number == number.rounded() ? 0 : 1)
  }
  func money(_ amount: Double) -> String { content.language.money(amount) }
  func percent(_ share: Double, decimals: Int = 1) -> String {
    content.language.percent(share, decimals: decimals)
  }
  func figure(_ value: Double?, decimals: Int) -> String {
    value.map { Language.fixed($0, decimals: decimals) } ?? "–"
  }

  /// `2024-01`, `2024-01 to 2024-06`, or months one by one where they do not follow each other.
  func months(_ months: [Month]) -> String {
    guard let first = months.first, let last = months.last else { return "–" }
    if months.count == 1 { return first.description }
    let isRun = zip(months, months.dropFirst()).allSatisfy { $0 + 1 == $1 }
    if isRun { return say(zh: "\(first) 至 \(last)", en: "\(first) to \(last)") }
    return months.map(\.description).joined(separator: say(zh: "、", en: ", "))
  }

  func name(_ role: JudgedSet.Role) -> String {
    switch role {
    case .training: say(zh: "训练", en: "learnt from")
    case .validation: say(zh: "验证", en: "validation")
    case .outOfTime: say(zh: "跨期检验", en: "out-of-time")
    case .test: say(zh: "留出检验", en: "kept apart")
    }
  }

  /// A table that scrolls sideways where the screen is narrow. The first cell of a row heads it.
  func table(_ columns: [ReportTable.Column], _ rows: [[Markup]], label: String) -> Markup {
    let head = columns.map { column in
      Markup.element("th", [("scope", "col")] + style(column.isNumber), text: column.title)
    }
    let body = rows.map { row in
      Markup.block(
        "tr", [],
        row.enumerated().map { index, cell in
          let isNumber = index < columns.count && columns[index].isNumber
          return index == 0
            ? .element("th", [("scope", "row")] + style(isNumber), cell)
            : .element("td", style(isNumber), cell)
        })
    }
    return .block(
      "div", [("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", label)],
      [
        .block(
          "table", columns.density,
          [.block("thead", [], [.block("tr", [], head)]), .block("tbody", [], body)])
      ])
  }

  private func style(_ isNumber: Bool) -> [(String, String)] { isNumber ? [("class", "number")] : [] }

  func table(_ columns: [ReportTable.Column], _ rows: [[String]], label: String) -> Markup {
    table(columns, rows.map { $0.map(Markup.text) }, label: label)
  }
}

extension ReportContent {
  var isTable: Bool {
    if case .table = subject { true } else { false }
  }
}
