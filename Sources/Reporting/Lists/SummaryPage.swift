import Calendar
import Configuration
import Retention

/// The page that goes to the head of retail with the month's lists: how many, how much, where, why, who first. It fits
/// one sheet of A4.
public struct SummaryPage: Page {
  let content: SummaryContent
  var language: Language { content.language }

  /// The page as a text of UTF-8 HTML that fetches nothing. The same content gives the same text.
  public static func html(of content: SummaryContent) -> String { SummaryPage(content: content).page.html }

  /// Rows of a table that fit the sheet; the smaller ones are added up below them.
  private static let mostParts = 5
  private static let mostCustomers = 8

  /// An amount whose unit is never parted from it.
  func money(_ amount: Double) -> String {
    content.language.shortMoney(amount).replacing(" ", with: "\u{A0}")
  }

  private var page: Markup {
    let title = say(
      zh: "客户资产流失预警：\(content.monthAtRisk)",
      en: "Customers who may lose assets in \(content.monthAtRisk.description)")
    return document(
      title: title, byline: [content.model, content.program].joined(separator: " · "),
      styles: [.oneSheetStyle],
      [
        .block(
          "main", [("class", "sheet")],
          [figures, sentence, tables, grades, topCustomers].filter { !$0.html.isEmpty })
      ])
  }

  private var figures: Markup {
    var figures = [
      (say(zh: "名单客户", en: "Customers listed"), count(content.listed.customers)),
      (say(zh: "名单客户资产", en: "Their assets"), money(content.listed.assets)),
      (say(zh: "预计流失金额", en: "Expected loss"), money(content.listed.expectedLoss)),
    ]
    if content.population.expectedLoss > 0 {
      figures.append(
        (
          say(zh: "占全部预计流失", en: "Share of all expected loss"),
          percent(content.listed.expectedLoss / content.population.expectedLoss, decimals: 0)
        ))
    }
    return .block(
      "dl", [("class", "figures")],
      figures.map { name, value in
        .block("div", [], [.element("dt", text: name), .element("dd", text: value)])
      })
  }

  private var sentence: Markup {
    let (all, listed) = (content.population, content.listed)
    let share = all.customers > 0 ? Double(listed.customers) / Double(all.customers) : 0
    var text = say(
      zh: "全部客群 \(count(all.customers)) 户、资产 \(money(all.assets))，其中 "
        + "\(percent(share)) 列入名单。",
      en:
        "\(percent(share)) of the \(count(all.customers)) customers above the floor, who hold "
        + "\(money(all.assets)), are listed.")
    if content.managers > 0 {
      text += say(
        zh: "名单分给 \(count(content.managers)) 位客户经理，人均 \(perManager) 户。",
        en: " \(count(content.managers)) managers have a list, of \(perManager) customers on average.")
    }
    if let control = content.control, control.customers > 0 {
      text += say(
        zh: "另有 \(count(control.customers)) 户随机留作对照组，请勿联系。",
        en:
          " \(count(control.customers)) of them are held out at random as a control group and are not to be "
          + "contacted.")
    }
    // Chinese sentences follow each other without a space.
    return paragraph(([text] + content.shared).joined(separator: say(zh: "", en: " ")))
  }

  private var perManager: String {
    let contacted = content.listed.customers - (content.control?.customers ?? 0)
    return Language.fixed(Double(contacted) / Double(max(1, content.managers)), decimals: 0)
  }

  private var tables: Markup {
    let tables = [
      (say(zh: "按层级", en: "By tier"), say(zh: "层级", en: "Tier"), content.tiers, true),
      (say(zh: "按首要原因", en: "By first reason"), say(zh: "原因", en: "Reason"), content.causes, true),
      (say(zh: "按机构", en: "By branch"), say(zh: "机构", en: "Branch"), content.branches, false),
      (say(zh: "按客群（可重复）", en: "By group (may overlap)"), say(zh: "客群", en: "Group"), content.groups, false),
      (
        say(zh: "全部客群按象限", en: "All customers by quadrant"), say(zh: "象限", en: "Quadrant"),
        content.quadrants.filter { $0.customers > 0 }, false
      ),
    ]
    return .block(
      "div", [("class", "charts")],
      [outcomes]
        + tables.filter { !$0.2.isEmpty }.map { title, name, parts, isDrawn in
          .block(
            "section", [], [.element("h2", text: title), table(name, parts, isDrawn: isDrawn, label: title)])
        })
  }

  /// - Parameter isDrawn: whether a bar shows each part's expected loss.
  private func table(_ name: String, _ parts: [SummaryContent.Part], isDrawn: Bool, label: String) -> Markup {
    // One that is left over takes no more room than a row that says so.
    let most = parts.count == Self.mostParts + 1 ? parts.count : Self.mostParts
    var shown = Array(parts.prefix(most))
    let rest = parts.dropFirst(most)
    if !rest.isEmpty {
      var others = SummaryContent.Part(
        name: say(zh: "其余 \(rest.count) 项", en: "\(rest.count) others"))
      for part in rest {
        others.customers += part.customers
        others.assets += part.assets
        others.expectedLoss += part.expectedLoss
      }
      shown.append(others)
    }
    let (assets, losses) = (unit(shown.map(\.assets)), unit(shown.map(\.expectedLoss)))
    let greatest = max(shown.map(\.expectedLoss).max() ?? 0, 1e-9)
    return table(
      [
        .init(name), .init(say(zh: "户数", en: "Customers"), isNumber: true),
        .init(assets.title(say(zh: "资产", en: "Assets"), in: language), isNumber: true),
        .init(losses.title(say(zh: "预计流失", en: "Expected loss"), in: language), isNumber: true),
      ],
      shown.map { part in
        let bar = isDrawn ? self.bar(part.expectedLoss / greatest) : .empty
        return [
          .text(part.name) + bar, .text(count(part.customers)), .text(assets.text(part.assets)),
          .text(losses.text(part.expectedLoss)),
        ]
      }, label: label)
  }

  /// A column's amounts are all in one unit.
  private func unit(_ amounts: [Double]) -> AmountUnit {
    AmountUnit(for: amounts.max() ?? 0, in: language)
  }

  /// A bar below a part's name.
  private func bar(_ share: Double) -> Markup {
    let width = Language.fixed(max(0, share) * 100, decimals: 1)
    return .element(
      "span", [("class", "bar"), ("aria-hidden", "true"), ("style", "width:\(width)%")], .empty)
  }

  private var topCustomers: Markup {
    let top = content.top.prefix(Self.mostCustomers)
    guard !top.isEmpty else { return .empty }
    let title = say(zh: "首要客户", en: "First on the list")
    let (assets, losses) = (unit(top.compactMap(\.assets)), unit(top.compactMap(\.expectedLoss)))
    let hasManagers = top.contains { $0.manager != nil }
    var columns: [ReportTable.Column] = [
      .init(say(zh: "客户号", en: "Customer")), .init(say(zh: "层级", en: "Tier")),
      .init(assets.title(say(zh: "资产", en: "Assets"), in: language), isNumber: true),
      .init(say(zh: "流失概率", en: "Probability"), isNumber: true),
      .init(losses.title(say(zh: "预计流失", en: "Expected loss"), in: language), isNumber: true),
      .init(say(zh: "首要原因", en: "First reason")),
    ]
    if hasManagers { columns.append(.init(say(zh: "客户经理", en: "Manager"))) }
    let rows = top.map { customer in
      [
        customer.name, customer.tier ?? "–", customer.assets.map(assets.text) ?? "–",
        percent(customer.probability), customer.expectedLoss.map(losses.text) ?? "–",
        customer.reason ?? "–",
      ] + (hasManagers ? [customer.manager ?? "–"] : [])
    }
    return .block(
      "section", [], [.element("h2", text: title), table(columns, rows, label: title, becomesCards: true)])
  }
}

extension Markup {
  /// Closer together than a report, so that the page is one sheet.
  fileprivate static let oneSheetStyle = style(
    """
    .sheet h2 { margin: 1.25rem 0 .35rem; padding-top: .5rem; font-size: 1.0625rem; }
    .sheet dl.figures { margin: 1rem 0 .75rem; } .sheet .scroll { margin: .35rem 0; }
    .sheet .bar { height: .3rem; margin: .15rem 0 0; }
    .sheet figure { margin: .5rem 0 0; max-width: 24rem; }
    .sheet .charts { gap: .25rem 1.75rem; } .sheet .charts th:not(.number) { min-width: 5.5rem; }
    @media print {
      @page { size: A4; margin: 9mm 10mm; }
      body { font-size: 8pt; line-height: 1.22; } h1 { font-size: 13pt; } header .by { margin: 0; }
      .sheet h2 { margin: 5pt 0 0; padding-top: 4pt; font-size: 9pt; break-after: avoid; }
      .sheet dl.figures { grid-template-columns: repeat(4, 1fr); gap: 6pt; margin: 4pt 0; }
      .sheet dl.figures > div { padding: 2pt 7pt; } .sheet dl.figures dd { font-size: 11pt; }
      .sheet .charts { grid-template-columns: repeat(3, 1fr); gap: 0 10pt; }
      .sheet .charts th:not(.number) { min-width: 0; } .sheet .scroll { margin: 0; }
      .sheet .bar { height: 1.5pt; margin: .5pt 0 0; }
      .sheet section p { margin: 2pt 0; } .sheet figure { margin: 0; }
      .sheet figcaption, .sheet .legend { margin: 0; font-size: 6.5pt; }
      .sheet .charts .number { width: 1%; min-width: 3.4em; } .sheet thead th.number { min-width: 0; }
      .sheet dl.figures dt { font-size: 7pt; } .sheet figure svg { max-height: 36mm; }
      .sheet .charts td:not(.number), .sheet .charts tbody th:not(.number) { min-width: 0; }
      .sheet table { font-size: 6.5pt; line-height: 1.2; } .sheet th, .sheet td { padding: 1pt 2.5pt; }
    }
    """)
}
