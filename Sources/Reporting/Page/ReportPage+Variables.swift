import Calendar
import Configuration

extension ReportPage {
  var variablesSection: PageSection? {
    let variables = content.variables
    guard variables.count > 0 else { return nil }
    let title = say(zh: "变量", en: "Variables")
    var parts = [
      paragraph(
        say(
          zh: "模型共有 \(count(variables.count)) 个变量，下表列出最重要的 \(count(variables.top.count)) 个。",
          en: variables.top.count < variables.count
            ? "The model has \(count(variables.count)) variables; here are the \(count(variables.top.count)) most "
              + "important ones."
            : "The model has \(count(variables.count)) variables, the most important one first."))
    ]
    guard !variables.top.isEmpty else {
      return PageSection(id: "variables", title: title, parts: parts)
    }
    let hasMeanings = variables.top.contains { $0.meaning != nil }
    let hasStability = variables.top.contains { $0.stability != nil }
    let hasSplits = variables.top.contains { $0.splits != nil }
    let hasFalls = variables.top.contains { $0.aucFall != nil }
    let hasValues = variables.top.contains { $0.informationValue != nil }
    var columns: [ReportTable.Column] = [.init(say(zh: "变量", en: "Variable"))]
    if hasMeanings { columns.append(.init(say(zh: "含义", en: "Meaning"))) }
    if hasValues { columns.append(.init("IV", isNumber: true)) }
    if hasStability { columns.append(.init("PSI", isNumber: true)) }
    if hasFalls { columns.append(.init(say(zh: "AUC 降幅", en: "AUC fall"), isNumber: true)) }
    if hasSplits { columns.append(.init(say(zh: "分裂次数", en: "Splits"), isNumber: true)) }
    columns += [.init(say(zh: "重要性", en: "Importance"), isNumber: true), .init("")]
    let longest = max(variables.top.map(\.importance).max() ?? 1, 1e-9)
    let rows = variables.top.map { variable -> [Markup] in
      let width = Language.fixed(max(0, variable.importance) / longest * 100, decimals: 1)
      var cells: [Markup] = [.element("span", [("class", "code")], text: variable.name)]
      if hasMeanings { cells.append(.text(variable.meaning ?? "")) }
      if hasValues { cells.append(.text(figure(variable.informationValue, decimals: 3))) }
      if hasStability { cells.append(.text(figure(variable.stability, decimals: 3))) }
      if hasFalls { cells.append(.text(figure(variable.aucFall, decimals: 4))) }
      if hasSplits { cells.append(.text(variable.splits.map(count) ?? "–")) }
      cells.append(.text(percent(variable.importance)))
      cells.append(
        .element(
          "span", [("class", "track"), ("aria-hidden", "true")],
          .element("span", [("class", "bar"), ("style", "width:\(width)%")], .empty)))
      return cells
    }
    parts.append(table(columns, rows, label: title))
    if let measure = variables.measure { parts.append(note(measure)) }
    if hasFalls {
      parts.append(
        note(
          say(
            zh: "AUC 降幅：把该变量的取值在检验客户之间随机打乱后，AUC 下降多少；与其他变量说明同一件事的变量，降幅较小。",
            en:
              "AUC fall is what the AUC loses when the variable's values are dealt out anew among the customers judged; it is "
              + "small where other variables tell the same.")))
    }
    if hasStability {
      parts.append(
        note(
          say(
            zh: "PSI 比较学习样本与检验样本中该变量的分布：低于 0.1 为稳定，0.1 至 0.25 需要关注，高于 0.25 为明显变动。",
            en:
              "PSI compares a variable's values among the customers learnt from and those judged: below 0.1 is stable, "
              + "0.1 to 0.25 asks for a look, above 0.25 has clearly moved.")))
    }
    parts += profiles
    return PageSection(id: "variables", title: title, parts: parts)
  }
}
