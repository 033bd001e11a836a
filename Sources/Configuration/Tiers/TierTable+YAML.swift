import Yams

extension TierTable {
  /// Reads the key `tiers`: names with their starts, or `preset: NAME`, or `points:`.
  fileprivate mutating func read(_ node: Node, _ reader: ConfigurationReader) {
    guard let entries = reader.entries(node, name: "tiers", keys: nil) else { return }
    if let preset = entries.first(where: {
      $0.key == "preset" && ConfigurationReader.number($0.value.string ?? "") == nil
    }) {
      readPreset(preset.value, reader)
      for other in entries where other.key != "preset" {
        reader.add(
          "“tiers.\(other.key)” stands beside a preset; write all tiers out, or take it out.",
          at: other.keyNode)
      }
      return
    }
    var bands = entries
    if let scheme = entries.first(where: { $0.key == "points" && $0.value.mapping != nil }) {
      points = PointsScheme(scheme.value, reader)
      bands.removeAll { $0.key == "points" }
      if bands.isEmpty { return }
    }
    if bands.isEmpty { reader.add("“tiers” names no tier; name at least one.", at: node) }
    tiers = Self.tiers(bands, path: "tiers", wanted: "amount", reader)
  }

  private mutating func readPreset(_ node: Node, _ reader: ConfigurationReader) {
    guard let preset: TierPreset = reader.choice(node, "tiers.preset") else { return }
    self = preset.table
  }

  /// Tiers of a mapping, in rising order.
  fileprivate static func tiers(
    _ entries: [(key: String, keyNode: Node, value: Node)], path: String, wanted: String,
    _ reader: ConfigurationReader
  ) -> [Tier] {
    var read: [Tier] = []
    for entry in entries {
      let words = "the least \(wanted) of the tier, a number of 0 or more"
      var tier = Tier(name: entry.key, from: 0)
      if entry.value.mapping != nil {
        guard tier.read(entry.value, path: "\(path).\(entry.key)", reader) else { continue }
      } else {
        guard let text = reader.text(entry.value, name: "\(path).\(entry.key)", wanted: words) else {
          continue
        }
        guard let from = ConfigurationReader.number(text), from >= 0 else {
          reader.add(
            "“\(path).\(entry.key)” is “\(reader.shown(text))”, but must be \(words).", at: entry.value)
          continue
        }
        tier.from = from
      }
      let last = read.max { $0.from < $1.from }
      if let last, tier.from <= last.from {
        reader.add(
          "the tier “\(entry.key)” begins at \(YAMLText.number(tier.from)), not above the tier before it, “\(last.name)” "
            + "(\(YAMLText.number(last.from))); write the tiers in rising order.", at: entry.value)
      } else if let near = tier.near, near >= tier.from || near < (last?.from ?? 0) {
        reader.add(
          "“\(path).\(entry.key).near” is \(YAMLText.number(near)), but the band near the tier must lie between the start "
            + "of the tier below (\(YAMLText.number(last?.from ?? 0))) and its own (\(YAMLText.number(tier.from))).",
          at: entry.value)
      }
      // What is wrong with its amount does not take a tier's name from those who speak of it.
      read.append(tier)
    }
    return read
  }

  /// The lines of the key as a configuration file has them.
  fileprivate func lines(_ key: String) -> [String] {
    if let preset {
      return ["\(key): { preset: \(preset.rawValue) }"]
    }
    var lines = ["\(key):"] + tiers.map { "  \($0.yaml)" }
    if let points {
      lines +=
        [
          "  points:", "    units: \(YAMLText.numbers(points.units))",
          "    products: \(YAMLText.numbers(points.products))", "    stars:",
        ] + points.stars.map { "      \($0.yaml)" }
    }
    return lines
  }
}

extension SettingForm where Value == TierTable {
  /// Tiers with the amounts from which they begin, in rising order, or a preset.
  static var tiers: SettingForm {
    SettingForm(
      accepted: .other(
        words: "names with the amounts from which they begin, in rising order, or a preset",
        fitting: [
          "{ 大众级: 0, 黄金级: 50000, 白金级: { from: 500000, near: 200000 } }", "{ preset: cmb }",
          "{ A: 0, B: { from: 10, or: { loan_balance: 5 } }, points: { units: { assets: 100 }, products: {}, stars: { 1: 0, 2: 50 } } }",
        ],
        unfitting: [
          "{}", "{ A: -1 }", "{ A: 10, B: 5 }", "{ preset: none }", "{ A: 10, B: { from: 20, near: 5 } }",
        ],
        inside: [
          SettingDescription(
            key: "preset", comment: "A table that a bank publishes, instead of names.",
            accepted: .choice(TierPreset.allCases.map(\.rawValue))),
          SettingDescription(
            key: "NAME", comment: "A tier; a number alone is its `from`.",
            accepted: .section(TierTable.Tier.keys)),
          SettingDescription(
            key: "points",
            comment:
              "Tiers by points (stars), for lists; variables and labels then use the tiers by amounts.",
            accepted: .section(PointsScheme.keys)),
        ]),
      read: { node, _, reader in
        var table = TierTable.standard
        table.read(node, reader)
        return table
      },
      lines: { $1.lines($0) }, problems: { _, _ in [] })
  }
}

extension TierTable.Tier {
  private static let fromKey = SettingDescription(
    key: "from", comment: "Least assets plus loans of the tier. There is no default.",
    accepted: .number(.notNegative))
  private static let nearKey = SettingDescription(
    key: "near",
    comment:
      "From where on a customer of the tier below is near this one; without it from six tenths of `from` on.",
    accepted: .number(.notNegative))
  fileprivate static let keys = [
    fromKey, nearKey,
    SettingDescription(
      key: "or", comment: "Columns that alone give the tier, each from an amount on.",
      accepted: .mapping(.number(.notNegative))),
  ]

  fileprivate mutating func read(_ node: Node, path: String, _ reader: ConfigurationReader) -> Bool {
    guard let section = ConfigurationSection(node, name: path, keys: Self.keys.map(\.key), reader: reader)
    else { return false }
    if section.value("from") == nil {
      reader.add("“\(path)” has no “from”; write the least amount of the tier.", at: node)
      return false
    }
    from = section.number(Self.fromKey) ?? from
    if section.value(Self.nearKey.key) != nil { near = section.number(Self.nearKey) ?? from }
    if let others = section.numbers("or", wanted: "the amount from which the column alone gives the tier") {
      alternatives = others
    }
    return true
  }

  fileprivate var yaml: String {
    var text = "\(YAMLText.text(name)): "
    if near == nil, alternatives == nil { return text + YAMLText.number(from) }
    text += "{ from: \(YAMLText.number(from))"
    if let near { text += ", near: \(YAMLText.number(near))" }
    if let alternatives { text += ", or: \(YAMLText.numbers(alternatives))" }
    return text + " }"
  }
}

extension PointsScheme {
  fileprivate static let keys = [
    SettingDescription(
      key: "units",
      comment: "Columns with the amount for which there is one point; `assets` is the sum of the assets.",
      accepted: .mapping(.number(.positive))),
    SettingDescription(
      key: "products", comment: "Columns with the points for holding something there.",
      accepted: .mapping(.number(.notNegative))),
    SettingDescription(
      key: "stars", comment: "Tiers as above, from points on. There is no default.",
      accepted: .mapping(.number(.notNegative))),
  ]

  fileprivate init?(_ node: Node, _ reader: ConfigurationReader) {
    let path = "tiers.points"
    guard
      let section = ConfigurationSection(
        node, name: path, keys: Self.keys.map(\.key), reader: reader)
    else { return nil }
    let units = section.numbers("units", wanted: "the amount for which there is one point") ?? [:]
    let products = section.numbers("products", wanted: "the points for holding it") ?? [:]
    for (column, amount) in units.sorted(by: { $0.key < $1.key }) where amount <= 0 {
      reader.add(
        "“\(path).units.\(column)” is \(YAMLText.number(amount)), but must be an amount above 0 for which there is one "
          + "point.", at: section.keyNode("units"))
    }
    guard let starNode = section.value("stars"),
      let entries = reader.entries(starNode, name: "\(path).stars", keys: nil), !entries.isEmpty
    else {
      reader.add("“\(path)” has no “stars”; write each star and the points from which it begins.", at: node)
      return nil
    }
    self.init(
      units: units, products: products,
      stars: TierTable.tiers(entries, path: "\(path).stars", wanted: "points", reader))
  }
}

extension ConfigurationSection {
  /// Columns with a number of 0 or more each; nil where the key is not written.
  func numbers(_ key: String, wanted: String) -> [String: Double]? {
    guard let node = value(key), let entries = reader.entries(node, name: path(key), keys: nil) else {
      return nil
    }
    var read: [String: Double] = [:]
    for entry in entries {
      let words = "\(wanted), a number of 0 or more"
      guard let text = reader.text(entry.value, name: "\(path(key)).\(entry.key)", wanted: words) else {
        continue
      }
      guard let number = ConfigurationReader.number(text), number >= 0 else {
        reader.add(
          "“\(path(key)).\(entry.key)” is “\(reader.shown(text))”, but must be \(words).", at: entry.value)
        continue
      }
      read[entry.key] = number
    }
    return read
  }
}

extension YAMLText {
  static func numbers(_ numbers: [String: Double]) -> String {
    mapping(numbers.sorted { $0.key < $1.key }.map { ($0.key, number($0.value)) })
  }
}
