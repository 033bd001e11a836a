import Yams

extension BankConfiguration {
  /// Reads the text of a configuration file; every key is optional.
  ///
  /// Paths stay as they are written.
  ///
  /// - Parameter file: the name that problems are reported under.
  /// - Throws: all problems of the text at once, sorted by line: unknown keys with a suggestion, values of the wrong
  ///   kind or out of range, contradictions. What is no YAML at all, or uses anchors, is one problem.
  public init(yaml text: String, file: String) throws(ConfigurationError) {
    let (configuration, problems) = BankConfiguration.reading(yaml: text, file: file)
    if !problems.isEmpty { throw ConfigurationError(problems: problems) }
    self = configuration
  }

  /// The configuration as far as it can be read, and all problems of the text.
  static func reading(yaml text: String, file: String) -> (BankConfiguration, [ConfigurationError.Problem]) {
    var configuration = BankConfiguration()
    let reader = ConfigurationReader(file: file)
    do {
      let unmarked = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
      if let root = try YAMLDocument.compose(unmarked), !reader.isNothing(root) {
        configuration.read(root, reader)
      }
    } catch {
      reader.add(error)
    }
    return (configuration, reader.problems)
  }

  private mutating func read(_ root: Node, _ reader: ConfigurationReader) {
    let keys = BankConfiguration.allNames
    guard let top = ConfigurationSection(root, name: "", keys: keys, reader: reader) else { return }
    panel = top.sections("panel", keys: ["files", "customer", "month", "columns"]).compactMap(
      PanelSource.init)
    attributes = top.sections("attributes", keys: ["files", "customer", "columns"]).compactMap(
      AttributeSource.init)
    top.names("assets", into: &assets, wanted: "the names of the columns that add up to assets")
    if assets.isEmpty, let node = top.keyNode("assets") {
      reader.add("“assets” names no column; name at least one.", at: node)
    }
    top.number("floor", into: &floor, .notNegative)
    loss.read(top)
    top.whole("window", into: &window, from: 1, to: 120)
    tiers.read(top)
    grades.read(top, tiers: tiers)
    groups = GroupDefinition.read(top)
    if let name = top.name("playbook", wanted: "the playbook's file, or the word standard"),
      name != "standard"
    {
      playbook = name
    }
    for entry in top.value("names").flatMap({ reader.entries($0, name: "names", keys: nil) }) ?? [] {
      names[entry.key] = reader.name(
        entry.value, name: "names.\(entry.key)", wanted: "what the column is called in a sentence")
    }
    top.names("ignore", into: &ignore, wanted: "the names of columns")
    top.choice("duplicates", into: &duplicates)
    top.choice("unreadable", into: &unreadable)
    top.choice("missing_assets", into: &missingAssets)
    readMissing(top)
    list.read(top)
    training.read(top)
    binning.read(top)
    monitor.read(top)
    top.choice("language", into: &language)
    if let section = top.section("aggregate", keys: AggregateDefinition.keys) {
      aggregate = AggregateDefinition(section)
    }
    checkTogether(top)
  }

  /// Any text may stand for a missing value, also those that mean nothing in YAML, such as `~`.
  private mutating func readMissing(_ top: ConfigurationSection) {
    guard let node = top.value("missing") else { return }
    missing = top.reader.elements(node, name: "missing").compactMap { element in
      guard case .scalar(let scalar) = element else {
        top.reader.add("“missing” must be a list of texts.", at: element)
        return nil
      }
      return scalar.string
    }
  }

  private func checkTogether(_ top: ConfigurationSection) {
    for name in assets where ignore.contains(name) {
      top.reader.add(
        "“\(name)” is one of the assets and cannot be ignored; take it out of “ignore” or of “assets”.",
        at: top.keyNode("ignore") ?? top.keyNode("assets"))
    }
    if loss.rule == .demotion && tiers.points != nil {
      top.reader.add(
        "the loss rule “demotion” is by assets and loans, not by points; choose another rule, or tiers by amounts.",
        at: top.keyNode("loss"))
    }
    if loss.rule == .demotion && tiers.tiers.count == 1 {
      top.reader.add(
        "the loss rule “demotion” needs at least two tiers.", at: top.keyNode("tiers") ?? top.keyNode("loss"))
    }
  }
}

extension LossDefinition {
  fileprivate mutating func read(_ top: ConfigurationSection) {
    guard let section = top.section("loss", keys: ["rule", "share", "sudden"]) else { return }
    section.choice("rule", into: &rule)
    section.number("share", into: &share, .share)
    guard let sudden = section.section("sudden", keys: ["share", "quiet_months", "band"]) else { return }
    sudden.number("share", into: &self.sudden.share, .share)
    sudden.whole("quiet_months", into: &self.sudden.quietMonths, from: 1, to: 120)
    sudden.number("band", into: &self.sudden.band, .shareOrNone)
  }
}

extension TrainingDefinition {
  fileprivate mutating func read(_ top: ConfigurationSection) {
    guard
      let section = top.section(
        "training", keys: ["algorithm", "seed", "refit", "calibration", "trees", "logistic"])
    else { return }
    section.choice("algorithm", into: &algorithm)
    section.whole("seed", into: &seed, from: 0, to: .max)
    section.flag("refit", into: &refit)
    section.choice("calibration", into: &calibration)
    if let section = section.section("trees", keys: TreeSettings.keys) { trees.read(section) }
    if let section = section.section("logistic", keys: LogisticSettings.keys) { logistic.read(section) }
  }
}
