/// A question that a bank asks of its panel, as it is declared: of whom, what may come, and what that is worth.
///
/// It is a preset with what is changed of it, or two rules of the bank's own. `customers` is read at the end of the
/// snapshot month *t*, `event` in the months *t*+1 … *t*+`within`: it has come where it holds in one of them. A figure of
/// an event that looks at several months looks at months after *t* alone.
public struct Question: SettingsSection {
  /// Whether the event brings money or takes it.
  public enum Money: String, Sendable, CaseIterable, Codable { case gained, lost }

  /// What the question is but for what is said here; nil: the one of its name, where that is a preset's.
  public var preset: QuestionPreset?
  /// The column that the preset speaks of.
  public var column: String?
  /// Who is asked about, at the end of the snapshot month.
  public var customers: Condition?
  /// What may come.
  public var event: Condition?
  /// Months in which it may come.
  public var within: Int?
  /// The column whose change is the money of the event; nil: the assets, or the preset's column.
  public var value: String?
  public var money: Money?
  /// What a unit of the money is worth to the bank, such as a product's margin.
  public var margin = 1.0
  /// What the event is called in reports and lists.
  public var title: String?
  /// Where it is declared, for messages; no part of what it means.
  public var place = TextPlace()

  public init() {}

  static let settings: [Setting<Question>] = [
    .init(
      "preset", \.preset, .optional(.choice),
      "What the question is, but for what else is said here; a question of a preset's name is that one."),
    .init(
      "column", \.column, .optional(.name("the name of a column")),
      "The column that the preset speaks of: the product's balance, or what an active customer does."),
    .init(
      "customers", \.customers, .optional(.condition),
      "Who is asked about, at the end of the snapshot month, in the rules of groups."),
    .init(
      "event", \.event, .optional(.condition),
      "What may come, in the same rules, read in the months after; rise(column) and growth(column) compare with the "
        + "snapshot month."),
    .init("within", \.within, .optional(.whole(1...12)), "Months in which the event may come."),
    .init(
      "value", \.value, .optional(.name("the name of a column")),
      "The column whose change is the money of the event; without it, assets or the product."),
    .init("money", \.money, .optional(.choice), "Whether the event brings money or takes it."),
    .init("margin", \.margin, .number(.factor), "What a unit of that money is worth to the bank."),
    .init(
      "title", \.title, .optional(.name("what the event is called")),
      "What the event is called in reports and lists."),
  ]
}

extension SettingForm where Value == Condition {
  /// A rule in the language of groups.
  static var condition: SettingForm {
    .line(
      .other(
        words: "a rule", fitting: ["wealth > 0", "not age >= 50 and payroll > 0"],
        unfitting: ["wealth >", "group A"]),
      text: { YAMLText.text($0.description) },
      read: { node, path, reader in
        guard let text = reader.text(node, name: path, wanted: "a rule such as wealth > 0") else {
          return nil
        }
        do throws(ConditionParser.Problem) {
          let condition = try ConditionParser.condition(text)
          guard let group = condition.groups.first else { return condition }
          reader.add(
            "“\(path)” speaks of the group “\(reader.shown(group))”; write that group's rule here instead.",
            at: node)
        } catch {
          reader.add("the rule of “\(path)” cannot be read: \(error.text)", at: node)
        }
        return nil
      })
  }
}

extension SettingForm where Value == [String: Question] {
  /// Questions by their names, each with the place of its declaration.
  static var questions: SettingForm {
    let form = SettingForm.namedSections().unlessEmpty
    return SettingForm(
      accepted: form.accepted,
      read: { node, path, reader in
        var questions = form.read(node, path, reader)
        if case .mapping(let mapping) = node {
          for (key, value) in mapping {
            guard let name = key.string else { continue }
            questions?[name]?.place = TextPlace(file: reader.file, line: value.mark?.line)
          }
        }
        return questions
      }, lines: form.lines, problems: form.problems, isNothing: \.isEmpty)
  }
}
