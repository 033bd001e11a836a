import Calendar
import Configuration

/// A page of HTML in one language that fetches nothing: for a screen of any width, by day or night, and paper.
///
/// What every page is made of stands here once: texts in the page's language, numbers as people write them, tables.
protocol Page {
  var language: Language { get }
  /// How the event is called that the page speaks of.
  var words: QuestionWords { get }
}

extension Page {
  var words: QuestionWords { .loss }

  /// The text of the two that is in the page's language, told of the event that the page speaks of.
  func say(zh chinese: @autoclosure () -> Phrase, en english: @autoclosure () -> Phrase) -> String {
    words.text(language, chinese(), english())
  }

  /// The whole page: title and a line below it, then the body's own parts.
  func document(title: String, byline: String, styles: [Markup] = [], _ parts: [Markup]) -> Markup {
    .document(
      language: say(zh: "zh-CN", en: "en"),
      head: [
        .void("meta", [("charset", "utf-8")]),
        .void("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
        // Nothing may be fetched, whatever a text in the content says.
        .void(
          "meta",
          [
            ("http-equiv", "Content-Security-Policy"),
            (
              "content",
              "default-src 'none'; style-src 'unsafe-inline'; script-src '\(Markup.sortScriptDigest)'"
            ),
          ]),
        .element("title", text: title), Markup.reportStyle,
      ] + styles,
      body: [
        .block(
          "header", [],
          [.element("h1", text: title), .element("p", [("class", "by")], text: byline)])
      ] + parts + [.sortScript])
  }

  /// A page of sections, with its contents in front.
  func document(title: String, byline: String, sections: [PageSection]) -> Markup {
    document(title: title, byline: byline, [contents(sections), .block("main", [], sections.map(\.markup))])
  }

  private func contents(_ sections: [PageSection]) -> Markup {
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
  func money(_ amount: Double) -> String { language.money(amount) }
  func percent(_ share: Double, decimals: Int = 1) -> String {
    language.percent(share, decimals: decimals)
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

  /// A table that scrolls sideways where the screen is narrow. The first cell of a row heads it.
  ///
  /// - Parameter becomesCards: whether a row becomes a card on a narrow screen instead, each cell behind its column's title.
  func table(
    _ columns: [ReportTable.Column], _ rows: [[Markup]], label: String, becomesCards: Bool = false
  ) -> Markup {
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
            : .element(
              "td", style(isNumber) + (becomesCards ? [("data-title", columns[index].title)] : []), cell)
        })
    }
    return .block(
      "div",
      [
        ("class", becomesCards ? "scroll cards" : "scroll"), ("role", "region"), ("tabindex", "0"),
        ("aria-label", label),
      ],
      [
        .block(
          "table", columns.density,
          [.block("thead", [], [.block("tr", [], head)]), .block("tbody", [], body)])
      ])
  }

  private func style(_ isNumber: Bool) -> [(String, String)] { isNumber ? [("class", "number")] : [] }

  func table(
    _ columns: [ReportTable.Column], _ rows: [[String]], label: String, becomesCards: Bool = false
  ) -> Markup {
    table(columns, rows.map { $0.map(Markup.text) }, label: label, becomesCards: becomesCards)
  }
}

/// A part of a page that its contents lead to.
struct PageSection {
  /// Unique within the page; in an address after `#`.
  var id: StaticString
  var title: String
  var parts: [Markup]

  var markup: Markup {
    .block("section", [("id", "\(id)")], [.element("h2", text: title)] + parts)
  }
}
