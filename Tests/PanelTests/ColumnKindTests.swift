import Calendar
import Configuration
import Parallel
import Testing

@testable import Panel
@testable import Tabular

@Suite("The kind of a column")
struct ColumnKindTests {
  private func read(
    _ columns: [(name: String, cells: [String])], _ definition: ColumnDefinition = ColumnDefinition(),
    missing: [String] = [], threads: Int = 2, wave: Int = 512
  ) throws -> ReadyTable {
    let rows = (0..<(columns.first?.cells.count ?? 0)).map { row in
      columns.map { $0.cells[row] }.joined(separator: ";")
    }
    let folder = TemporaryFolder()
    let path = folder.write(
      ([columns.map(\.name).joined(separator: ";")] + rows).joined(separator: "\n") + "\n", as: "table.csv")
    // Small waves: what decides often stands behind the first.
    return try ReadyTableReader(
      patterns: [path], statements: ColumnStatements(definition), missing: missing,
      sources: .files(sizes: ReadingSizes(wave: wave, block: wave / 4))
    ).read(team: ThreadTeam(threadCount: threads))
  }

  /// Cells of which each is repeated so often.
  private func cells(_ parts: (String, Int)...) -> [String] {
    parts.flatMap { Array(repeating: $0.0, count: $0.1) }
  }

  private let amounts = (0..<300).map { "\($0 * 37 % 1009).25" }

  @Test("is seen from all cells, not from the first ones")
  func guesses() throws {
    let cases: [(String, [String], ColumnKind, KindReason)] = [
      ("amount", amounts, .number, .numbers),
      ("code", cells(("1", 200), ("2", 99), ("z", 1)), .text, .mixedCodes),
      ("grade", cells(("1", 100), ("2", 100), ("A", 50), ("B", 50)), .text, .mixedCodes),
      ("branch", cells(("0101", 100), ("1101", 200)), .text, .leadingZeros),
      ("mixed width", cells(("101", 200), ("0101", 100)), .text, .leadingZeros),
      ("slip", Array(amounts.prefix(298).map { String($0.dropLast(3)) }) + ["07", "3"], .number, .numbers),
      ("fixed width", amounts.map { "000" + $0 }, .number, .numbers),
      ("zip_code", cells(("94103", 150), ("94110", 150)), .text, .name),
      ("account", (0..<300).map { "62220200000000\(10_000 + $0 % 30)" }, .text, .longDigits),
      ("born", (0..<300).map { "19\(50 + $0 % 40)-01-31" }, .date, .days),
      ("half unknown", amounts.prefix(150) + cells(("unknown", 150)), .number, .numbersBesideWords),
      ("eighth gone", amounts.prefix(262) + cells(("离职", 38)), .number, .numbersBesideWords),
      ("mostly none", amounts.prefix(20) + cells(("none", 280)), .number, .numbers),
      ("flag", cells(("none", 100), ("yes", 100), ("", 100)), .text, .texts),
      ("mostly texts", amounts.prefix(100) + (0..<200).map { "A\($0)" }, .text, .texts),
      ("nothing", cells(("", 200), ("NA", 100)), .number, .empty),
    ]
    for threads in [1, 4] {
      let table = try read(cases.map { ($0.0, Array($0.1)) }, threads: threads)
      for (index, found) in table.report.columns.enumerated() {
        #expect(
          found.kind == cases[index].2 && found.reason == cases[index].3,
          "\(found.name): \(found.kind) \(found.reason.map(\.rawValue) ?? "-")")
      }
    }
  }

  @Test("can be said, against what the cells look like")
  func said() throws {
    var definition = ColumnDefinition()
    (definition.category, definition.number) = (["a*"], ["branch"])
    (definition.date, definition.ignore) = (["born"], ["phone"])
    let table = try read(
      [
        ("amount", ["1", "2"]), ("branch", ["0101", "0102"]), ("born", ["", ""]), ("phone", ["1", "2"]),
      ], definition)
    #expect(
      table.columns == [
        PanelColumn(name: "amount", kind: .text), PanelColumn(name: "branch", kind: .number),
        PanelColumn(name: "born", kind: .date),
      ])
    #expect(table.report.columns.allSatisfy { $0.reason == .said })
    definition.category = ["b*"]
    definition.ignore = ["fone"]
    #expect(throws: TableError.self) {
      try read([("amount", ["1", "2"]), ("branch", ["1", "2"]), ("born", ["", ""])], definition)
    }
  }

  @Test("in columns of texts, words that may be a category are levels, and marks are missing")
  func missing() throws {
    let flags = ["none", "yes", "", "NA", "无", "None", "n/a"]
    #expect(try read([("flag", flags)]).texts[0].levels == ["none", "yes", "无", "None"])
    #expect(try read([("flag", flags)], missing: ["NONE"]).texts[0].levels == ["yes", "无"])
    var definition = ColumnDefinition()
    definition.missing = ["fl*": []]
    #expect(
      try read([("flag", flags)], definition).texts[0].levels == ["none", "yes", "NA", "无", "None", "n/a"])
    definition.missing = ["flag": ["yes"], "x": ["999", "gone"]]
    let table = try read(
      [("flag", flags), ("x", ["1.5", "999", "gone", "NA", "2.5", "3", "4"])], definition)
    #expect(table.texts[0].levels == ["none", "NA", "无", "None", "n/a"])
    #expect(
      table.numbers.column(0).elements.map { $0.isNaN } == [false, true, true, true, false, false, false])
    // Columns that a model names are read as it says.
    #expect(table.columns[1].missingTexts(further: []) == MissingTexts.usual.adding(["999", "gone"]))
  }

  @Test("texts beside numbers that say again and again that there is none are missing, and named")
  func words() throws {
    let table = try read([("x", amounts.prefix(262) + cells(("Unknown", 30), ("nil", 8)))])
    #expect(table.report.columns[0].missing == 38 && table.report.columns[0].ownMissingTexts == ["unknown"])
    #expect(table.report.columns[0].kindWords(in: .english).hasSuffix("(unknown)"))
    // A cell that is a slip stops the reading, as before.
    #expect(throws: TableError.self) { try read([("x", amounts + ["12a"])]) }
  }

  @Test("a label may read “none” where another text is the loss")
  func labels() throws {
    let folder = TemporaryFolder()
    let path = folder.write("x,y\n1,none\n2,left\n3,none\n", as: "table.csv")
    let table = try ReadyTableReader(patterns: [path], label: "y", positive: "left").read(
      team: ThreadTeam(threadCount: 1))
    #expect(table.labels == [0, 1, 0])
  }

  @Test("looks at parts of a column add up to the same in any order")
  func sums() {
    var random = RandomStream(seed: 5, stream: 3)
    for _ in 0..<200 {
      var (whole, parts) = (ColumnLook(), (0..<4).map { _ in ColumnLook() })
      let (numbers, words) = (1 + random.below(60), 1 + random.below(60))
      for _ in 0..<200 {
        let part = random.below(4)
        if random.below(2) == 0 {
          let number = Double(random.below(numbers))
          whole.add(number: number)
          parts[part].add(number: number)
        } else {
          let word = "w\(random.below(words))"
          whole.add(word: word)
          parts[part].add(word: word)
        }
      }
      for order in [[0, 1, 2, 3], [3, 1, 0, 2]] {
        var sum = ColumnLook()
        for part in order { sum.add(parts[part]) }
        #expect(sum == whole)
      }
    }
  }

  @Test("panels: what is said holds for all tables, assets are numbers, dates and keys are told as left out")
  func panels() throws {
    let folder = TemporaryFolder()
    let header = "customer_id,month,demand,time,wealth,code,seen,none"
    let rows = (0..<60).map {
      "c\($0 / 2),2024-0\(1 + $0 % 2),300000,0,0,\($0 % 3),2024-01-0\(1 + $0 % 9),none"
    }
    let panel = folder.write(([header] + rows).joined(separator: "\n") + "\n", as: "panel.csv")
    var configuration = BankConfiguration.forPanel(files: [panel])
    configuration.columns.category = ["co*"]
    let request = PanelRequest(snapshots: .labelled(until: nil))
    func read() throws -> CustomerPanel {
      try PanelReader(configuration: configuration, request: request).read(team: ThreadTeam(threadCount: 2))
    }
    let found = try read()
    #expect(found.textColumns == ["code", "none"])
    #expect(found.report.columns.first { $0.name == "code" }?.reason == .said)
    #expect(found.report.columns.first { $0.name == "none" }?.levels == 1)
    configuration.columns.category = ["demand", "cod"]
    let error = #expect(throws: TableError.self) { try read() }
    let text = error.map { "\($0)" } ?? ""
    #expect(
      text.contains("“demand” is one of the assets") && text.contains("Did you mean “code”?"), "\(text)")
  }
}
