import Configuration

extension ReportPage {
  var variablesSection: Markup {
    let variables = content.variables
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
    guard !variables.top.isEmpty else { return section(title, parts) }
    let hasMeanings = variables.top.contains { $0.meaning != nil }
    let hasValues = variables.top.contains { $0.informationValue != nil }
    var columns: [ReportTable.Column] = [.init(say(zh: "变量", en: "Variable"))]
    if hasMeanings { columns.append(.init(say(zh: "含义", en: "Meaning"))) }
    if hasValues { columns.append(.init("IV", isNumber: true)) }
    columns += [.init(say(zh: "重要性", en: "Importance"), isNumber: true), .init("")]
    let longest = max(variables.top.map(\.importance).max() ?? 1, 1e-9)
    let rows = variables.top.map { variable -> [Markup] in
      let width = Language.fixed(max(0, variable.importance) / longest * 100, decimals: 1)
      var cells: [Markup] = [.element("span", [("class", "code")], text: variable.name)]
      if hasMeanings { cells.append(.text(variable.meaning ?? "")) }
      if hasValues { cells.append(.text(figure(variable.informationValue, decimals: 3))) }
      cells.append(.text(percent(variable.importance)))
      cells.append(
        .element(
          "span", [("class", "track"), ("aria-hidden", "true")],
          .element("span", [("class", "bar"), ("style", "width:\(width)%")], .empty)))
      return cells
    }
    parts.append(table(columns, rows, label: title))
    if let measure = variables.measure { parts.append(note(measure)) }
    return section(title, parts)
  }
}
