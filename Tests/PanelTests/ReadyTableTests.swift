import Calendar
import Configuration
import Parallel
import Testing

@testable import Panel
@testable import Tabular

@Suite("A ready-made table")
struct ReadyTableTests {
  /// A random table: what its cells mean, and one of the many ways to write them.
  struct RandomTable {
    var keys: [String] = []
    var labels: [Float] = []
    var times: [Double] = []
    var amounts: [Float] = []
    var days: [Float] = []
    var kinds: [String?] = []
    var files: [String] = []

    init(_ random: inout RandomStream) {
      let separator = [",", ";", "\t"][random.below(3)]
      let lineEnd = random.below(2) == 0 ? "\n" : "\r\n"
      for file in 0..<1 + random.below(3) {
        // Columns may stand in another order in each file.
        var order = [0, 1, 2, 3, 4, 5]
        order.shuffle(using: &random)
        let names = ["key", "lost", "month", "amount", "since", "kind of customer"]
        var text = order.map { names[$0] }.joined(separator: separator) + lineEnd
        for row in 0..<random.below(40) + (file == 0 ? 5 : 0) {
          if random.below(12) == 0 { text += lineEnd }
          let amount = Float(random.below(200_000) - 100_000) / 4
          let isMissing = random.below(6) == 0
          let month = 24_000 + random.below(40)
          let kind = ["farmer", "\"merchant, \"\"small\"\"\"", "客户", "", "NULL"][random.below(5)]
          let label = random.below(3) == 0
          keys.append("k\(file)-\(row)")
          labels.append(label ? 1 : 0)
          times.append(Double(Month(index: month).firstDay))
          amounts.append(isMissing ? .nan : amount)
          days.append(Float(CalendarDay(Month(index: month), atMost: 9).daysSince1970))
          kinds.append(
            ["", "NULL"].contains(kind) ? nil : kind.hasPrefix("\"") ? "merchant, \"small\"" : kind)
          let written = random.below(4) == 0 ? " \"\(Double(amount))\"" : "\(Double(amount))"
          let cells = [
            "k\(file)-\(row)",
            label ? ["1", "true", "1.0"][random.below(3)] : ["0", "FALSE", " 0"][random.below(3)],
            "\(Month(index: month))", isMissing ? ["", "NA", "-"][random.below(3)] : written,
            "\(Month(index: month))-09", kind,
          ]
          text += order.map { cells[$0] }.joined(separator: separator) + lineEnd
        }
        files.append(text)
      }
    }
  }

  @Test("reads back what was written, in any dialect, order of columns, block size and number of threads")
  func readsBack() throws {
    for seed in 0..<400 {
      var random = RandomStream(seed: UInt64(seed), stream: 41)
      let folder = TemporaryFolder()
      let expected = RandomTable(&random)
      for (index, text) in expected.files.enumerated() { folder.write(text, as: "t\(index).csv") }
      for threads in [1, 3] {
        let reader = ReadyTableReader(
          patterns: [folder.path + "/t*.csv"], key: "key", label: "lost", timeColumn: "month",
          sources: .files(sizes: ReadingSizes(wave: 600 + random.below(4000), block: 40 + random.below(500))))
        let table = try reader.read(team: ThreadTeam(threadCount: threads))
        let amount = try #require(table.numberColumns.firstIndex { $0.name == "amount" })
        let day = try #require(table.numberColumns.firstIndex { $0.name == "since" })
        let rows = expected.keys.indices
        let agrees =
          table.keys == expected.keys && table.labels == expected.labels && table.times == expected.times
          && rows.allSatisfy { same(table.numbers[$0, amount], expected.amounts[$0]) }
          && rows.allSatisfy { same(table.numbers[$0, day], expected.days[$0]) }
          && rows.map { table.texts[0].text($0) } == expected.kinds
        #expect(agrees, "seed \(seed), \(threads) threads")
        #expect(
          table.report.rowsUsed == expected.keys.count && table.report.files.count == expected.files.count)
        #expect(table.report.files.map(\.rows).reduce(0, +) == expected.keys.count)
        if !agrees { return }
      }
    }
  }

  private func same(_ left: Float, _ right: Float) -> Bool { left == right || left.isNaN && right.isNaN }

  private func read(
    _ text: String, key: String? = nil, label: String? = nil, positive: String? = nil,
    timeColumn: String? = nil,
    wanted: [PanelColumn]? = nil, ignoring: [String] = [], unreadable: UnreadableRule = .error
  ) throws -> ReadyTable {
    let folder = TemporaryFolder()
    return try ReadyTableReader(
      patterns: [folder.write(text, as: "table.csv")], key: key, label: label, positive: positive,
      timeColumn: timeColumn, wanted: wanted,
      statements: ColumnStatements(ColumnDefinition(), ignored: ignoring), unreadable: unreadable
    ).read(team: ThreadTeam(threadCount: 2))
  }

  private func message(_ body: () throws -> ReadyTable) -> String {
    do {
      _ = try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test("tells numbers, days and texts apart, and leaves key, label, time, ignored and nameless columns out")
  func kinds() throws {
    let table = try read(
      ",id,y,at,age,born,city,phone\n1,a,0,3,40,1980-02-01,Xi'an,1\n2,b,1,1,,1970/1/2,Wuhan,2\n", key: "id",
      label: "y",
      timeColumn: "at", ignoring: ["phone"])
    #expect(
      table.columns == [
        PanelColumn(name: "age", kind: .number), PanelColumn(name: "born", kind: .date),
        PanelColumn(name: "city", kind: .text),
      ])
    #expect(table.keys == ["a", "b"] && table.labels == [0, 1] && table.times == [3, 1])
    #expect(table.numbers[0, 0] == 40 && table.numbers[1, 0].isNaN && table.numbers[1, 1] == 1)
    #expect(table.report.unnamedColumns == 1)
    #expect(table.report.columns.map(\.missing) == [1, 0, 0])
  }

  @Test("numbers its rows where there is no key, and counts keys that come again")
  func keys() throws {
    let numbered = try read("x,y\n1,0\n\n2,\n3,1\n", label: "y", unreadable: .missing)
    #expect(numbered.keys == ["1", "3"] && numbered.labels == [0, 1] && numbered.report.emptyLines == 1)
    #expect(numbered.report.rowsWithoutLabel == 1 && numbered.report.rowsRead == 3)
    let twice = try read("id,x\na,1\nb,2\na,3\n", key: "id")
    #expect(twice.keys == ["a", "b", "a"] && twice.report.duplicateKeys == 1)
    let finding = try #require(twice.report.findings.first)
    #expect(finding.kind == .duplicate && finding.line == 4 && finding.text == "a")
  }

  @Test("takes the text of --positive for a loss, numbers as numbers")
  func positive() throws {
    #expect(try read("x,y\n1,-1\n2,0\n3,1\n4,-1.0\n", label: "y", positive: "-1").labels == [1, 0, 0, 1])
    #expect(
      try read("x,y\n1,lost\n2,\" lost \"\n3,Lost\n", label: "y", positive: "lost").labels == [1, 1, 0])
    #expect(
      message { try read("x,y\n1,lost\n2,kept\n", label: "y", positive: "gone") }.contains(
        "column “y”: no cell reads “gone”, which the request says counts as a loss; cells read “lost”, “kept”"
      )
    )
  }

  @Test("reads the columns it is asked for with their kinds, and none besides")
  func wanted() throws {
    let wanted = [PanelColumn(name: "b", kind: .text), PanelColumn(name: "a", kind: .number)]
    let table = try read("a,b,c\n1,2,x\n3,2,y\n", wanted: wanted)
    #expect(table.columns == wanted && table.texts[0].levels == ["2"] && table.numbers[1, 0] == 3)
    #expect(
      message { try read("a,bb\n1,2\n", wanted: [PanelColumn(name: "b2", kind: .number)]) }.contains(
        "line 1: the header has no column “b2”. Did you mean “bb”?"))
  }

  @Test("refuses cells that are no number, label, time or key, naming file, line, column and text")
  func refusals() {
    let good = "k,x,y\n" + (0..<40).map { "r\($0),\($0),\($0 % 2)\n" }.joined()
    #expect(
      message { try read(good + "r,1o,1\n") }.contains("table.csv, line 42, column “x”: “1o” is no number"))
    #expect(
      message { try read(good + "r,1,2\n", label: "y") }.contains(
        "line 42, column “y”: “2” is neither 0 nor 1; say which text"))
    #expect(
      message { try read(good + "r,1,NA\n", label: "y") }.contains(
        "line 42, column “y”: the label is missing"))
    #expect(
      message { try read(good + ",1,1\n", key: "k") }.contains("line 42, column “k”: the row has no key"))
    #expect(message { try read(good + "r,?,1\n", timeColumn: "x") }.contains("line 42, column “x”"))
    #expect(message { try read(good + "r,1\n") }.contains("line 42: the row has 2 cells, the header 3"))
    #expect(message { try read(good + "r,1e300,1\n") }.contains("“1e300” is no number"))
    #expect(message { try read(good, key: "key") }.contains("the header has no column “key”"))
    #expect(message { try read(good, key: "k", label: "k") }.contains("cannot be two of key, label and time"))
    #expect(message { try read("k,x\n") }.contains("a header and no rows"))
    #expect(message { try read("k,y\na,\n", label: "y", unreadable: .missing) }.contains("1 have no label"))
    #expect(
      message { try read("k,y\na,1\n", key: "k", label: "y") }.contains("no column to make variables of"))
    #expect(
      message { try ReadyTableReader(patterns: []).read(team: ThreadTeam(threadCount: 1)) }.contains(
        "name its files."))
  }

  @Test("counts unreadable cells as missing where that is the rule, however many there are before an error")
  func unreadableAsMissing() throws {
    let good =
      "x,y\n" + (0..<900).map { "\($0),\($0 % 2)\n" }.joined() + (0..<60).map { "odd\($0),1\n" }.joined()
    let table = try read(good, label: "y", unreadable: .missing)
    #expect(table.report.unreadableCells == 60 && table.numbers[959, 0].isNaN)
    #expect(
      message { try read(good + "1,2\n", label: "y", unreadable: .missing) }.contains("neither 0 nor 1"))
    #expect(message { try read(good + "1,2,3\n", unreadable: .missing) }.contains("the row has 3 cells"))
  }

  @Test("needs the same columns in every file")
  func unequalFiles() {
    let folder = TemporaryFolder()
    folder.write("a,b\n1,2\n", as: "1.csv")
    folder.write("a,c\n1,2\n", as: "2.csv")
    let text = message {
      try ReadyTableReader(patterns: [folder.path + "/*.csv"]).read(team: ThreadTeam(threadCount: 1))
    }
    #expect(text.contains("2.csv, line 1: the header has no column “b”"))
    #expect(text.contains("column “c”: \(folder.path)/1.csv has no such column"))
  }

  @Test("reads the real credit table, where it is at hand")
  func creditTable() throws {
    let path = SharedData.path("give-me-some-credit/cs-training.csv.gz")
    guard SharedData.isThere(path) else { return }
    let read = { (threads: Int) in
      try ReadyTableReader(patterns: [path], label: "SeriousDlqin2yrs").read(
        team: ThreadTeam(threadCount: threads))
    }
    let table = try read(2)
    #expect(table.rowCount == 150_000 && table.report.positives == 10_026 && table.columns.count == 10)
    #expect(table.report.columns.first { $0.name == "MonthlyIncome" }?.missing == 29_731)
    #expect(table.report.columns.first { $0.name == "NumberOfDependents" }?.missing == 3_924)
    #expect(table.report.unnamedColumns == 1 && table.keys.last == "150000")
    let alone = try read(1)
    #expect(alone.labels == table.labels && alone.report == table.report)
  }
}
