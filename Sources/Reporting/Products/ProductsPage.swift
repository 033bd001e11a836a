import Calendar
import Configuration
import Metrics
import Retention

/// The page of what customers hold: each product by tier, stage of life and group, and what is held together.
public struct ProductsPage: Page {
  private let content: ProductHoldings

  /// The page as a text of UTF-8 HTML that fetches nothing. The same content gives the same text.
  public static func html(of content: ProductHoldings) -> String { ProductsPage(content: content).page.html }

  var language: Language { content.language }

  private var page: TablePage {
    var sections: [TablePage.Section] = []
    let headings: [(ProductHoldings.Grouping, String)] = [
      (.all, language.text("全部客户", "All customers")), (.tier, language.text("按层级", "By tier")),
      (.lifeStage, language.text("按人生阶段", "By stage of life")), (.group, language.text("按客群", "By group")),
    ]
    for (grouping, title) in headings {
      let segments = content.segments.filter { $0.by == grouping }
      if segments.isEmpty { continue }
      sections.append(
        .init(
          title: title,
          sentences: grouping == .group
            ? [language.text("一位客户可属于多个客群。", "A customer may be in several groups.")] : [],
          tables: [penetration(segments)]))
    }
    if !content.pairs.isEmpty {
      sections.append(
        .init(title: language.text("一同持有", "Held together"), sentences: [method], tables: [pairs]))
    }
    return TablePage(
      title: language.text("产品持有分析：\(content.month)", "What customers hold: \(content.month)"),
      byline: content.program, language: language, sections: sections)
  }

  private var method: String {
    language.text(
      "提升度 = 同时持有两种产品的占比 ÷ 两种产品各自占比之积；为 1 时两者无关，大于 1 时常一同持有。区间为 95%，对数正态近似。",
      "Lift is the share that holds both over the product of the two shares: 1 where the two have nothing to do with each other, "
        + "above 1 where they go together. The interval is of 95%, normal in the logarithm.")
  }

  private func count(_ count: Int) -> String { Language.grouped(Double(count), decimals: 0) }
  private func percent(_ share: Double) -> String { language.percent(share, decimals: 1) }

  /// A row for each product of each segment: a column for each product would not fit the page of a bank with many.
  private func penetration(_ segments: [ProductHoldings.Segment]) -> ReportTable {
    ReportTable(
      title: "",
      columns: [
        .init(language.text("客户", "Customers")), .init(language.text("户数", "Number"), isNumber: true),
        .init(language.text("产品", "Product")), .init(language.text("持有户数", "Hold it"), isNumber: true),
        .init(language.text("占比", "Share"), isNumber: true),
        .init(language.text("95% 区间", "95% interval"), isNumber: true),
      ],
      rows: segments.flatMap { segment in
        segment.products.map { own in
          [
            segment.name, count(segment.customers), content.title(own.product), count(own.holders),
            percent(own.share),
            own.interval.map { "\(percent($0.lower)) – \(percent($0.upper))" } ?? "–",
          ]
        }
      })
  }

  private var pairs: ReportTable {
    ReportTable(
      title: "",
      columns: [
        .init(language.text("产品", "Product")), .init(language.text("另一产品", "Other product")),
        .init(language.text("同时持有", "Hold both"), isNumber: true),
        .init(language.text("提升度", "Lift"), isNumber: true),
        .init(language.text("95% 区间", "95% interval"), isNumber: true),
      ],
      rows: content.pairs.map { pair in
        [
          content.title(pair.first), content.title(pair.second), count(pair.both),
          Language.fixed(pair.lift, decimals: 2),
          pair.interval.map {
            "\(Language.fixed($0.lower, decimals: 2)) – \(Language.fixed($0.upper, decimals: 2))"
          } ?? "–",
        ]
      })
  }
}
