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
    document(title: title, byline: byline, [.block("main", [], sections.map(markup))]).html
  }

  private func markup(_ section: Section) -> Markup {
    .block(
      "section", [],
      [.element("h2", text: section.title)] + section.sentences.map(paragraph)
        + section.tables.flatMap { markup($0, in: section) })
  }

  private func markup(_ table: ReportTable, in section: Section) -> [Markup] {
    [
      table.title.isEmpty ? .empty : .element("h3", text: table.title),
      self.table(
        table.columns, table.rows, label: table.title.isEmpty ? section.title : table.title),
      table.note.map(note) ?? .empty,
    ]
  }
}
