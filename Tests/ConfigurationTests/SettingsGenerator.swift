import Foundation

@testable import Configuration

/// YAML that is valid and otherwise anything, made from the declarations of the settings alone.
struct SettingsGenerator {
  /// A value as it stands in a file.
  indirect enum Written {
    case text(String)
    case list([Written])
    case section([(key: String, value: Written)])

    var yaml: String {
      switch self {
      case .text(let text): text
      case .list(let elements): "[" + elements.map(\.yaml).joined(separator: ", ") + "]"
      case .section(let entries):
        "{" + entries.map { "\(YAMLText.text($0.key)): \($0.value.yaml)" }.joined(separator: ", ") + "}"
      }
    }

    /// The value at a key of a section; setting it to nil takes the key out.
    subscript(_ key: String) -> Written? {
      get {
        guard case .section(let entries) = self else { return nil }
        return entries.first { $0.key == key }?.value
      }
      set {
        guard case .section(var entries) = self else { return }
        let index = entries.firstIndex { $0.key == key }
        if let newValue {
          if let index { entries[index].value = newValue } else { entries.append((key, newValue)) }
        } else if let index {
          entries.remove(at: index)
        }
        self = .section(entries)
      }
    }
  }

  var generator: Generator

  /// A section with every key.
  mutating func section(_ settings: [SettingDescription]) -> Written {
    .section(settings.map { ($0.key, value($0.accepted)) })
  }

  mutating func value(_ accepted: AcceptedText) -> Written {
    switch accepted {
    case .number(let range): .text(YAMLText.number(number(range)))
    case .whole(let lowest, let highest, _):
      .text("\([lowest, highest, UInt64.random(in: lowest...highest, using: &generator)][count(3)])")
    case .flag: .text(count(2) == 0 ? "true" : "false")
    case .choice(let choices): .text(choices[count(choices.count)])
    case .name: name()
    case .names: names()
    case .lists: .list((0..<1 + count(2)).map { _ in names() })
    case .numbers: .list((0..<count(4)).map { _ in .text(YAMLText.number(number(.any))) })
    case .mapping(let element): .section(texts().map { ($0, value(element)) })
    case .section(let settings): section(settings)
    case .sections(let settings): .list((0..<count(3)).map { _ in section(settings) })
    case .namedSections(let settings): .section(texts().map { ($0, section(settings)) })
    case .other(_, let fitting, _, _): .text(fitting[count(fitting.count)])
    }
  }

  /// A number of a range, its bounds among them.
  private mutating func number(_ range: NumberRange) -> Double {
    let span = min(range.highest, 1e12) - max(range.lowest, -1e12)
    let drawn = max(range.lowest, -1e12) + span * pow(Double.random(in: 0.001...1, using: &generator), 4)
    let bounds = [range.lowest, range.highest].filter { range.contains($0) && abs($0) < 1e300 }
    return count(4) == 0 ? bounds.randomElement(using: &generator) ?? drawn : drawn
  }

  private mutating func names() -> Written { .list(texts().map { .text(YAMLText.text($0)) }) }
  private mutating func name() -> Written { .text(YAMLText.text(texts()[0])) }

  /// From one to three different texts with every kind of character.
  private mutating func texts() -> [String] {
    let words = [
      "demand", "客户号", "true", "null", "~", "12", "1e5", "*.csv", "&a", "#x", "a: b", "- a", "\"", "'", "\\",
      "{",
      "]", ",", "?", "!x", "%", "@", "|", "<<", " a ", "\n", "\t", "\u{0}", "\u{85}", "𠮷", "e\u{301}", ".inf",
      "a/b.csv",
    ]
    var found: Set<String> = []
    while found.count < 1 + count(3) {
      found.insert((0...count(3)).map { _ in words[count(words.count)] }.joined())
    }
    return found.sorted()
  }

  mutating func count(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
}

extension SettingsGenerator {
  /// A whole configuration; what settings of their own would contradict is taken out.
  mutating func configuration() -> Written {
    var all = section(BankConfiguration.descriptions)
    if count(2) == 0 { all["tiers"] = nil }
    let hasPresetTiers = all["tiers"] == nil
    all["grades"]?["high_from"] = hasPresetTiers ? .text("黄金级") : nil
    if all["loss"]?["rule"]?.yaml == "demotion" { all["tiers"] = nil }
    all["ignore"] = .list([.text("nothing")])
    if all["training"]?["trees"]?["l2"]?.yaml == "0" {
      all["training"]?["trees"]?["minimum_hessian"] = .text("1")
    }
    all["training"]?["trees"]?[count(2) == 0 ? "row_share" : "sample_share"] = nil
    if all["training"]?["logistic"]?["woe"]?.yaml == "true" {
      all["training"]?["logistic"]?["penalty"] = nil
      all["training"]?["logistic"]?["signs"] = nil
    }
    for key in ["stability", "unseen_season", "share", "population", "auc", "losses"] {
      let limits = ["amber", "red"].compactMap { Double(all["monitor"]?[key]?[$0]?.yaml ?? "") }.sorted()
      if limits.count == 2 {
        all["monitor"]?[key]?["amber"] = .text(YAMLText.number(limits[0]))
        all["monitor"]?[key]?["red"] = .text(YAMLText.number(limits[1]))
      }
    }
    if case .section(let deliveries)? = all["deliveries"] {
      for (key, limits) in deliveries {
        let sorted = ["warn", "stop"].compactMap { Double(limits[$0]?.yaml ?? "") }.sorted()
        guard sorted.count == 2 else { continue }
        all["deliveries"]?[key]?["warn"] = .text(YAMLText.number(sorted[0]))
        all["deliveries"]?[key]?["stop"] = .text(YAMLText.number(sorted[1]))
      }
    }
    if case .section(let variables)? = all["binning"]?["variables"] {
      all["binning"]?["variables"] = .section(
        variables.map { name, own in
          var own = own
          own["cuts"] = count(2) == 0 ? nil : .list([.text("-3"), .text("2.5")])
          if own["cuts"] != nil { own["groups"] = nil }
          return (name, own)
        })
    }
    all["table"] = all["table"].map { inOnePlace($0) }
    for key in ["panel", "attributes"] {
      guard case .list(let tables)? = all[key] else { continue }
      all[key] = .list(
        tables.map { table in
          var table = inOnePlace(table)
          table["columns"] = .section([("demand", .text("X1")), ("time", name())])
          if table["files"]?.yaml.hasPrefix("{") == true { table["month"] = nil }
          return table
        })
    }
    // Columns of a join are called by its name and their own, with a full stop between them; none here, as joins by way of
    // each other may come back to where they began.
    if case .section(let joins)? = all["joins"] {
      all["joins"] = .section(
        joins.map { join in
          var value = join.value
          if case .text(let column)? = value["by"] { value["by"] = .text(column.replacing(".", with: "_")) }
          return (join.key.replacing(".", with: "_"), value)
        })
    }
    if case .section(let questions)? = all["questions"] {
      all["questions"] = .section(
        questions.map { name, question in
          // A preset of a column has one, two rules have no preset, and the loss and who comes back stand elsewhere.
          var question = question
          question["within"] = .text("\(1 + count(12))")
          question["preset"] = count(2) == 0 ? .text(["product", "wake_up"][count(2)]) : nil
          if question["preset"] == nil { question["column"] = nil }
          return (name, question)
        })
    }
    // Contacts are shared by questions that there are.
    if case .section(let shares)? = all["calendar"] {
      all["calendar"] = .section(
        zip(["loss", "promotion", "product:wealth"], shares).map { ($0, $1.value) })
    }
    // Data come as a panel or as a table.
    all[count(2) == 0 ? "panel" : "table"] = nil
    if case .list(let flows)? = all["aggregate"]?["flows"] {
      all["aggregate"]?["balance_name"] = .text("balance")
      all["aggregate"]?["flows"] = .list(
        flows.enumerated().map { index, flow in
          var flow = flow
          flow["name"] = .text("flow_\(index)")
          return flow
        })
    }
    return all
  }

  /// A table's section with files, of which workbooks may have a sheet and a range, or a database and one of a table and a query.
  private mutating func inOnePlace(_ table: Written) -> Written {
    var table = table
    let isStored = count(2) == 0
    for key in ["sheet", "range"] { table[key] = nil }
    if !isStored, count(3) == 0 {
      table["files"] = .text(YAMLText.texts(["a/b.xlsx", "c_*.XLSM"]))
      if count(2) == 0 { table["sheet"] = .text(YAMLText.text("客户 #1!")) }
      if count(2) == 0 { table["range"] = .text(["A1:H500", "B3", "A:H"][count(3)]) }
    }
    for key in isStored ? ["files", count(2) == 0 ? "table" : "query"] : ["database", "table", "query"] {
      table[key] = nil
    }
    if isStored {
      table["database"] = .text(["duckdb:a.duckdb", "postgresql://host/bank", "sqlite:/b.db"][count(3)])
      if table["table"] != nil { table["table"] = .text("risk.panel") }
      if table["query"] != nil { table["query"] = .text(YAMLText.text("select * from t where x <> '#'")) }
    }
    return table
  }
}
