import Calendar
import Configuration
import Metrics

/// The page of `churn compare`: champion and challenger on the same rows.
public struct ComparisonPage: Page {
  private let content: ComparisonContent
  var language: Language { content.language }
  var words: QuestionWords { content.question?.words ?? .loss }

  /// The page as a text of UTF-8 HTML that fetches nothing. The same content gives the same text.
  public static func html(of content: ComparisonContent) -> String {
    ComparisonPage(content: content).page.html
  }

  private var page: Markup {
    let title = say(zh: "模型比较：冠军与挑战者", en: "Champion and challenger")
    let sections = [summarySection, figuresSection, othersSection, listsSection, movesSection].compactMap {
      $0
    }
    return document(
      title: title,
      byline: [
        say(zh: "冠军 \(content.champion)", en: "champion \(content.champion)"),
        say(zh: "挑战者 \(content.challenger)", en: "challenger \(content.challenger)"), content.program,
      ].joined(separator: " · "), sections: sections)
  }

  private var summarySection: PageSection {
    let comparison = content.comparison
    let money = comparison.lists.first { $0.share == 0.2 }?.capturedLostAssets
    let rows =
      content.months.isEmpty
      ? say(
        zh: "两个模型在表中同样的 \(count(content.customers)) 行（流失 \(count(content.losses))）上比较。",
        en:
          "Both models were evaluated on the same \(count(content.customers)) rows of a table, \(count(content.losses)) of them "
          + "losses.")
      : say(
        zh:
          "两个模型在 \(months(content.months)) 的同样 \(count(content.customers)) 户次（流失 \(count(content.losses))）上比较。",
        en:
          "Both models were evaluated on the same \(count(content.customers)) customers of \(months(content.months)), "
          + "\(count(content.losses)) of them lost.")
    var parts = [
      paragraph(rows),
      paragraph(sentence("AUC", comparison.auc, decimals: 4)),
    ]
    if let others = content.others {
      let name = say(
        zh: "在两个模型学习时都未用过的 \(count(others.rows)) 行上，AUC",
        en: "On the \(count(others.rows)) rows that neither was trained on, AUC")
      parts.append(paragraph(sentence(name, others.comparison.auc, decimals: 4)))
    }
    if let money, money.difference != nil {
      parts.append(
        paragraph(
          sentence(
            say(zh: "前 20% 名单覆盖的流失金额占比", en: "The share of lost money on a list of the first 20%"), money,
            decimals: 3)))
    }
    if !content.notes.isEmpty {
      parts.append(.block("ul", [("class", "watch")], content.notes.map { .element("li", text: $0) }))
    }
    return .init(id: "summary", title: say(zh: "摘要", en: "Summary"), parts: parts)
  }

  private func sentence(_ name: String, _ difference: PairedComparison.Difference, decimals: Int) -> String {
    guard let change = difference.difference, let interval = difference.interval else {
      return name + say(zh: "：无法比较。", en: ": cannot be compared.")
    }
    let reach = "\(signed(interval.lower, decimals)) … \(signed(interval.upper, decimals))"
    let verdict =
      difference.isSure
      ? change > 0
        ? say(zh: "挑战者更好", en: "the challenger is better") : say(zh: "挑战者更差", en: "the challenger is worse")
      : say(zh: "看不出差别", en: "no difference can be told")
    return say(
      zh: "\(name)：挑战者比冠军 \(signed(change, decimals))（95% 区间 \(reach)），\(verdict)。",
      en:
        "\(name): challenger against champion \(signed(change, decimals)) (95% interval \(reach)): \(verdict)."
    )
  }

  private func signed(_ value: Double, _ decimals: Int) -> String {
    let text = Language.fixed(value, decimals: decimals)
    return value > 0 ? "+" + text : text
  }

  private func cells(_ name: String, _ difference: PairedComparison.Difference, decimals: Int = 4) -> [String]
  {
    [
      name, figure(difference.champion, decimals: decimals),
      figure(difference.challenger, decimals: decimals),
      difference.difference.map { signed($0, decimals) } ?? "–",
      difference.interval.map { "\(signed($0.lower, decimals)) … \(signed($0.upper, decimals))" } ?? "–",
      difference.isSure ? say(zh: "是", en: "yes") : say(zh: "否", en: "no"),
    ]
  }

  private func columns(_ first: String) -> [ReportTable.Column] {
    [
      .init(first), .init(say(zh: "冠军", en: "Champion"), isNumber: true),
      .init(say(zh: "挑战者", en: "Challenger"), isNumber: true),
      .init(say(zh: "差", en: "Difference"), isNumber: true),
      .init(say(zh: "95% 区间", en: "95% interval"), isNumber: true), .init(say(zh: "可靠", en: "Sure")),
    ]
  }

  private func figuresTable(_ comparison: PairedComparison, label: String) -> Markup {
    table(
      columns(say(zh: "指标", en: "Figure")),
      [
        cells("AUC", comparison.auc), cells("KS", comparison.kolmogorovSmirnov),
        cells(say(zh: "平均精度", en: "Average precision"), comparison.averagePrecision),
        cells(say(zh: "对数损失（越小越好）", en: "Log-loss (less is better)"), comparison.logLoss),
        cells(say(zh: "Brier 分数（越小越好）", en: "Brier score (less is better)"), comparison.brier),
      ], label: label)
  }

  /// Rows of a table that neither model was trained on.
  private var othersSection: PageSection? {
    guard let others = content.others else { return nil }
    let title = say(zh: "两个模型学习时都未用过的行", en: "Rows that neither was trained on")
    return .init(
      id: "others", title: title,
      parts: [
        paragraph(
          say(
            zh: "共 \(count(others.rows)) 行，其中流失 \(count(others.losses))。",
            en: "\(count(others.rows)) rows, \(count(others.losses)) of them losses.")),
        figuresTable(others.comparison, label: title),
      ])
  }

  private var figuresSection: PageSection {
    let comparison = content.comparison
    let title = say(zh: "指标", en: "Figures")
    return .init(
      id: "figures", title: title,
      parts: [
        figuresTable(comparison, label: title),
        note(
          say(
            zh: "区间由按客户有放回重抽 \(comparison.rounds) 次得到，每次两个模型用同样的客户；区间不含 0 为可靠。",
            en:
              "Intervals: customers were drawn anew \(comparison.rounds) times, each time the same ones for both models; a "
              + "difference is sure where 0 lies outside.")),
      ])
  }

  private var listsSection: PageSection {
    func share(_ list: PairedComparison.List) -> String { percent(list.share, decimals: 0) }
    let lists = content.comparison.lists
    let recall = say(zh: "名单覆盖的流失（按概率）", en: "Losses on the list by probability")
    let money = say(zh: "名单覆盖的流失金额（按预期损失）", en: "Lost money on the list by expected loss")
    let length = say(zh: "名单占客户", en: "Share listed")
    var parts: [Markup] = [
      .element("h3", text: recall),
      table(columns(length), lists.map { cells(share($0), $0.recall) }, label: recall),
    ]
    if lists.contains(where: { $0.capturedLostAssets.champion != nil }) {
      parts += [
        .element("h3", text: money),
        table(columns(length), lists.map { cells(share($0), $0.capturedLostAssets) }, label: money),
      ]
    }
    return .init(id: "lists", title: say(zh: "名单", en: "Lists"), parts: parts)
  }

  private var movesSection: PageSection {
    let moves = content.comparison.moves
    let title = say(zh: "名单上的进出", en: "Who moves on and off the list")
    func row(_ name: String, _ group: Moves.Group) -> [String] {
      [name, count(group.customers), count(group.losses), money(group.lostAssets)]
    }
    return .init(
      id: "moves", title: title,
      parts: [
        paragraph(
          say(
            zh: "两份名单各取前 \(percent(moves.share, decimals: 0))。",
            en: "Either list holds the first \(percent(moves.share, decimals: 0)).")),
        table(
          [
            .init(""), .init(say(zh: "客户", en: "Customers"), isNumber: true),
            .init(say(zh: "其中流失", en: "Lost"), isNumber: true),
            .init(say(zh: "流失金额", en: "Lost money"), isNumber: true),
          ],
          [
            row(say(zh: "两份名单都有", en: "on both lists"), moves.onBoth),
            row(say(zh: "退出（仅在冠军名单）", en: "moves off: on the champion's alone"), moves.off),
            row(say(zh: "进入（仅在挑战者名单）", en: "moves on: on the challenger's alone"), moves.on),
          ], label: title),
      ])
  }
}
