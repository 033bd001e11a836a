import Calendar
import Foundation
import SystemIO
import Testing

@testable import Configuration

/// The problems of a text that must not be accepted, one a line.
func problems(_ text: String) -> [String] {
  do {
    _ = try BankConfiguration(yaml: text, file: "bank.yaml")
    return []
  } catch {
    return error.problems.map(\.description)
  }
}

@Suite("Reading a configuration")
struct ReadingTests {
  @Test("the design's example says what it says")
  func designExample() throws {
    let configuration = try BankConfiguration(
      yaml: """
        panel:                                # tables with a row per customer and month
          - files: exports/panel_*.csv.gz
            customer: customer_id
            month: month
          - files: { 2024-07: aum_m7.csv, 2024-08: aum_m8.csv }   # the month is in the name
            customer: cust_no
            columns: { demand: X3, time: X2, wealth: X4 }         # ours: theirs
        attributes:                           # tables with a row per customer
          - files: customers.csv
            customer: customer_id
        assets: [demand, time, wealth]        # columns that add up to a customer's assets
        floor: 200000
        loss: { rule: drop, share: 0.20, sudden: { share: 0.5, quiet_months: 3, band: 0.10 } }
        window: 6
        tiers:                                # by assets and loans, from
          { 大众级: 0, 黄金级: 50000, 白金级: 500000, 钻石级: 5000000, 私行级: 10000000 }
        ignore: [phone]
        language: zh                          # of reports and lists: zh or en
        """, file: "bank.yaml")
    var expected = BankConfiguration()
    var first = PanelSource(files: .patterns(["exports/panel_*.csv.gz"]))
    first.customer = "customer_id"
    first.month = "month"
    let july = try #require(Month(year: 2024, month: 7))
    var second = PanelSource(files: .byMonth([july: "aum_m7.csv", july + 1: "aum_m8.csv"]))
    second.customer = "cust_no"
    second.columns = ["demand": "X3", "time": "X2", "wealth": "X4"]
    expected.panel = [first, second]
    var attributes = AttributeSource(files: ["customers.csv"])
    attributes.customer = "customer_id"
    expected.attributes = [attributes]
    expected.ignore = ["phone"]
    // Tiers that are written out have the bands that are written, or none.
    expected.tiers = TierTable(tiers: TierTable.standard.tiers.map { .init(name: $0.name, from: $0.from) })
    #expect(configuration == expected)
  }

  @Test("an empty file, comments alone and a byte-order mark are the defaults")
  func empty() throws {
    for text in ["", "# nothing\n", "\u{FEFF}", "---\n", "{}", "\u{FEFF}floor: 200_000\r\nwindow: 6\r\n"] {
      #expect(try BankConfiguration(yaml: text, file: "bank.yaml") == BankConfiguration())
    }
  }

  @Test("all other keys are read")
  func otherKeys() throws {
    let configuration = try BankConfiguration(
      yaml: """
        panel: { files: [a.csv, "*.gz"] }
        duplicates: last
        unreadable: missing
        missing_assets: zero
        missing: [~, NULL, "", 无]
        list: { order: probability }
        training:
          algorithm: logistic
          seed: 18446744073709551615
          refit: no
          trees: { rounds: 10, learning_rate: 1e-1, leaves: 7, minimum_rows: 3, l2: 0, patience: 0, column_share: 1 }
          logistic: { l2: 2.5 }
        aggregate:
          kind: transactions
          files: trans.csv
          customer: account_id
          account: account
          date: date
          amount: amount
          balance: balance
          debits: { type: [VYDAJ, VYBER] }
          balance_name: checking
          flows:
            - name: own_transfer_out
              matching: { operation: [PREVOD NA UCET], bank: [AB, CD] }
        """, file: "bank.yaml")
    #expect(configuration.panel == [PanelSource(files: .patterns(["a.csv", "*.gz"]))])
    #expect(configuration.duplicates == .last && configuration.unreadable == .missing)
    #expect(configuration.missingAssets == .zero && configuration.missing == ["~", "NULL", "", "无"])
    #expect(configuration.list.order == .probability)
    #expect(configuration.training.algorithm == .logistic && configuration.training.seed == .max)
    #expect(!configuration.training.refit && configuration.training.logistic.l2 == 2.5)
    let trees = configuration.training.trees
    #expect(trees.rounds == 10 && trees.learningRate == 0.1 && trees.leaves == 7 && trees.minimumRows == 3)
    #expect(trees.l2 == 0 && trees.patience == 0 && trees.columnShare == 1)
    let aggregate = try #require(configuration.aggregate)
    #expect(aggregate.customer == "account_id" && aggregate.account == "account" && aggregate.date == "date")
    #expect(
      aggregate.amount == "amount" && aggregate.balance == "balance" && aggregate.balanceName == "checking")
    #expect(aggregate.debits == ["type": ["VYDAJ", "VYBER"]] && aggregate.files == ["trans.csv"])
    #expect(
      aggregate.flows == [
        .init(name: "own_transfer_out", matching: ["operation": ["PREVOD NA UCET"], "bank": ["AB", "CD"]])
      ])
  }

  @Test("limits of watching are read, and amber above red is refused")
  func monitor() throws {
    let configuration = try BankConfiguration(
      yaml: """
        monitor: { stability: { amber: 0.2, red: 0.4 }, unseen_season: { red: 3 }, least_importance: 0.01 }
        training: { calibration: beta }
        """, file: "bank.yaml")
    #expect(configuration.monitor.unseenSeason == .init(amber: 0.1, red: 3))
    #expect(configuration.training.calibration == .beta)
    #expect(configuration.monitor.stability == .init(amber: 0.2, red: 0.4))
    #expect(configuration.monitor.leastImportance == 0.01 && configuration.monitor.share.amber == 0.05)
    #expect(try BankConfiguration(yaml: configuration.yaml(), file: "bank.yaml") == configuration)
    #expect(
      problems("monitor: { auc: { amber: 0.3 } }") == [
        "bank.yaml, line 1: “monitor.auc” is amber from 0.3 on, above red (0.1)."
      ])
  }

  @Test("every problem of a file is reported at once, in the order of its lines")
  func allProblems() {
    let found = problems(
      """
      flor: 1
      window: 0
      loss:
        rule: dorp
        share: 1.5
        sudden: { quiet_month: 3, band: -1 }
      tiers: { A: 0, B: 10, C: 5 }
      assets: [demand, time]
      ignore: [time]
      floor: -5
      language: fr
      colour: red
      """)
    #expect(
      found == [
        "bank.yaml, line 1: “flor” is not a key here; did you mean “floor”?",
        "bank.yaml, line 2: “window” is “0”, but must be a whole number from 1 to 120.",
        "bank.yaml, line 4: “loss.rule” is “dorp”, but must be drop, floor or demotion. Did you mean “drop”?",
        "bank.yaml, line 5: “loss.share” is “1.5”, but must be a share above 0 and up to 1.",
        "bank.yaml, line 6: “quiet_month” is not a key under “loss.sudden”; did you mean “quiet_months”?",
        "bank.yaml, line 6: “loss.sudden.band” is “-1”, but must be a share from 0 to 1.",
        "bank.yaml, line 7: the tier “C” begins at 5, not above the tier before it, “B” (10); "
          + "write the tiers in rising order.",
        "bank.yaml, line 9: “time” is one of the assets and cannot be ignored; take it out of “ignore” or of “assets”.",
        "bank.yaml, line 10: “floor” is “-5”, but must be a number of 0 or more.",
        "bank.yaml, line 11: “language” is “fr”, but must be zh or en.",
        "bank.yaml, line 12: “colour” is not a key here; there are panel, attributes, table, joins, assets, floor, loss, question, questions, window, "
          + "tiers, grades, groups, playbook, names, products, columns, derive, ignore, duplicates, unreadable, infinities, missing_assets, missing, decimal, dates, list, calendar, training, binning, monitor, deliveries, language, "
          + "aggregate.",
      ])
  }

  @Test(
    "each wrong value is reported with its line and the way out",
    arguments: [
      ("floor: abc", "line 1: “floor” is “abc”, but must be a number of 0 or more."),
      ("floor: .inf", "“floor” is “.inf”"),
      ("floor: nan", "“floor” is “nan”"),
      ("floor: 0x10", "“floor” is “0x10”"),
      ("floor: [1]", "“floor” must be a number of 0 or more, not a list or a section."),
      ("floor:", "“floor” has no value; write a number of 0 or more, or leave the line out."),
      ("window: 2.5", "“window” is “2.5”, but must be a whole number from 1 to 120."),
      ("window: 99999999999999999999999", "must be a whole number"),
      ("loss: drop", "“loss” must be a section with keys such as rule, share, sudden."),
      ("loss: { share: 0 }", "“loss.share” is “0”, but must be a share above 0 and up to 1."),
      (
        "loss: { rule: demotion }\ntiers: { A: 0 }",
        "line 2: the loss rule “demotion” needs at least two tiers."
      ),
      ("tiers: {}", "“tiers” names no tier"),
      ("tiers: { A: 1, B: x }", "“tiers.B” is “x”, but must be the least amount of the tier"),
      ("tiers: [1, 2]", "“tiers” must be a section."),
      ("assets: []", "“assets” names no column; name at least one."),
      ("assets: [a, a]", "“a” stands twice in “assets”."),
      ("assets: [a, [b]]", "“assets” must be the names of the columns that add up to assets, not a list"),
      ("ignore:", "“ignore” has no value; write a list such as [a, b], or leave the line out."),
      ("ignore: [\"\"]", "“ignore” is empty"),
      ("duplicates: keep", "“duplicates” is “keep”, but must be error, first or last."),
      ("unreadable: x", "must be error or missing."),
      ("missing: [[a]]", "“missing” must be a list of texts."),
      ("list: { order: expected }", "must be expected_loss, probability or kept_per_cost."),
      ("training: { seed: -1 }", "“training.seed” is “-1”, but must be a whole number from 0."),
      ("training: { refit: maybe }", "must be true or false."),
      (
        "training: { trees: { leaves: 1 } }",
        "“training.trees.leaves” is “1”, but must be a whole number from 2 to 65536."
      ),
      ("training: { trees: { learning_rate: 0 } }", "must be a share above 0 and up to 1."),
      ("training: { logistic: { l2: -1 } }", "must be a number of 0 or more."),
      (
        "training: { logistic: { penalty: laso } }",
        "but must be ridge, lasso or elastic_net. Did you mean “lasso”?"
      ),
      ("training: { logistic: { absolute_share: 0 } }", "must be a share above 0 and up to 1."),
      (
        "training: { logistic: { signs: { age: up } } }",
        "“training.logistic.signs.age” is “up”, but must be positive or negative."
      ),
      (
        "training: { logistic: { woe: true, penalty: lasso } }",
        "“training.logistic.penalty” must be ridge where"
      ),
      ("training: { logistic: { woe: true, signs: { age: negative } } }", "has no use where"),
      ("training: { logistic: { stepwise: all } }", "must be none, likelihood_ratio or bic."),
      ("training: { logistic: { scorecard: { base_odds: 0 } } }", "but must be a number above 0."),
      ("binning: { bins: 1 }", "“binning.bins” is “1”, but must be a whole number from 2 to 100."),
      ("binning: { specials: [a] }", "“binning.specials” holds “a”, which is no number."),
      (
        "binning: { variables: { age: { cuts: [3, 2] } } }",
        "“binning.variables.age.cuts” must rise from each cut to the next."
      ),
      ("binning: { variables: { age: { cuts: [3], groups: [[a]] } } }", "has both cuts and groups"),
      ("binning: { variables: { age: { shap: up } } }", "did you mean “shape”?"),
      ("training: { tress: {} }", "“tress” is not a key under “training”; did you mean “trees”?"),
      ("panel:\n  - customer: a", "line 2: a table under “panel” has no “files”; name its files."),
      ("panel: [{ files: { 2024-13: a.csv } }]", "“2024-13” is not a month; write it as 2024-07."),
      ("panel: [{ files: { 2024-07: a.csv, 202407: b.csv } }]", "the month 2024-07 stands twice"),
      ("panel: [{ files: { 2024-07: } }]", "“panel.files.2024-07” has no value"),
      (
        "panel: [{ files: { 2024-07: a }, month: m }]",
        "“panel.month” names a month column, but “files” gives"
      ),
      (
        "panel: [{ files: a, columns: { demand: X, time: X } }]",
        "“X” stands for both “demand” and “time”; keep one."
      ),
      (
        "panel: [{ files: a, customer: c, columns: { customer_id: d } }]",
        "“customer_id” is named by “customer” and"
      ),
      ("panel: [{ files: a, columns: [b] }]", "“panel.columns” must be a section."),
      ("panel: [a.csv]", "“panel” must be a section with keys such as files, customer, month."),
      ("table: { label: y }", "“table” has no “files”; name its files."),
      (
        "table: { files: a.csv }\npanel: [{ files: b.csv }]", "“table” and “panel” are two ways to bring data"
      ),
      ("attributes: [{}]", "a table under “attributes” has no “files”"),
      ("aggregate: { customer: a }", "“aggregate” has no “date”"),
      ("aggregate: { customer: a, date: d }", "neither “amount” nor “balance”"),
      ("aggregate: { customer: a, date: d, kind: balances }", "“aggregate” of balances has no “balance”"),
      (
        "aggregate: { customer: a, date: d, balance: b, flows: [{ name: f, matching: { x: [y] } }] }",
        "name the “amount” column too"
      ),
      (
        "aggregate: { customer: a, date: d, amount: b, flows: [{ name: demand, matching: { x: y } }] }",
        "two columns of the panel would be called “demand”."
      ),
      ("aggregate: { customer: a, date: d, amount: b, flows: [{ name: f }] }", "has no “matching”"),
      ("- a\n- b", "the file must be a list of keys and values."),
      ("just text", "the file must be a list of keys and values."),
      ("? [a]\n: b", "a key must be a name."),
      ("floor: 1\nwindow: 2\nfloor: 3", "“floor” stands here more than once; keep one."),
      ("floor: 1\n\twindow: 2", "line 2: this is no YAML"),
      ("floor: [1", "this is no YAML"),
      ("panel: [{ files: *.csv }]", "line 1: a text that begins with * must stand in quotes"),
      ("floor: 1\n---\nfloor: 2", "this is no YAML"),
      ("<<: { floor: 1 }", "“<<” is not a key here"),
    ])
  func eachProblem(text: String, expected: String) {
    let found = problems(text)
    #expect(found.contains { $0.hasPrefix("bank.yaml") && $0.contains(expected) }, "\(found)")
    #expect(found.allSatisfy { $0.hasSuffix(".") || $0.hasSuffix("?") }, "\(found)")
  }

  @Test("hostile files give an error soon: anchors, depth, size, bytes that are no text")
  func hostile() {
    let bomb = (1...40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }.joined(separator: "\n")
    let keyBomb =
      "a0: &a0 [x]\n"
      + (1...40).map { "? &a\($0) {*a\($0 - 1) : 1, b: *a\($0 - 1)}\n: 1" }.joined(separator: "\n")
    let texts = [
      "floor: &f 1\nwindow: *f", "a0: &a0 [x]\n" + bomb, keyBomb,
      String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
      String(repeating: "- ", count: 500_000), String(repeating: "? ", count: 500_000),
      (0..<3000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      String(repeating: "#", count: (1 << 20) + 1), "floor: \u{0}", "floor: \"\\uD800\"",
      "a: !!python/object:os.system x", String(repeating: "'", count: 9999), "%YAML 9.9\n---\nfloor: 1",
    ]
    let start = Date()
    for text in texts { #expect(!problems(text).isEmpty, "\(text.prefix(30))") }
    #expect(Date().timeIntervalSince(start) < 20)
  }

  @Test("a configuration with any byte changed is read or refused, never a crash")
  func changedBytes() {
    var configuration = BankConfiguration.forPanel(files: ["a*.csv"])
    configuration.aggregate = AggregateDefinition(customer: "c", date: "d")
    let bytes = Array(configuration.yaml().utf8)
    var generator = Generator(state: 7)
    for _ in 0..<3000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let byte = UInt8.random(in: 0...255, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: changed[Int.random(in: 0..<changed.count, using: &generator)] = byte
        case 1: changed.insert(byte, at: Int.random(in: 0..<changed.count, using: &generator))
        default: changed.removeSubrange(0..<Int.random(in: 0..<40, using: &generator))
        }
      }
      for problem in problems(String(decoding: changed, as: UTF8.self)) { #expect(!problem.isEmpty) }
    }
  }

  @Test("a file is read with its paths seen from its folder, in UTF-8 or GB18030")
  func load() throws {
    let folder = NSTemporaryDirectory() + "churn-configuration-\(UUID().uuidString)"
    try FilePath.createFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/bank.yaml"
    try AtomicFile.write("panel: [{ files: [a.csv, /b.csv] }]\nattributes: { files: c.csv }", to: path)
    let loaded = try BankConfiguration.load(path: path)
    #expect(loaded.panel == [PanelSource(files: .patterns([folder + "/a.csv", "/b.csv"]))])
    #expect(loaded.attributes == [AttributeSource(files: [folder + "/c.csv"])])

    // ignore: [客户号] in GB18030.
    try AtomicFile.write(Array("ignore: [".utf8) + [0xBF, 0xCD, 0xBB, 0xA7, 0xBA, 0xC5, 0x5D], to: path)
    #expect(try BankConfiguration.load(path: path).ignore == ["客户号"])
    try AtomicFile.write(Array("ignore: [".utf8) + [0xFF, 0x5D], to: path)
    #expect(throws: ConfigurationError.self) { try BankConfiguration.load(path: path) }
    do {
      _ = try BankConfiguration.load(path: folder + "/bnak.yaml")
    } catch {
      #expect(
        error.description == "\(folder)/bnak.yaml: could not be opened: No such file or directory. "
          + "Check the path and its spelling.")
    }
  }
}
