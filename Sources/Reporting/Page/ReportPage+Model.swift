import Configuration

extension ReportPage {
  /// What the model is made of.
  var modelSection: PageSection? {
    guard !content.modelTables.isEmpty else { return nil }
    var parts = [
      paragraph(
        content.algorithm == .trees
          ? say(
            zh: "模型由许多棵小的决策树相加而成；每棵树学习前面各棵树的不足，何时停止由验证月份决定。",
            en:
              "The model is a sum of many small decision trees, each trained on what the ones before it left over; the "
              + "validation months decide when to stop.")
          : say(
            zh: "模型为逻辑回归：各变量取值的权重相加，得到流失概率的对数几率。",
            en:
              "The model is a logistic regression: weights of the variables' values add up to the log odds of a loss."
          ))
    ]
    for handed in content.modelTables {
      parts.append(.element("h3", text: handed.title))
      parts.append(table(handed.columns, handed.rows, label: handed.title))
      if let folded = handed.folded {
        parts.append(
          .block(
            "details", [],
            [
              .element("summary", text: folded.title),
              table(handed.columns, folded.rows, label: folded.title),
            ]))
      }
      if let text = handed.note { parts.append(note(text)) }
    }
    return PageSection(id: "model", title: say(zh: "模型", en: "The model"), parts: parts)
  }
}
