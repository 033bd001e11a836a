import Calendar
import Configuration

/// A page of headings, sentences and tables that fetches nothing, in the model report's style.
public struct TablePage: Page, Sendable {
  /// A heading with what stands below it.
  public struct Section: Sendable {
    public var title: String
    public var sentences: [String]
    public var tables: [ReportTable]

    public init(title: String, sentences: [String] = [], tables: [ReportTable] = []) {
      self.title = title
      self.sentences = sentences
      self.tables = tables
    }
  }

  public var title: String
  /// A line below the title.
  public var byline: String
  public var language: Language
  public var sections: [Section]

  public init(title: String, byline: String, language: Language, sections: [Section]) {
    self.title = title
    self.byline = byline
    self.language = language
    self.sections = sections
  }

  /// The page as a text of UTF-8 HTML; every text is escaped.
  public var html: String {
    document(title: title, byline: byline, [.block("main", [], sections.map(Self.markup))]).html
  }

  private static func markup(_ section: Section) -> Markup {
    .block(
      "section", [],
      [.element("h2", text: section.title)] + section.sentences.map { .element("p", text: $0) }
        + section.tables.flatMap(markup))
  }

  private static func markup(_ table: ReportTable) -> [Markup] {
    func cell(_ name: StaticString, _ column: Int, _ text: String) -> Markup {
      .element(name, table.columns[column].isNumber ? [("class", "number")] : [], text: text)
    }
    let head = Markup.block(
      "thead", [],
      [.block("tr", [], table.columns.indices.map { cell("th", $0, table.columns[$0].title) })])
    let body = Markup.block(
      "tbody", [], table.rows.map { row in .block("tr", [], row.indices.map { cell("td", $0, row[$0]) }) })
    var parts: [Markup] = table.title.isEmpty ? [] : [.element("h3", text: table.title)]
    parts.append(
      .block("div", [("class", "scroll")], [.block("table", table.columns.density, [head, body])]))
    if let note = table.note { parts.append(.element("p", [("class", "note")], text: note)) }
    return parts
  }
}
