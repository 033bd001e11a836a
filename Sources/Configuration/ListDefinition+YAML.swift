extension ListDefinition {
  private static let keys = ["order", "capacity", "cooling_off", "control", "suppress"]

  /// Reads the section `list` of a configuration.
  mutating func read(_ top: ConfigurationSection) {
    guard let section = top.section("list", keys: Self.keys) else { return }
    section.choice("order", into: &order)
    if let capacity = section.section("capacity", keys: ["manager", "branch"]) {
      managerCapacity = Self.capacity("manager", capacity) ?? managerCapacity
      branchCapacity = Self.capacity("branch", capacity) ?? branchCapacity
    }
    if let cooling = section.section("cooling_off", keys: ["months", "lists"]) {
      cooling.whole("months", into: &coolingOff.months, from: 0, to: 120)
      cooling.names("lists", into: &coolingOff.lists, wanted: "the earlier lists' files or patterns")
      if coolingOff.months > 0, coolingOff.lists.isEmpty {
        section.reader.add(
          "“list.cooling_off” has months and no lists; name the earlier lists' files under “lists”.",
          at: section.keyNode("cooling_off") ?? section.node)
      }
    }
    if let group = section.section("control", keys: ["share", "seed"]) {
      group.number("share", into: &control.share, .shareBelowHalf)
      group.whole("seed", into: &control.seed, from: 0, to: .max)
    }
    section.names("suppress", into: &suppress, wanted: "files of customers who are never listed")
  }

  private static func capacity(_ key: String, _ section: ConfigurationSection) -> Int? {
    guard section.value(key) != nil else { return nil }
    var capacity = 0
    section.whole(key, into: &capacity, from: 1, to: 1_000_000)
    return capacity > 0 ? capacity : nil
  }

  /// The section as a configuration file has it.
  var yaml: String {
    var lines = ["list:", "  order: \(order.rawValue)"]
    let capacity = [("manager", managerCapacity), ("branch", branchCapacity)].compactMap { name, most in
      most.map { "\(name): \($0)" }
    }
    if !capacity.isEmpty { lines.append("  capacity: { \(capacity.joined(separator: ", ")) }") }
    lines.append(
      "  cooling_off: { months: \(coolingOff.months), lists: \(YAMLText.texts(coolingOff.lists)) }")
    lines.append("  control: { share: \(YAMLText.number(control.share)), seed: \(control.seed) }")
    lines.append("  suppress: \(YAMLText.texts(suppress))")
    return lines.joined(separator: "\n")
  }
}
