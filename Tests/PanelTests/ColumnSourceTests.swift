import Calendar
import Configuration
import Parallel
import Testing

@testable import Panel
@testable import Tabular

/// Tables of values, and the same as files of CSV and as batches of Arrow.
private struct TwoForms {
  let folder = TemporaryFolder()
  private(set) var paths: [String: String] = [:]
  private(set) var tables: [String: InMemoryTable] = [:]

  /// Adds a table under the path that its file has, so that both forms have the same names in messages.
  mutating func add(_ name: String, _ columns: [(String, InMemoryTable.Column)]) -> String {
    let table = InMemoryTable(name: folder.path + "/" + name, columns: columns)
    let path = folder.write(table.csv, as: name)
    tables[path] = table
    return path
  }

  /// Opens the tables of values.
  var values: ColumnSources {
    let tables = self.tables
    return ColumnSources(
      find: { [$0] },
      open: { path in
        guard let table = tables[path] else {
          throw TableError(file: path, message: "there is no such table.")
        }
        return table
      })
  }

  /// Opens the tables as Arrow.
  func arrow(_ random: inout RandomStream) -> ColumnSources {
    let (tables, seed) = (self.tables, UInt64(random.below(1 << 40)))
    let (isRepeatable, batch) = (random.chance(0.5), 1 + random.below(30))
    return ColumnSources(
      find: { [$0] },
      open: { path in
        guard let table = tables[path] else {
          throw TableError(file: path, message: "there is no such table.")
        }
        return try ArrowSource(
          ArrowTwin(table, seed: seed, isRepeatable: isRepeatable),
          sizes: ArrowSizes(batch: batch, batchesPerWave: 3))
      })
  }
}

@Suite("Columns come from a source")
struct ColumnSourceTests {
  /// All that a panel holds, cell by cell.
  private func cells(_ panel: CustomerPanel) -> [String] {
    (0..<panel.customerCount).flatMap { customer in
      (0..<panel.monthCount).map { index in
        let month = panel.firstMonth + index
        let numbers = panel.numberColumns.indices.map {
          panel.number(customer, month, column: $0).description
        }
        let texts = panel.textColumns.indices.map { panel.text(customer, month, column: $0) ?? "-" }
        let traits =
          panel.attributeNumbers.indices.map { panel.attributeNumber(customer, column: $0).description }
          + panel.attributeTexts.indices.map { panel.attributeText(customer, column: $0) ?? "-" }
        let assets = panel.assets(customer, month).map { "\($0)" } ?? "-"
        return ([panel.customers[customer], "\(month)", assets] + numbers + texts + traits)
          .joined(separator: "|")
      }
    }
  }

  /// A panel of two tables and attributes, with missing cells and second rows of a customer and month.
  private func makePanel(_ random: inout RandomStream, _ forms: inout TwoForms) -> BankConfiguration {
    let letters = ["x", "y", "客户", "a longer text"]
    var (keys, months, demand, time, segment, since) = (
      [String?](), [Month?](), [Double?](), [Double?](), [String?](), [CalendarDay?]()
    )
    for customer in 0..<60 {
      for month in 0..<4 where random.chance(0.9) {
        for _ in 0..<(random.chance(0.03) ? 2 : 1) {
          keys.append("K\(customer)")
          months.append(Month(index: 2024 * 12 + month))
          demand.append(random.chance(0.05) ? nil : Double(random.below(60_000_000)) / 100)
          time.append(Double(random.below(1_000)))
          segment.append(random.chance(0.1) ? nil : letters[random.below(letters.count)])
          since.append(
            random.chance(0.1) ? nil : CalendarDay(daysSince1970: 9_000 + random.below(9_000)))
        }
      }
    }
    let others = keys.indices.filter { $0 % 3 == 0 }
    var configuration = BankConfiguration()
    configuration.duplicates = random.chance(0.5) ? .first : .last
    configuration.panel = [
      PanelSource(
        files: .patterns([
          forms.add(
            "deposits.csv",
            [
              ("customer_id", .texts(keys)), ("month", .months(months)), ("demand", .numbers(demand)),
              ("segment", .texts(segment)), ("time", .numbers(time)), ("opened", .days(since)),
            ])
        ])),
      PanelSource(
        files: .patterns([
          forms.add(
            "wealth.csv",
            [
              ("wealth", .numbers(others.map { _ in Double(random.below(300_000)) })),
              ("month", .months(others.map { months[$0] })),
              ("customer_id", .texts(others.map { keys[$0] })),
            ])
        ])),
    ]
    let members = (0..<70).map { "K\($0)" }
    configuration.attributes = [
      AttributeSource(files: [
        forms.add(
          "members.csv",
          [
            ("customer_id", .texts(members)), ("city", .texts(members.map { _ in letters[random.below(4)] })),
            ("age", .numbers(members.map { _ in Double(20 + random.below(60)) })),
          ])
      ])
    ]
    return configuration
  }

  @Test("and give the same panel from values as from files of CSV, for any number of threads")
  func panels() throws {
    for seed in 0..<40 {
      var random = RandomStream(seed: UInt64(seed), stream: 77)
      var forms = TwoForms()
      let configuration = makePanel(&random, &forms)
      for snapshots in [PanelRequest.Snapshots.labelled(until: nil), .one(nil), .survey] {
        let request = PanelRequest(snapshots: snapshots)
        let fromFiles = try PanelReader(configuration: configuration, request: request)
          .read(team: ThreadTeam(threadCount: 2))
        let fromValues = try PanelReader(
          configuration: configuration, request: request, sources: forms.values
        ).read(team: ThreadTeam(threadCount: 1 + random.below(3)))
        #expect(cells(fromValues) == cells(fromFiles), "seed \(seed)")
        let fromArrow = try PanelReader(
          configuration: configuration, request: request, sources: forms.arrow(&random)
        ).read(team: ThreadTeam(threadCount: 1 + random.below(3)))
        #expect(cells(fromArrow) == cells(fromFiles), "seed \(seed)")
        #expect(fromArrow.report.files.map(\.rows) == fromFiles.report.files.map(\.rows))
        #expect(snapshots == .survey || fromFiles.customerCount > 20)
        var (one, other) = (fromValues.report, fromFiles.report)
        #expect(one.files.map(\.rows) == other.files.map(\.rows))
        (one.files, other.files) = ([], [])
        // A source that knows its kinds says so; of a file they are seen from the cells.
        for index in one.columns.indices {
          (one.columns[index].reason, other.columns[index].reason) = (nil, nil)
        }
        for index in one.attributes.indices {
          (one.attributes[index].reason, other.attributes[index].reason) = (nil, nil)
        }
        #expect(one == other, "seed \(seed)")
      }
    }
  }

  @Test("and say the same of what is wrong, with the row's place")
  func messages() throws {
    var forms = TwoForms()
    var configuration = BankConfiguration()
    let month = Month(index: 2024 * 12)
    configuration.panel = [
      PanelSource(
        files: .patterns([
          forms.add(
            "spoilt.csv",
            [
              ("customer_id", .texts(["A", nil, "C", "C"])),
              ("month", .months([month, month, month, month])),
              ("demand", .texts(["1", "2", "three", "4"])), ("time", .numbers([1, 2, 3, 4])),
              ("wealth", .numbers([1, 2, 3, 4])),
            ])
        ]))
    ]
    func problem(_ sources: ColumnSources) -> String {
      do {
        _ = try PanelReader(
          configuration: configuration, request: PanelRequest(snapshots: .one(nil)), sources: sources
        ).read(team: ThreadTeam(threadCount: 2))
        return ""
      } catch {
        return "\(error)"
      }
    }
    let found = problem(forms.values)
    #expect(found == problem(.files))
    // Of a table that has no header, the row's number stands for a line.
    var random = RandomStream(seed: 1, stream: 80)
    let ofArrow = problem(forms.arrow(&random))
    #expect(ofArrow.contains("line 2, column “customer_id”: the row has no customer"))
    #expect(ofArrow.contains("line 3, column “demand”: “three” is no number"))
    #expect(found.contains("line 3, column “customer_id”: the row has no customer"))
    #expect(found.contains("line 4, column “demand”: “three” is no number"))
    #expect(found.contains("line 5: a further row of customer C in 2024-01"))
  }

  @Test("and give the same ready-made table")
  func readyTables() throws {
    var random = RandomStream(seed: 5, stream: 78)
    var forms = TwoForms()
    let rows = 0..<300
    let path = forms.add(
      "table.csv",
      [
        ("id", .texts(rows.map { "k\($0)" })),
        ("lost", .numbers(rows.map { _ in random.chance(0.1) ? nil : Double(random.below(2)) })),
        ("at", .months(rows.map { _ in Month(index: 2024 * 12 + random.below(9)) })),
        ("amount", .numbers(rows.map { _ in random.chance(0.1) ? nil : Double(random.below(900)) / 4 })),
        ("born", .days(rows.map { _ in CalendarDay(daysSince1970: random.below(9_000)) })),
        ("city", .texts(rows.map { _ in ["厦门", "Xi'an", nil, "NULL"][random.below(4)] })),
      ])
    func read(_ sources: ColumnSources) throws -> ReadyTable {
      try ReadyTableReader(
        patterns: [path], key: "id", label: "lost", timeColumn: "at", unreadable: .missing, sources: sources
      ).read(team: ThreadTeam(threadCount: 2))
    }
    let (fromValues, fromFiles) = (try read(forms.values), try read(.files))
    let fromArrow = try read(forms.arrow(&random))
    #expect(fromArrow.keys == fromFiles.keys && fromArrow.columns == fromFiles.columns)
    #expect(fromArrow.labels == fromFiles.labels && fromArrow.times == fromFiles.times)
    #expect(fromArrow.texts == fromFiles.texts)
    #expect(fromFiles.rowCount > 200)
    #expect(fromValues.keys == fromFiles.keys && fromValues.columns == fromFiles.columns)
    #expect(fromValues.labels == fromFiles.labels && fromValues.times == fromFiles.times)
    #expect(fromValues.texts == fromFiles.texts)
    for row in 0..<fromFiles.rowCount {
      for column in 0..<2 {
        let (one, other) = (fromValues.numbers[row, column], fromFiles.numbers[row, column])
        #expect(one == other || one.isNaN && other.isNaN)
        let ofArrow = fromArrow.numbers[row, column]
        #expect(ofArrow == other || ofArrow.isNaN && other.isNaN)
      }
    }
    var (one, other) = (fromValues.report, fromFiles.report)
    (one.files, other.files) = ([], [])
    for index in one.columns.indices { (one.columns[index].reason, other.columns[index].reason) = (nil, nil) }
    #expect(one == other)
  }
}
