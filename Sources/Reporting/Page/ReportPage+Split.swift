import Configuration

extension ReportPage {
  var splitSection: PageSection? {
    guard !content.split.parts.isEmpty else { return nil }
    let title = content.isTable ? say(zh: "样本划分", en: "Split") : say(zh: "按时间划分", en: "Split by time")
    let hasMonths = content.split.parts.contains { !$0.months.isEmpty }
    var columns: [ReportTable.Column] = [.init(say(zh: "用途", en: "Used for"))]
    if hasMonths { columns.append(.init(say(zh: "月份", en: "Snapshot months"))) }
    columns += [
      .init(say(zh: "行数", en: "Rows"), isNumber: true), .init(say(zh: "流失", en: "Losses"), isNumber: true),
      .init(say(zh: "流失率", en: "Loss rate"), isNumber: true),
    ]
    let rows = content.split.parts.map { part in
      [name(part.role)] + (hasMonths ? [months(part.months)] : [])
        + [
          count(part.rows), count(part.losses),
          part.rows > 0 ? percent(Double(part.losses) / Double(part.rows)) : "–",
        ]
    }
    var parts = [table(columns, rows, label: title)]
    parts += content.split.notes.map(paragraph)
    if content.split.refitted {
      parts.append(
        note(
          say(
            zh: "检验之后，模型用全部已知结果的数据重新拟合了一次；本报告的指标来自重新拟合之前。",
            en:
              "After it had been evaluated, the model was fitted once more on all rows with known outcomes; the figures "
              + "here are from before that.")))
    }
    return PageSection(id: "split", title: title, parts: parts)
  }
}
