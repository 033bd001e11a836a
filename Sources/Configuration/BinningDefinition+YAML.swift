import Yams

extension BinningDefinition {
  private static let keys = ["method", "bins", "least_share", "shape", "specials", "variables"]
  private static let ownKeys = ["method", "bins", "least_share", "shape", "specials", "cuts", "groups"]
  private static let share = NumberRange(words: "a share from 0 to 0.5") { $0 >= 0 && $0 <= 0.5 }

  mutating func read(_ top: ConfigurationSection) {
    guard let section = top.section("binning", keys: Self.keys) else { return }
    section.choice("method", into: &method)
    section.whole("bins", into: &bins, from: 2, to: 100)
    section.number("least_share", into: &leastShare, Self.share)
    section.choice("shape", into: &shape)
    if let read = section.numbers("specials") { specials = read }
    let path = section.path("variables")
    guard let node = section.value("variables"),
      let entries = section.reader.entries(node, name: path, keys: nil)
    else { return }
    for entry in entries {
      let section = ConfigurationSection(
        entry.value, name: "\(path).\(entry.key)", keys: Self.ownKeys, reader: section.reader)
      if let section { variables[entry.key] = variable(section) }
    }
  }

  private func variable(_ section: ConfigurationSection) -> Variable {
    var own = Variable()
    if section.value("method") != nil {
      var value = method
      section.choice("method", into: &value)
      own.method = value
    }
    if section.value("bins") != nil {
      var value = bins
      section.whole("bins", into: &value, from: 2, to: 100)
      own.bins = value
    }
    if section.value("least_share") != nil {
      var value = leastShare
      section.number("least_share", into: &value, Self.share)
      own.leastShare = value
    }
    if section.value("shape") != nil {
      var value = shape
      section.choice("shape", into: &value)
      own.shape = value
    }
    own.specials = section.numbers("specials") ?? []
    own.cuts = section.numbers("cuts")
    if let cuts = own.cuts, let node = section.value("cuts"),
      zip(cuts, cuts.dropFirst()).contains(where: { $0 >= $1 })
    {
      section.reader.add("“\(section.path("cuts"))” must rise from each cut to the next.", at: node)
    }
    if let node = section.value("groups") {
      own.groups = section.reader.elements(node, name: section.path("groups")).map { group in
        section.reader.names(group, name: section.path("groups"), wanted: "lists of texts")
      }
      if own.cuts != nil {
        section.reader.add(
          "“\(section.name)” has both cuts and groups; cuts are for numbers, groups for texts.", at: node)
      }
    }
    return own
  }

  var yaml: String {
    var lines = [
      "binning:", "  method: \(method.rawValue)", "  bins: \(bins)",
      "  least_share: \(YAMLText.number(leastShare))", "  shape: \(shape.rawValue)",
      "  specials: \(Self.list(specials))",
    ]
    lines.append(variables.isEmpty ? "  variables: {}" : "  variables:")
    for (name, own) in variables.sorted(by: { $0.key < $1.key }) {
      var pairs: [(key: String, value: String)] = []
      if let method = own.method { pairs.append(("method", method.rawValue)) }
      if let bins = own.bins { pairs.append(("bins", "\(bins)")) }
      if let share = own.leastShare { pairs.append(("least_share", YAMLText.number(share))) }
      if let shape = own.shape { pairs.append(("shape", shape.rawValue)) }
      if !own.specials.isEmpty { pairs.append(("specials", Self.list(own.specials))) }
      if let cuts = own.cuts { pairs.append(("cuts", Self.list(cuts))) }
      if let groups = own.groups {
        pairs.append(("groups", "[" + groups.map(YAMLText.texts).joined(separator: ", ") + "]"))
      }
      lines.append("    \(YAMLText.text(name)): \(YAMLText.mapping(pairs))")
    }
    return lines.joined(separator: "\n")
  }

  private static func list(_ numbers: [Double]) -> String {
    "[" + numbers.map(YAMLText.number).joined(separator: ", ") + "]"
  }
}

extension ConfigurationSection {
  /// A list of finite numbers; nil where the key is not written.
  fileprivate func numbers(_ key: String) -> [Double]? {
    guard let node = value(key) else { return nil }
    if case .sequence(let sequence) = node, sequence.isEmpty { return [] }
    return reader.elements(node, name: path(key)).compactMap { element in
      guard let text = reader.text(element, name: path(key), wanted: "a list of numbers") else { return nil }
      guard let number = ConfigurationSection.number(text) else {
        reader.add("“\(path(key))” holds “\(reader.shown(text))”, which is no number.", at: element)
        return nil
      }
      return number
    }
  }
}
