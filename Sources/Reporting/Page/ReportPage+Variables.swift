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
    let shown = importanceColumns.filter { column in variables.top.contains { column.isKnown($0) } }
    parts.append(
      table(
        [.init(say(zh: "变量", en: "Variable"))] + shown.map(\.head) + [.init("")],
        variables.top.map { variable in
          [.element("span", [("class", "code")], text: variable.name)]
            + shown.map { .text($0.cell(variable)) } + [bar(variable)]
        }, label: title))
    parts += ([variables.measure] + shown.reversed().map(\.note)).compactMap { $0 }.map(note)
    if let leftOut = ReportTable(leftOut: variables.leftOut, language: content.language) {
      parts.append(.element("h3", text: leftOut.title))
      parts.append(table(leftOut.columns, leftOut.rows, label: leftOut.title))
    }
    return PageSection(id: "variables", title: title, parts: parts + contributions + profiles)
  }

  /// A bar as long as the variable's importance beside the greatest one.
  private func bar(_ variable: VariablesReport.Variable) -> Markup {
    let longest = max(content.variables.top.map(\.importance).max() ?? 1, 1e-9)
    let width = Language.fixed(max(0, variable.importance) / longest * 100, decimals: 1)
    return .element(
      "span", [("class", "track"), ("aria-hidden", "true")],
      .element("span", [("class", "bar"), ("style", "width:\(width)%")], .empty))
  }

  /// What one column of the table says of each variable.
  private struct ImportanceColumn {
    var head: ReportTable.Column
    /// Whether it is known of a variable; a column that is known of none is left out.
    var isKnown: (VariablesReport.Variable) -> Bool
    var cell: (VariablesReport.Variable) -> String
    /// How to read it, in a sentence below the table.
    var note: String?
  }

  private var importanceColumns: [ImportanceColumn] {
    [
      ImportanceColumn(
        head: .init(say(zh: "含义", en: "Meaning")), isKnown: { $0.meaning != nil }, cell: { $0.meaning ?? "" }),
      ImportanceColumn(
        head: .init("IV", isNumber: true), isKnown: { $0.informationValue != nil },
        cell: { figure($0.informationValue, decimals: 3) }),
      ImportanceColumn(
        head: .init("PSI", isNumber: true), isKnown: { $0.stability != nil },
        cell: { figure($0.stability, decimals: 3) },
        note: say(
          zh: "PSI 比较学习样本与检验样本中该变量的分布：低于 0.1 为稳定，0.1 至 0.25 需要关注，高于 0.25 为明显变动。",
          en:
            "PSI compares a variable's values among the training customers and those evaluated: below 0.1 is stable, "
            + "0.1 to 0.25 asks for a look, above 0.25 has clearly moved.")),
      ImportanceColumn(
        head: .init(say(zh: "AUC 降幅", en: "AUC fall"), isNumber: true), isKnown: { $0.aucFall != nil },
        cell: { figure($0.aucFall, decimals: 4) },
        note: say(
          zh: "AUC 降幅：把该变量的取值在检验客户之间随机打乱后，AUC 下降多少；与其他变量说明同一件事的变量，降幅较小。",
          en:
            "AUC fall is what the AUC loses when the variable's values are shuffled among the evaluated customers; it is "
            + "small where other variables say the same.")),
      ImportanceColumn(
        head: .init(say(zh: "分裂次数", en: "Splits"), isNumber: true), isKnown: { $0.splits != nil },
        cell: { $0.splits.map(count) ?? "–" }),
      ImportanceColumn(
        head: .init(say(zh: "重要性", en: "Importance"), isNumber: true), isKnown: { _ in true },
        cell: { percent($0.importance) }),
    ]
  }
}
