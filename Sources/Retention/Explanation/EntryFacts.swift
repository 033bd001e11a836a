import Calendar
import Configuration
import SystemIO

extension LossEntry {
  /// Who the customer is and what is to be done, with the names and in the order of the lists' columns; what a list says of
  /// the score and the reasons is left out.
  public func facts(in language: Language) -> [NamedText] {
    let ranked = RankedEntry(rank: 0, entry: self)
    let others = ["rank", "customer_id", "probability", "expected_loss", "assets", "month"]
    return ListColumn.all.filter { !others.contains($0.key) && !$0.key.hasPrefix("reason_") }.compactMap {
      column in
      column.value(ranked, language).text(column.kind, language).map {
        NamedText(column.title(in: language), $0)
      }
    }
  }
}

extension ListCell {
  /// The cell in words; nil where there is nothing in it.
  fileprivate func text(_ kind: WorkbookColumn.Kind, _ language: Language) -> String? {
    switch self {
    case .none: nil
    case .text(let text): text
    case .number(let value):
      kind == .percent
        ? language.percent(value, decimals: 1)
        : kind == .money ? language.money(value) : Language.grouped(value, decimals: 0)
    case .day(let day): day.description
    case .month(let month): month.description
    }
  }
}

extension PopulationView {
  /// The rules that make a customer's grades, groups and action, each in words.
  ///
  /// - Parameter row: of the population; `entry` is its entry.
  public func rules(ofRow row: Int, _ entry: LossEntry) -> [NamedText] {
    let language = rules.configuration.language
    var texts: [NamedText] = []
    if let own = grades.grades[row] {
      let refresh = rules.facts.month - rules.grades.refreshAgo
      texts.append(
        NamedText(
          language.text("综合等级", "Composite grade"),
          language.text(
            "\(own.composite.name)：按 \(refresh) 的数据评定（`grades.refresh`）",
            "\(own.composite.name), by the figures of \(refresh) (`grades.refresh`)")))
      texts.append(NamedText(language.text("服务等级", "Service grade"), serviceText(own, language)))
    }
    for name in entry.groups {
      if let group = rules.groups.first(where: { $0.name == name }) {
        // The words that presets look for in the data are in both languages; their names are not.
        let rule =
          group.preset.map { language.text("预设 `\($0.rawValue)`", "the preset `\($0.rawValue)`") }
          ?? "`\(group.condition)`"
        texts.append(NamedText(language.text("客群：\(name)", "Group: \(name)"), rule))
      }
    }
    if let action = entry.action {
      texts.append(
        NamedText(
          language.text("行动手册", "Playbook"),
          language.text("第一条符合的规则：`\(action.id)`", "the first rule that fits: `\(action.id)`")))
    }
    return texts
  }

  private func serviceText(_ own: CustomerGrades, _ language: Language) -> String {
    let name = own.service.name
    if let set = own.override {
      return language.text(
        "\(name)：由 \(set.who) 人工设定，\(set.from) 至 \(set.until)，原因：\(set.why)",
        "\(name), set by hand by \(set.who) from \(set.from) to \(set.until): \(set.why)")
    }
    if own.service != own.composite || grades.isFromPanel {
      return language.text("\(name)：取自数据中的“服务等级”列", "\(name), as the panel has it")
    }
    return language.text("\(name)：与综合等级相同", "\(name), the same as the composite grade")
  }
}
