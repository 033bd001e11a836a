import Calendar
import Foundation
import Testing

@testable import Configuration

@Suite("Writing a configuration")
struct WritingTests {
  @Test("gives a file that reads back as an equal value, for any configuration")
  func roundTrip() throws {
    var random = RandomConfiguration(generator: Generator(state: 1))
    for _ in 0..<500 {
      let configuration = random.next()
      let text = configuration.yaml()
      do {
        #expect(try BankConfiguration(yaml: text, file: "bank.yaml") == configuration)
      } catch {
        Issue.record("\(error)\n\(text)")
      }
    }
  }

  @Test("as JSON reads back as an equal value, with keys that a version does not write at their defaults")
  func json() throws {
    var random = RandomConfiguration(generator: Generator(state: 2))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    for _ in 0..<200 {
      let configuration = random.next()
      let data = try encoder.encode(configuration)
      #expect(try JSONDecoder().decode(BankConfiguration.self, from: data) == configuration)
      #expect(try encoder.encode(configuration) == data)
    }
    let sparse = try JSONDecoder().decode(
      BankConfiguration.self,
      from: Data(
        #"{"loss":{"rule":"floor"},"training":{"trees":{}},"panel":[{"files":{"2024-07":"a.csv"}}]}"#.utf8))
    var expected = BankConfiguration()
    expected.loss.rule = .floor
    expected.panel = [PanelSource(files: .byMonth([try #require(Month(year: 2024, month: 7)): "a.csv"]))]
    #expect(sparse == expected)
  }

  @Test("takes the sign of decimals itself")
  func decimalSign() throws {
    for (sign, mark) in [(",", DecimalMark.comma), (".", .point)] {
      #expect(try BankConfiguration(yaml: "decimal: '\(sign)'", file: "bank.yaml").decimal == mark)
    }
  }

  @Test("names every key of the file with a comment")
  func everyKey() {
    var configuration = BankConfiguration.forPanel(files: ["panel_*.csv"])
    configuration.table = TableSource(
      files: ["features_*.csv"], label: "y", positive: "-1", key: "id", timeColumn: "day")
    configuration.joins = ["client": JoinSource(files: ["clients.csv"], key: "id")]
    configuration.aggregate = AggregateDefinition(customer: "c", date: "d")
    configuration.question = "promotion"
    configuration.questions = ["wake_up": Question()]
    configuration.calendar = ["loss": CalendarShare()]
    configuration.products = ["wealth"]
    (configuration.decimal, configuration.dates) = (.comma, .dayFirst)
    let lines = configuration.yaml().split(separator: "\n")
    for key in BankConfiguration.keys {
      let number = lines.firstIndex { $0.hasPrefix("\(key):") }
      #expect(number.map { lines[$0 - 1].hasPrefix("#") } == true, "\(key)")
    }
  }
}

/// Configurations that are valid and otherwise anything, names with every kind of character included.
struct RandomConfiguration {
  var generator: Generator

  mutating func next() -> BankConfiguration {
    var configuration = BankConfiguration()
    configuration.panel = (0..<count(3)).map { _ in source() }
    if configuration.panel.isEmpty {
      configuration.table = TableSource(
        files: names(1), label: maybe { $0.name() }, positive: maybe { $0.name() }, key: maybe { $0.name() },
        timeColumn: maybe { $0.name() })
    }
    configuration.attributes = (0..<count(3)).map { _ in
      var source = AttributeSource(files: names(1))
      source.customer = maybe { $0.name() }
      source.columns = columns()
      return source
    }
    configuration.assets = names(1)
    configuration.ignore = names(0).filter { [assets = configuration.assets] in !assets.contains($0) }
    configuration.floor = amount()
    configuration.loss.rule = pick(LossDefinition.Rule.allCases)
    configuration.loss.share = share()
    configuration.loss.sudden.share = share()
    configuration.loss.sudden.quietMonths = 1 + count(12)
    configuration.loss.sudden.band = share()
    configuration.window = 1 + count(24)
    var from = 0.0
    configuration.tiers = TierTable(
      tiers: names(2).map { name in
        from += 0.5 + amount()
        return TierTable.Tier(name: name, from: from)
      })
    for name in names(0) { configuration.names[name] = self.name() }
    configuration.grades.refreshMonths = [1 + count(12)]
    configuration.grades.highFrom = maybe { [tiers = configuration.tiers.tiers] in $0.pick(tiers).name }
    configuration.grades.overrides = maybe { $0.name() }
    configuration.grades.history = maybe { $0.name() }
    configuration.playbook = maybe { $0.name() }
    configuration.groups = maybe { random in
      random.names(0).map { name in
        GroupDefinition(
          name: name,
          condition: .any([
            .number(.init(random.name(), .sum, months: 1 + random.count(24)), .atLeast, random.amount()),
            .not(
              .text(
                column: random.name(), values: random.names(1), isPart: Bool.random(using: &random.generator))
            ),
            .preset(.farmers),
          ]))
      }
    }
    configuration.duplicates = pick(DuplicateRule.allCases)
    configuration.unreadable = pick(UnreadableRule.allCases)
    configuration.missingAssets = pick(MissingAssetsRule.allCases)
    configuration.missing = names(0) + ["", "~"]
    configuration.list.order = pick(ListDefinition.Order.allCases)
    configuration.language = pick(Language.allCases)
    configuration.aggregate = maybe { $0.aggregate() }
    return configuration
  }

  private mutating func source() -> PanelSource {
    let start = Month(index: 2020 * 12 + count(40))
    let byMonth = Bool.random(using: &generator)
    let paths = names(1)
    var source = PanelSource(
      files: byMonth
        ? .byMonth(
          Dictionary(uniqueKeysWithValues: paths.enumerated().map { (start + $0.offset, $0.element) }))
        : .patterns(paths))
    source.customer = maybe { $0.name() }
    source.month = byMonth ? nil : maybe { $0.name() }
    source.columns = columns()
    return source
  }

  private mutating func aggregate() -> AggregateDefinition {
    var aggregate = AggregateDefinition(customer: name(), date: name())
    aggregate.kind = pick(AggregateDefinition.Kind.allCases)
    aggregate.files = names(0)
    aggregate.account = maybe { $0.name() }
    aggregate.amount = name()
    aggregate.balance = name()
    aggregate.debits = Bool.random(using: &generator) ? [:] : [name(): names(0)]
    aggregate.balanceName = name()
    aggregate.flows = names(0).filter { [name = aggregate.balanceName] in $0 != name }.map {
      .init(name: $0, matching: [name(): names(0)])
    }
    return aggregate
  }

  private mutating func columns() -> [String: String] {
    Dictionary(uniqueKeysWithValues: zip(names(0), names(6)))
  }

  private mutating func count(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
  private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[count(elements.count)] }
  private mutating func amount() -> Double {
    (Double.random(in: 0...1, using: &generator) * pow(10, Double(count(12))))
  }
  private mutating func share() -> Double { Double.random(in: 0.0001...1, using: &generator) }
  private mutating func maybe<Value>(_ make: (inout RandomConfiguration) -> Value) -> Value? {
    Bool.random(using: &generator) ? make(&self) : nil
  }

  /// Different names, at least as many as asked for.
  private mutating func names(_ least: Int) -> [String] {
    var found: Set<String> = []
    while found.count < least + count(3) { found.insert(name()) }
    return found.sorted()
  }

  /// Any text that is not empty; only U+FEFF is left out, which Foundation takes for a byte-order mark and drops.
  private mutating func name() -> String {
    let words = [
      "demand", "客户号", "true", "null", "~", "12", "1e5", "*.csv", "&a", "#x", "a: b", "- a", "a #b", "\"",
      "'", "\\",
      "{", "]", ",", "?", "!x", "%", "@", "`", "|", ">", "=", "<<", " a ", "\n", "\t", "\r", "\u{0}",
      "\u{7F}", "\u{85}",
      "\u{2028}", "𠮷", "e\u{301}", "No", ".inf", "0x1F", "2024-07-01", "a/b.csv", "\u{FFFD}",
    ]
    let name = (0...count(3)).map { _ in pick(words) }.joined()
    return name
  }
}
