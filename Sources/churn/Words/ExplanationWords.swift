import Calendar
import Configuration
import Retention

/// What `explain` prints of a customer.
struct ExplanationWords {
  let explanation: CustomerExplanation

  private var language: Language { explanation.language }
  private var words: QuestionWords { explanation.words }

  var text: String {
    ([head] + [
      reasons, history, score, similar, whatIf,
      texts(explanation.facts, zh: "客户与措施", en: "Who, and what to do"),
    ]
      + [texts(explanation.rules, zh: "适用的规则", en: "Rules that applied")]).compactMap { $0 }.joined(
        separator: "\n")
  }

  private func title(_ chinese: String, _ english: String) -> String {
    language.text(chinese, english) + "\n"
  }

  private var head: String {
    let (customer, listing) = (explanation.customer, explanation.listing.text(in: language))
    let month =
      explanation.monthAtRisk.map { words.text(language, "  预警月份 \($0)", "  month at risk \($0)") } ?? ""
    var text = customer + month + "\n"
    if let entry = explanation.entry {
      var figures = [words.text(language, "流失概率 ", "probability ") + NumberText.percent(entry.probability)]
      if let rank = explanation.rank {
        let (rank, scored) = (NumberText.count(rank), NumberText.count(explanation.scored))
        figures.append(language.text("排名 \(rank) / \(scored)", "rank \(rank) of \(scored) scored"))
      }
      if let assets = entry.assets {
        figures.append(language.text("资产 ", "assets ") + NumberText.amount(assets.rounded()))
      }
      if let loss = entry.expectedLoss {
        figures.append(words.text(language, "预计流失 ", "expected loss ") + NumberText.amount(loss.rounded()))
      }
      text += figures.joined(separator: "  ") + "\n"
    }
    return text + listing + "\n"
  }

  private var reasons: String? {
    guard let reasons = explanation.entry?.reasons, !reasons.isEmpty else { return nil }
    return title("主要原因", "Reasons")
      + reasons.enumerated().map { "  \($0 + 1). \($1.text)\n" }.joined()
  }

  /// Columns besides the month that stand beside each other; the page and the JSON have all.
  private static let mostColumns = 7

  private var history: String? {
    guard let history = explanation.history else { return nil }
    // Months run downwards: thirteen of them would not fit beside each other.
    let rows = history.rows.prefix(Self.mostColumns)
    var table = TextTable([(language.text("月份", "month"), .left)] + rows.map { ($0.title, .right) })
    for month in history.months.indices {
      table.add([history.months[month].description] + rows.map { $0.texts[month] })
    }
    return title("逐月情况", "Month by month") + table.text
  }

  /// Variables that move the log odds by less are added up.
  private static let leastShown = 0.02

  private var score: String? {
    guard let score = explanation.score else { return nil }
    var table = TextTable(
      in: language,
      [("原因与变量", "cause and variable", .left), ("对数几率", "log odds", .right), ("取值", "value", .left)])
    table.add([language.text("训练客户的平均", "mean of the training customers"), signed(score.base), ""])
    for group in score.groups where !group.isSmall(Self.leastShown) {
      table.add([group.title, signed(group.contribution), ""])
      let shown = group.variables.filter { $0.contribution.magnitude >= Self.leastShown }
      for variable in shown {
        table.add(["  " + variable.meaning, signed(variable.contribution), variable.text])
      }
      let rest = group.variables.count - shown.count
      if rest > 0 {
        let sum = group.contribution - shown.reduce(0) { $0 + $1.contribution }
        table.add([language.text("  其余 \(rest) 个变量", "  other variables: \(rest)"), signed(sum), ""])
      }
    }
    let small = score.groups.filter { $0.isSmall(Self.leastShown) }
    if !small.isEmpty {
      let sum = small.reduce(0) { $0 + $1.contribution }
      table.add([language.text("其他 \(small.count) 项原因", "other causes: \(small.count)"), signed(sum), ""])
    }
    let probability = NumberText.percent(score.probability)
    table.add([
      language.text("合计", "together"), signed(score.margin),
      language.text("校准后概率 \(probability)", "calibrated: \(probability)"),
    ])
    return title("评分由什么构成", "What the score is made of") + table.text
  }

  private func signed(_ value: Double) -> String {
    (value > 0 ? "+" : "") + NumberText.decimal(value, places: 2)
  }

  private var similar: String? {
    explanation.similar.map {
      title("相似客户的结果", "What became of similar customers") + "  \($0.text(in: language, words))\n"
    }
  }

  private var whatIf: String? {
    guard let whatIf = explanation.whatIf else { return nil }
    let settings = whatIf.changes.map { "\($0.name)=\($0.value)" }.joined(separator: language.text("、", ", "))
    let (before, after) = (NumberText.percent(whatIf.before), NumberText.percent(whatIf.after))
    var table = TextTable(
      in: language,
      [
        ("变量", "variable", .left), ("现在", "now", .left), ("假如", "then", .left),
        ("对数几率变化", "change of log odds", .right),
      ])
    for moved in whatIf.moved.prefix(10) {
      table.add([
        moved.meaning, moved.from, moved.to, signed(moved.contributionAfter - moved.contributionBefore),
      ])
    }
    return title("假如 \(settings)", "What if \(settings)")
      + words.text(language, "  流失概率 \(before) → \(after)\n", "  probability \(before) → \(after)\n")
      + (whatIf.moved.isEmpty
        ? language.text("  没有变量因此改变。\n", "  No variable changes with it.\n") : table.text)
  }

  private func texts(_ texts: [NamedText], zh chinese: String, en english: String) -> String? {
    if texts.isEmpty { return nil }
    let width = texts.map { TextTable.width(of: $0.name) }.max() ?? 0
    return title(chinese, english)
      + texts.map { text in
        let padding = String(repeating: " ", count: width - TextTable.width(of: text.name))
        return "  \(text.name)\(padding)  \(text.text)\n"
      }.joined()
  }
}
