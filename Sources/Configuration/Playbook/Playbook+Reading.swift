import SystemIO
import Yams

extension Playbook {
  /// Reads a playbook's file.
  ///
  /// - Throws: all problems of the file at once, each with its line and the way out.
  public static func load(path: String, vocabulary: PlaybookVocabulary) throws(ConfigurationError) -> Playbook
  {
    let bytes: [UInt8]
    do {
      bytes = try PlainReader.wholeFile(path, limit: YAMLDocument.largestSize)
    } catch {
      throw ConfigurationError(problems: [
        .init(file: path, line: nil, column: nil, text: error.textWithoutPath)
      ])
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ConfigurationError(problems: [
        .init(file: path, line: nil, column: nil, text: "it is not UTF-8; save it as UTF-8.")
      ])
    }
    return try Playbook(yaml: text, file: path, vocabulary: vocabulary)
  }

  /// Reads the text of a playbook.
  public init(yaml text: String, file: String, vocabulary: PlaybookVocabulary) throws(ConfigurationError) {
    self.init()
    let reader = ConfigurationReader(file: file)
    do {
      if let root = try YAMLDocument.compose(text), !reader.isNothing(root) {
        read(root, reader, vocabulary)
      } else {
        reader.add("the playbook is empty; “churn playbook” writes one to begin with.", at: nil)
      }
    } catch {
      reader.add(error)
    }
    if !reader.problems.isEmpty { throw ConfigurationError(problems: reader.problems) }
  }

  private mutating func read(_ root: Node, _ reader: ConfigurationReader, _ vocabulary: PlaybookVocabulary) {
    guard
      let top = ConfigurationSection(root, name: "", keys: Self.keys.map(\.key), reader: reader)
    else { return }
    budget = top.number(Self.budgetKey)
    if let node = top.value("offers") {
      for entry in reader.entries(node, name: "offers", keys: nil) ?? [] {
        if let offer = Offer(entry.key, entry.value, reader) { offers.append(offer) }
      }
    }
    var (lines, everybody): ([String: Int], String?) = ([:], nil)
    for section in top.sections("rules", keys: Rule.keys.map(\.key)) {
      guard let rule = Rule(section, offers: offers.map(\.id), vocabulary) else { continue }
      if let line = lines[rule.id] {
        reader.add(
          "the rule “\(rule.id)” stands in line \(line) already; give it another id.", at: section.node)
      }
      if let everybody {
        reader.add(
          "the rule “\(rule.id)” is never reached, because “\(everybody)” before it fits everybody; move it up.",
          at: section.node)
      }
      lines[rule.id] = section.node.mark?.line ?? 0
      if rule.fitsEverybody, rule.atMost == nil, everybody == nil { everybody = rule.id }
      rules.append(rule)
    }
    if top.value("rules") == nil {
      reader.add(
        "there are no “rules”; write at least one, or start from what “churn playbook” writes.", at: root)
    }
  }
}

extension Playbook.Wording {
  /// One text for both languages, or `{ zh: …, en: … }`.
  fileprivate init?(_ section: ConfigurationSection, _ key: String) {
    let path = section.path(key)
    guard let node = section.value(key) else {
      section.reader.add("“\(path)” is missing; write a text, or { zh: …, en: … }.", at: section.node)
      return nil
    }
    if case .scalar = node {
      guard let text = section.reader.name(node, name: path, wanted: "a text") else { return nil }
      self.init(text, text)
      return
    }
    guard let texts = ConfigurationSection(node, name: path, keys: ["zh", "en"], reader: section.reader)
    else {
      return nil
    }
    let chinese = texts.name("zh", wanted: "a Chinese text")
    let english = texts.name("en", wanted: "an English text")
    guard let any = chinese ?? english else { return nil }
    self.init(chinese ?? any, english ?? any)
  }
}

extension Playbook.Offer {
  fileprivate init?(_ id: String, _ node: Node, _ reader: ConfigurationReader) {
    guard
      let section = ConfigurationSection(
        node, name: "offers.\(id)", keys: Self.keys.map(\.key), reader: reader),
      let name = Playbook.Wording(section, "name")
    else { return nil }
    self.init(id: id, name: name)
    costShare = section.number(Self.costShareKey) ?? costShare
    fixedCost = section.number(Self.costKey) ?? fixedCost
    cap = section.number(Self.capKey)
    if costShare == 0, fixedCost == 0 {
      reader.add(
        "the offer “\(id)” costs nothing; write its cost_share of the assets or its cost, so that the budget can hold.",
        at: node)
    }
  }
}

extension Playbook.Rule {
  fileprivate init?(_ section: ConfigurationSection, offers: [String], _ vocabulary: PlaybookVocabulary) {
    let reader = section.reader
    let id = section.name("id", wanted: "a short name of the rule, by which its outcome is counted")
    if section.value("id") == nil {
      reader.add(
        "a rule has no “id”; give it a short name, by which its outcome is counted.", at: section.node)
    }
    let action = Playbook.Wording(section, "do")
    let channel = Playbook.Wording(section, "channel")
    self.init(id: id ?? "", action: action ?? .init("", ""), channel: channel ?? .init("", ""))
    section.known("cause", into: &causes, among: vocabulary.causes, "cause")
    section.known("quadrant", into: &quadrants, among: vocabulary.quadrants, "quadrant")
    section.known("group", into: &groups, among: vocabulary.groups, "group")
    section.known("stage", into: &stages, among: vocabulary.stages, "stage")
    section.known("tier", into: &tiers, among: vocabulary.tiers + ["highest"], "tier")
    isNearTier =
      section.value(Self.nearTierKey.key).flatMap { reader.flag($0, section.path(Self.nearTierKey.key)) }
      ?? false
    byDay =
      section.value(Self.byDayKey.key).flatMap {
        reader.whole($0, section.path(Self.byDayKey.key), Self.days)
      } ?? byDay
    atMost = section.value(Self.atMostKey.key).flatMap {
      reader.whole($0, section.path(Self.atMostKey.key), Self.contacts)
    }
    cost = section.number(Self.costKey) ?? cost
    keeps = section.number(Self.keepsKey) ?? keeps
    keepsWithOffer = section.number(Self.keepsWithOfferKey) ?? keeps
    var named: [String] = []
    section.known("offer", into: &named, among: offers, "offer")
    offer = named.first
    if named.count > 1 {
      reader.add(
        "“\(section.path("offer"))” names \(named.count) offers; name one.", at: section.value("offer"))
    }
    if offer == nil, section.value("keeps_with_offer") != nil {
      reader.add(
        "the rule “\(self.id)” says what is kept with an offer, but names none; add “offer”.",
        at: section.node)
    }
    if keepsWithOffer < keeps {
      reader.add(
        "the rule “\(self.id)” keeps less with the offer (\(YAMLText.number(keepsWithOffer))) than without it "
          + "(\(YAMLText.number(keeps))); correct one of the two.", at: section.value("keeps_with_offer"))
    }
    guard id != nil, action != nil, channel != nil else { return nil }
  }
}

extension ConfigurationSection {
  /// Names that must be known ones.
  fileprivate func known(_ key: String, into names: inout [String], among known: [String], _ what: String) {
    guard let node = value(key) else { return }
    for name in reader.names(node, name: path(key), wanted: "the name of a \(what)") {
      if known.contains(name) {
        names.append(name)
      } else {
        let hint = Suggestion.closest(to: name, among: known).map { "did you mean “\($0)”?" }
        reader.add(
          "there is no \(what) “\(reader.shown(name))”; "
            + (hint ?? (known.isEmpty ? "none is defined." : "there are \(known.joined(separator: ", ")).")),
          at: node)
      }
    }
  }
}
