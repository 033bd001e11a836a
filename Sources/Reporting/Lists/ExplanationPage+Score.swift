import Calendar
import Configuration
import Retention

extension ExplanationPage {
  /// Variables that move the log odds by less are added up.
  private static let leastShown = 0.02

  /// All contributions by cause, down to the variable.
  var scoreSection: Markup? {
    guard let score = content.score else { return nil }
    let title = say(zh: "评分由什么构成", en: "What the score is made of")
    let longest = max(score.groups.map(\.contribution.magnitude).max() ?? 0, 1e-9)
    var rows: [[Markup]] = []
    for group in score.groups where !group.isSmall(Self.leastShown) {
      rows.append([
        .element("strong", text: group.title), .empty, .element("strong", text: signed(group.contribution)),
        bar(group.contribution, longest),
      ])
      let shown = group.variables.filter { $0.contribution.magnitude >= Self.leastShown }
      rows += shown.map {
        [.text($0.meaning), .text($0.text), .text(signed($0.contribution)), bar($0.contribution, longest)]
      }
      let others = group.variables.filter { $0.contribution.magnitude < Self.leastShown }
      if !others.isEmpty {
        let sum = others.reduce(0) { $0 + $1.contribution }
        rows.append([
          .text(say(zh: "其余 \(others.count) 个变量", en: "Other variables: \(others.count)")), .empty,
          .text(signed(sum)), .empty,
        ])
      }
    }
    let small = score.groups.filter { $0.isSmall(Self.leastShown) }
    if !small.isEmpty {
      rows.append([
        .element("strong", text: say(zh: "其他原因", en: "Other causes")),
        .text(small.map(\.title).joined(separator: say(zh: "、", en: ", "))),
        .element("strong", text: signed(small.reduce(0) { $0 + $1.contribution })), .empty,
      ])
    }
    return PageSection(
      id: "score", title: title,
      parts: [
        paragraph(scoreText(score)),
        table(
          [
            .init(say(zh: "原因与变量", en: "Cause and variable")), .init(say(zh: "取值", en: "Value")),
            .init(say(zh: "对数几率", en: "Log odds"), isNumber: true), .init(say(zh: "作用", en: "Effect")),
          ], rows, label: title),
      ]
    ).markup
  }

  private func scoreText(_ score: ExplainedScore) -> String {
    let (base, margin) = (figure(score.base, decimals: 2), figure(score.margin, decimals: 2))
    return say(
      zh: "从训练客户的平均对数几率 \(base) 出发，加上下面各项，得 \(margin)；校准后流失概率为 \(percent(score.probability))。正值推高风险，负值降低风险。",
      en:
        "From the mean log odds of the training customers, \(base), the parts below add up to \(margin), which after calibration "
        + "is a probability of \(percent(score.probability)). Above zero raises the risk, below zero lowers it."
    )
  }

  func signed(_ value: Double) -> String {
    (value > 0 ? "+" : value < 0 ? "−" : "") + Language.fixed(value.magnitude, decimals: 2)
  }

  /// A bar to the right of the middle for what raises the risk, to the left for what lowers it.
  private func bar(_ value: Double, _ longest: Double) -> Markup {
    let width = min(1, value.magnitude / longest) * 50
    let (from, length) = (
      Language.fixed(value > 0 ? 50 : 50 - width, decimals: 1), Language.fixed(width, decimals: 1)
    )
    return .element(
      "span", [("class", "track"), ("aria-hidden", "true")],
      .element(
        "span",
        [("class", value > 0 ? "bar raises" : "bar"), ("style", "margin-left:\(from)%;width:\(length)%")],
        .empty))
  }

  /// What the score would be if.
  var whatIfSection: Markup? {
    guard let whatIf = content.whatIf else { return nil }
    let title = say(zh: "假如", en: "What if")
    let settings = whatIf.changes.map {
      "\($0.name) = \($0.value.isEmpty ? say(zh: "缺失", en: "missing") : $0.value)"
    }
    let columns: [ReportTable.Column] = [
      .init(say(zh: "变量", en: "Variable")), .init(say(zh: "现在", en: "Now")), .init(say(zh: "假如", en: "Then")),
      .init(say(zh: "对数几率变化", en: "Change of log odds"), isNumber: true),
    ]
    let rows = whatIf.moved.map { moved in
      [moved.meaning, moved.from, moved.to, signed(moved.contributionAfter - moved.contributionBefore)]
    }
    return PageSection(
      id: "what-if", title: title,
      parts: [
        .element(
          "p", [("class", "verdict")],
          text: say(
            zh:
              "若 \(settings.joined(separator: "、"))：流失概率由 \(percent(whatIf.before)) 变为 \(percent(whatIf.after))。",
            en:
              "With \(settings.joined(separator: " and ")) the probability would be \(percent(whatIf.after)) instead of "
              + "\(percent(whatIf.before)).")),
        note(
          say(
            zh: "这是模型的回答，不是对干预效果的估计：模型只知道什么样的客户会流失，不知道改变客户会怎样。",
            en:
              "This is what the model says of such a customer, not what changing the customer would do: it knows who leaves, not "
              + "why they would stay.")),
        rows.isEmpty
          ? paragraph(say(zh: "没有变量因此改变。", en: "No variable changes with it."))
          : table(columns, rows, label: title),
      ]
    ).markup
  }
}
