import Calendar
import Configuration
import Metrics

/// The page of the outcome of the contacts: a verdict in plain words, then whole, by action, by manager.
public struct ContactsPage: Page {
  private let content: ContactsContent

  /// The page as a text of UTF-8 HTML that fetches nothing. The same content gives the same text.
  public static func html(of content: ContactsContent) -> String { ContactsPage(content: content).page.html }

  var language: Language { content.language }

  private var page: TablePage {
    let months = content.months.map(\.description).joined(separator: language.text("、", ", "))
    var sections = [
      TablePage.Section(
        title: language.text("结论", "Verdict"), sentences: [content.verdict] + lossSentence + missingSentence,
        tables: [table("", [content.whole], language.text("范围", "Of"))])
    ]
    if !content.actions.isEmpty {
      sections.append(
        .init(
          title: language.text("按措施", "By action"),
          tables: [table("", content.actions, language.text("措施", "Action"))]))
    }
    if !content.managers.isEmpty {
      sections.append(
        .init(
          title: language.text("按客户经理", "By manager"),
          sentences: [
            language.text(
              "客户经理越多，越有人只是碰巧落在区间之外：一百位中约有五位。",
              "Of many managers some lie outside of chance by chance alone: about five of a hundred.")
          ], tables: [table("", content.managers, language.text("客户经理", "Manager"))]))
    }
    sections.append(.init(title: language.text("怎样计算", "How it is reckoned"), sentences: method))
    return TablePage(
      title: language.text("名单效果：\(months)", "The outcome of the list: \(months)"), byline: content.program,
      language: language, sections: sections)
  }

  private var lossSentence: [String] {
    guard let losses = content.whole.losses else { return [] }
    let (treated, control) = (percent(losses.treatedShare), percent(losses.controlShare))
    return [
      language.text(
        "流失客户占比：名单客户 \(treated)，对照组 \(control)。",
        "Customers who lost assets: \(treated) of those on the lists, \(control) of the control group.")
    ]
  }

  private var missingSentence: [String] {
    guard content.withoutAssets > 0 else { return [] }
    let count = Language.grouped(Double(content.withoutAssets), decimals: 0)
    return [
      language.text(
        "\(count) 行没有前后资产，只计入接受率。",
        "\(count) rows without known assets count for uptake alone.")
    ]
  }

  private var method: [String] {
    [
      language.text(
        "名单客户指未留作对照组的全部客户，无论是否联系到；只有这样比较才公平，因为对照组里也有联系不到的人。",
        "Those on the lists are all who were not held out, reached or not: only so is the comparison fair, for the control "
          + "group has people who cannot be reached too."),
      language.text(
        "留住资金 =（名单客户资金留存率 − 对照组资金留存率）× 名单客户原有资金；区间为正态近似（比率线性化），不含随机抽样。",
        "Money kept is the difference in the share of money that stayed, times the money there was; the interval is "
          + "normal, by linearising the ratios, with nothing drawn at random."),
      language.text(
        "标有 * 的行，同类对照客户不足 \(MoneyKept.leastCustomers) 户，与全部对照客户相比；客户本来不同，只作参考。",
        "Lines with * have fewer than \(MoneyKept.leastCustomers) customers of the same kind held out and are set against "
          + "all who are; these customers differ from the start, so take the figure as a hint."),
    ]
  }

  private func percent(_ share: Double) -> String { language.percent(share, decimals: 1) }

  private func table(_ title: String, _ lines: [ContactsContent.Line], _ name: String) -> ReportTable {
    ReportTable(
      title: title,
      columns: [
        .init(name), .init(language.text("名单客户", "Customers"), isNumber: true),
        .init(language.text("已联系", "Contacted"), isNumber: true),
        .init(language.text("接受率", "Uptake"), isNumber: true),
        .init(language.text("对照", "Control"), isNumber: true),
        .init(language.text("留住资金", "Money kept"), isNumber: true),
        .init(language.text("95% 区间", "95% interval"), isNumber: true),
      ],
      rows: lines.map { line in
        [
          line.name + (line.isAgainstAll ? " *" : ""), Language.grouped(Double(line.treated), decimals: 0),
          Language.grouped(Double(line.contacted), decimals: 0), uptake(line),
          Language.grouped(Double(line.control), decimals: 0),
          line.kept.map { language.money($0.amount) } ?? "–",
          line.kept?.interval.map { "\(language.money($0.lower)) – \(language.money($0.upper))" } ?? "–",
        ]
      })
  }

  private func uptake(_ line: ContactsContent.Line) -> String {
    guard line.answered > 0 else { return "–" }
    let share = percent(Double(line.accepted) / Double(line.answered))
    return line.uptake.map { "\(share) (\(percent($0.lower))–\(percent($0.upper)))" } ?? share
  }
}
