import Calendar
import Configuration
import Validation

/// The page of `churn monitor`: a verdict in plain words first, then what it is made of.
public struct MonitorPage: Page {
  let content: MonitorContent
  var language: Language { content.language }
  var words: QuestionWords { content.question?.words ?? .loss }

  /// The page as a text of UTF-8 HTML that fetches nothing. The same content gives the same text.
  public static func html(of content: MonitorContent) -> String { MonitorPage(content: content).page.html }

  private var page: Markup {
    let title = say(
      zh: "模型监控：\(content.month?.description ?? "数据表")",
      en: "Watching the model: \(content.month?.description ?? "a table")")
    let sections = [verdictSection, scoreSection, variablesSection, flowSection, outcomeSection]
      .compactMap { $0 }
    return document(
      title: title, byline: [content.model, content.program].joined(separator: " · "), sections: sections)
  }

  private func sign(_ light: Light) -> Markup {
    .element("span", [("class", "light \(light.rawValue)")], text: light.name(in: language))
  }

  private var verdictSection: PageSection? {
    let verdict =
      switch content.verdict {
      case .green:
        say(zh: "与学习时相比没有值得注意的变化。", en: "Nothing worth a look has changed since the model was trained.")
      case .amber: say(zh: "有变化，请看一看。", en: "Something has changed: have a look.")
      case .red:
        say(
          zh: "变化明显：使用名单之前请查明原因，必要时重新训练。",
          en: "Much has changed: find out why before the list is used, and retrain if need be.")
      }
    var parts: [Markup] = [
      .element("p", [("class", "verdict")], sign(content.verdict) + .text(" " + verdict)),
      paragraph(
        content.month.map {
          say(
            zh: "\($0) 的客群共 \(count(content.customers)) 户。",
            en: "The population of \($0.description) has \(count(content.customers)) customers.")
        }
          ?? say(
            zh: "表中共 \(count(content.customers)) 行。", en: "The table has \(count(content.customers)) rows.")),
    ]
    parts += content.cautions.map(note)
    if content.unseenSeason, content.verdict > .green {
      parts.append(
        note(
          say(
            zh: "学习月份中没有每年的这个月：只要得分分布没有变动，变量的变动在 PSI 超出 \(content.limits.unseenSeason.red) 之前不判为红。",
            en:
              "No training month was this month of the year: as long as the score has not moved, a variable's shift is not "
              + "red before its PSI is \(content.limits.unseenSeason.red) more than usual.")))
    }
    if !content.findings.isEmpty {
      parts.append(
        .block(
          "ul", [("class", "findings")],
          content.findings.lines(in: language).map {
            .element("li", [], sign($0.light) + .text(" " + $0.text))
          }))
    }
    return .init(id: "verdict", title: say(zh: "结论", en: "Verdict"), parts: parts)
  }

  private var scoreSection: PageSection? {
    let (before, now) = (content.scoreBefore, content.scoreNow)
    guard before.total > 0, now.total > 0 else { return nil }
    let shares = zip(before.counts, now.counts).map { ($0 / before.total, $1 / now.total) }
    let names = before.counts.indices.map { bin in
      bin == 0
        ? "< \(figure(before.edges.first, decimals: 4))"
        : "≥ \(Language.fixed(before.edges[bin - 1], decimals: 4))"
    }
    let (then, today) = (
      say(zh: "学习时", en: "When trained"), say(zh: content.month == nil ? "现在" : "本月", en: "Now")
    )
    let title = say(zh: "概率分布", en: "How the probabilities are distributed")
    let chart = Chart(
      id: "score", title: title,
      description: say(
        zh: "PSI 为 \(figure(content.score.stability, decimals: 4))。",
        en: "The PSI is \(figure(content.score.stability, decimals: 4))."),
      x: .categories(say(zh: "概率", en: "Probability"), names: names, named: 4),
      y: .shares(say(zh: "客户占比", en: "Share of customers"), upTo: shares.reduce(0) { max($0, $1.0, $1.1) }),
      marks: shares.enumerated().flatMap { index, share -> [Chart.Mark] in
        let position = Double(index)
        return [
          .bar(
            from: position - 0.4, to: position, height: share.0, colour: 1,
            text: "\(names[index]) · \(then) \(percent(share.0))"),
          .bar(
            from: position, to: position + 0.4, height: share.1, colour: 2,
            text: "\(names[index]) · \(today) \(percent(share.1))"),
        ]
      }, legend: [.init(name: then, colour: 1), .init(name: today, colour: 2)],
      table: ReportTable(
        title: title,
        columns: [
          .init(say(zh: "概率", en: "Probability")), .init(then, isNumber: true), .init(today, isNumber: true),
        ],
        rows: names.indices.map { [names[$0], percent(shares[$0].0), percent(shares[$0].1)] }))
    return .init(
      id: "score-drift", title: say(zh: "得分", en: "The score"),
      parts: [.block("div", [("class", "rows")], [figure(chart)])])
  }

  /// Whether the verdict depends on the variable; the score has no importance and always counts.
  private func counts(_ drift: MonitorContent.Drift) -> Bool {
    drift.importance.map { $0 >= content.limits.leastImportance } ?? true
  }

  private var variablesSection: PageSection? {
    guard !content.variables.isEmpty else { return nil }
    let rows = ([content.score] + content.variables).map { drift -> [Markup] in
      [
        .element("span", [("class", "code")], text: drift.name), .text(drift.meaning ?? ""),
        counts(drift) ? sign(drift.light) : .text("–"),
        .text(figure(drift.stability, decimals: 3)),
        .text(figure(drift.usualStability, decimals: 3)),
        .text(drift.missingBefore.map { percent($0) } ?? "–"),
        .text(drift.missingNow.map { percent($0) } ?? "–"),
        .text(drift.newShare.map { percent($0) } ?? "–"),
        .text(drift.importance.map { percent($0) } ?? "–"),
      ]
    }
    let title = say(zh: "变量", en: "Variables")
    return .init(
      id: "variables", title: title,
      parts: [
        table(
          [
            .init(say(zh: "变量", en: "Variable")), .init(say(zh: "含义", en: "Meaning")),
            .init(say(zh: "判定", en: "Light")), .init("PSI", isNumber: true),
            .init(
              content.month == nil
                ? say(zh: "通常至多", en: "Usual at most")
                : say(zh: "学习月份最大 PSI", en: "Most of a training month"), isNumber: true),
            .init(say(zh: "原缺失", en: "Missing then"), isNumber: true),
            .init(say(zh: "现缺失", en: "Missing now"), isNumber: true),
            .init(say(zh: "新取值", en: "New texts"), isNumber: true),
            .init(say(zh: "重要性", en: "Importance"), isNumber: true),
          ], rows, label: title),
        content.variables.allSatisfy(counts)
          ? .empty
          : note(
            say(
              zh: "重要性低于 \(percent(content.limits.leastImportance)) 的变量只列出，不参与判定。",
              en:
                "Variables that do less than \(percent(content.limits.leastImportance)) of the model's work are "
                + "shown for information only.")),
        note(
          say(
            zh:
              "PSI 超出\(content.month == nil ? "通常" : "学习月份之间固有差异") \(content.limits.stability.amber) 为黄，\(content.limits.stability.red) 为红。",
            en:
              "A variable is amber where its PSI is \(content.limits.stability.amber) more than "
              + (content.month == nil ? "is usual" : "training months differ among themselves")
              + ", red at \(content.limits.stability.red) more.")),
      ])
  }

  private var flowSection: PageSection? {
    guard !content.flow.isEmpty else { return nil }
    let title = say(zh: "客户流动", en: "Customers coming and going")
    return .init(
      id: "flow", title: title,
      parts: [
        table(
          [
            .init(say(zh: "月份", en: "Month")), .init(say(zh: "客户", en: "Customers"), isNumber: true),
            .init(say(zh: "新增", en: "New"), isNumber: true),
            .init(say(zh: "离开", en: "Left"), isNumber: true),
            .init(say(zh: "客群", en: "Population"), isNumber: true),
          ],
          content.flow.map { month in
            [
              month.month.description, count(month.customers), count(month.entering),
              count(month.leaving), count(month.population),
            ]
          }, label: title)
      ])
  }
}
