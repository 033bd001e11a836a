import Yams

extension SettingForm where Value == [GroupDefinition]? {
  /// Names with their rules, or the word `presets`; nil: all presets.
  static var groups: SettingForm {
    SettingForm(
      accepted: .other(
        words: "`presets`, or names with their rules",
        fitting: [
          "{ 中老年: age >= 50 }", "presets", "{ 女性: preset women }",
          "{ A: age >= 50, B: group A and demand > 3 }", "{}",
        ],
        unfitting: ["all", "{ A: age >> }", "{ A: group B }", "[a]"]),
      read: { node, _, reader in GroupDefinition.read(node, reader) },
      lines: { GroupDefinition.lines($0, $1) }, problems: { _, _ in [] }, isNothing: { $0 == nil })
  }
}

extension GroupDefinition {
  fileprivate static func read(_ node: Node, _ reader: ConfigurationReader) -> [GroupDefinition]? {
    if case .scalar(let scalar) = node, scalar.string == "presets" { return nil }
    guard case .mapping = node else {
      reader.add(
        "“groups” must be `presets`, or names with their rules such as  { 中老年: age >= 50 }  or  "
          + "{ 中老年: preset elderly }.", at: node)
      return nil
    }
    guard let entries = reader.entries(node, name: "groups", keys: nil) else { return nil }
    var groups: [(group: GroupDefinition, node: Node)] = []
    for entry in entries {
      let path = "groups.\(entry.key)"
      guard let text = reader.text(entry.value, name: path, wanted: "a rule such as age >= 50") else {
        continue
      }
      // A group whose rule cannot be read keeps its name for those who speak of it.
      var group = GroupDefinition(name: entry.key, condition: .all([]))
      group.place = TextPlace(file: reader.file, line: entry.value.mark?.line)
      do throws(ConditionParser.Problem) {
        group.condition = try ConditionParser.condition(text)
        if let figure = group.condition.figureOfQuestions {
          reader.add(
            "the rule of “\(path)” reads \(figure), which is for the rules of questions alone.",
            at: entry.value)
        }
      } catch {
        let hint = GroupPreset(rawValue: text).map { " The rule of a preset is:  preset \($0.rawValue)." }
        reader.add("the rule of “\(path)” cannot be read: \(error.text)\(hint ?? "")", at: entry.value)
      }
      groups.append((group, entry.value))
    }
    check(groups, written: entries.map(\.key), reader)
    return groups.map(\.group)
  }

  /// Groups that are spoken of must be there, and none may in the end be defined by itself.
  private static func check(
    _ groups: [(group: GroupDefinition, node: Node)], written: [String], _ reader: ConfigurationReader
  ) {
    let names = Set(written)
    for (group, node) in groups {
      for name in group.condition.groups where !names.contains(name) {
        let hint = Suggestion.closest(to: name, among: written).map { "did you mean “\($0)”?" }
        reader.add(
          "“groups.\(group.name)” speaks of the group “\(name)”, which is not there; "
            + (hint ?? "write its rule too."), at: node)
      }
    }
    for circle in GroupReferences(groups.map(\.group)).circles {
      let way = (circle + [circle[0]]).map { groups[$0].group.name }
      // A long way is cut: what matters is where it begins.
      let shown = way.count > 12 ? way.prefix(6) + ["…"] + way.suffix(5) : way[...]
      reader.add(
        "“groups.\(way[0])” is defined by itself (\(shown.joined(separator: " → "))); take one of these references out.",
        at: groups[circle[0]].node)
    }
  }

  /// The lines of the key as a configuration file has them.
  fileprivate static func lines(_ key: String, _ groups: [GroupDefinition]?) -> [String] {
    guard let groups else { return ["\(key): presets"] }
    if groups.isEmpty { return ["\(key): {}"] }
    return YAMLText.block(
      key, groups.map { "\(YAMLText.text($0.name)): \(YAMLText.text($0.condition.description))" })
  }
}
