import Calendar
import Configuration
import Retention

/// One customer on a page: the score with all that it is made of, months before, similar customers, rules, what if.
public struct ExplanationPage: Page {
  let content: CustomerExplanation
  var language: Language { content.language }
  var words: QuestionWords { content.words }

  /// The page as a text of UTF-8 HTML that fetches nothing. The same explanation gives the same text.
  public static func html(of content: CustomerExplanation) -> String {
    ExplanationPage(content: content).page.html
  }

  private var page: Markup {
    let month = content.monthAtRisk.map { say(zh: "预警月份 \($0)", en: "month at risk \($0)") }
    let sections = [
      reasonsSection, historySection, scoreSection, similarSection, whatIfSection,
      texts("who", say(zh: "客户是谁，做什么", en: "Who the customer is, and what to do"), content.facts),
      texts("rules", say(zh: "适用的规则", en: "Rules that applied"), content.rules),
    ].compactMap { $0 }
    return document(
      title: content.snapshot == nil
        ? say(zh: "评分说明：\(content.customer)", en: "A score explained: \(content.customer)")
        : say(zh: "客户 \(content.customer) 的流失评分", en: "Why customer \(content.customer) may lose assets"),
      byline: ([month] + [content.model, content.program]).compactMap { $0 }.joined(separator: " · "),
      [.block("main", [], [figures, verdict] + sections)])
  }

  private var figures: Markup {
    var figures: [(String, String)] = []
    if let entry = content.entry {
      figures.append((say(zh: "流失概率", en: "Probability of a loss"), percent(entry.probability)))
      if let rank = content.rank {
        figures.append(
          (say(zh: "在全部评分中的排名", en: "Rank among all scored"), "\(count(rank)) / \(count(content.scored))"))
      }
      if let loss = entry.expectedLoss {
        figures.append((say(zh: "预计流失", en: "Expected loss"), unbroken(loss)))
      }
      if let assets = entry.assets { figures.append((say(zh: "资产", en: "Assets"), unbroken(assets))) }
    }
    if figures.isEmpty { return .empty }
    return .block(
      "dl", [("class", "figures")],
      figures.map { name, value in
        .block("div", [], [.element("dt", text: name), .element("dd", text: value)])
      })
  }

  private func unbroken(_ amount: Double) -> String { money(amount).replacing(" ", with: "\u{A0}") }

  private var verdict: Markup {
    .element("p", [("class", "verdict")], text: content.listing.text(in: language))
  }

  private func section(_ id: StaticString, _ title: String, _ parts: [Markup]) -> Markup {
    PageSection(id: id, title: title, parts: parts).markup
  }

  private var reasonsSection: Markup? {
    guard let reasons = content.entry?.reasons, !reasons.isEmpty else { return nil }
    return section(
      "reasons", say(zh: "主要原因", en: "Reasons"),
      [.block("ol", [("class", "findings")], reasons.map { .element("li", text: $0.text) })])
  }

  private var similarSection: Markup? {
    content.similar.map { similar in
      section(
        "similar", say(zh: "相似客户的结果", en: "What became of similar customers"),
        [paragraph(similar.text(in: language, words))])
    }
  }

  private func texts(_ id: StaticString, _ title: String, _ texts: [NamedText]) -> Markup? {
    if texts.isEmpty { return nil }
    return section(
      id, title,
      [
        table(
          [.init(say(zh: "项目", en: "What")), .init(say(zh: "内容", en: "Value"))],
          texts.map { [.text($0.name), coded($0.text)] }, label: title)
      ])
  }

  /// A text in which backticks enclose what a computer reads.
  private func coded(_ text: String) -> Markup {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    return parts.enumerated().reduce(.empty) { all, part in
      all
        + (part.offset % 2 == 0 ? .text(String(part.element)) : .element("code", text: String(part.element)))
    }
  }
}
