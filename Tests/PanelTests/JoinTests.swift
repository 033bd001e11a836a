import Calendar
import Configuration
import Foundation
import Parallel
import Tabular
import Testing

@testable import Panel

@Suite("Joins by a key")
struct JoinTests {
  private static func statements(_ yaml: String) throws -> ColumnStatements {
    ColumnStatements(try BankConfiguration(yaml: yaml, file: "bank.yaml"))
  }

  private func read(
    _ folder: TemporaryFolder, _ yaml: String, key: String? = nil, label: String? = nil,
    wanted: [PanelColumn]? = nil, isSurvey: Bool = false, threads: Int = 2
  ) throws -> ReadyTable {
    var reader = ReadyTableReader(
      patterns: [folder.path + "/table*.csv"], key: key, label: label, wanted: wanted,
      statements: try Self.statements(yaml.replacing("FOLDER", with: folder.path)), unreadable: .error)
    reader.isSurvey = isSurvey
    return try reader.read(team: ThreadTeam(threadCount: threads))
  }

  private func message(_ body: () throws -> ReadyTable) -> String {
    do {
      _ = try body()
      return "none"
    } catch {
      return "\(error)"
    }
  }

  /// The cells of all columns as texts, column by column.
  private static func cells(_ table: ReadyTable) -> [String: [String]] {
    var found: [String: [String]] = [:]
    for (index, column) in table.numberColumns.enumerated() {
      found[column.name] = table.numbers.column(index).elements.map { $0.isNaN ? "" : "\($0)" }
    }
    for column in table.texts { found[column.name] = (0..<table.rowCount).map { column.text($0) ?? "" } }
    return found
  }

  /// Joins in the obvious way, for each rule.
  private struct SlowTable {
    let columns: [String]
    let rows: [(key: String, cells: [String])]

    func joined(_ key: String?, _ column: String, _ rule: JoinSource.DuplicateRule) -> String {
      guard let key, !key.isEmpty else { return "" }
      let found = rows.filter { $0.key == key }
      if rule == .count { return "\(found.count)" }
      guard let index = columns.firstIndex(of: column) else { return "" }
      let texts = found.map { $0.cells[index] }
      let numbers = texts.compactMap(Double.init)
      let value: Double? =
        switch rule {
        case .error, .first: nil
        case .last: nil
        case .count: nil
        case .sum: numbers.isEmpty ? nil : numbers.reduce(0, +)
        case .mean: numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
        case .least: numbers.min()
        case .greatest: numbers.max()
        }
      switch rule {
      case .error, .first: return texts.first ?? ""
      case .last: return texts.last ?? ""
      case .count, .sum, .mean, .least, .greatest: return value.map { "\($0)" } ?? ""
      }
    }

    var csv: String {
      "id," + columns.joined(separator: ",") + "\n"
        + rows.map { ([$0.key] + $0.cells).joined(separator: ",") + "\n" }.joined()
    }
  }

  @Test(
    "give what a dictionary gives, for every rule, chained, over files and any number of threads",
    arguments: 0..<24)
  func slowTwin(seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed) + 77)
    let rules = JoinSource.DuplicateRule.allCases
    let rule = rules[seed % rules.count]
    let keys = (0..<14).map { "k\($0)" }
    func draw(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    func table(isUnique: Bool) -> SlowTable {
      let drawn = isUnique ? Array(keys.dropLast(4)) : (0..<30).map { _ in keys[draw(10)] }
      return SlowTable(
        columns: ["amount", "kind", "next"],
        rows: drawn.map { key in
          (
            key,
            [
              draw(5) == 0 ? "" : "\(draw(1000)).5", ["red", "green", ""][draw(3)],
              ["", "k\(draw(14))"][draw(4) == 0 ? 0 : 1],
            ]
          )
        })
    }
    let (first, second) = (table(isUnique: rule == .error), table(isUnique: true))
    let base = (0..<60).map { row in [draw(6) == 0 ? "" : keys[draw(14)], "\(row)"] }
    let folder = TemporaryFolder()
    for (part, rows) in [base[..<25], base[25...]].enumerated() {
      folder.write(
        "id,row\n" + rows.map { $0.joined(separator: ",") + "\n" }.joined(), as: "table\(part).csv")
    }
    folder.write(first.csv, as: "first.csv")
    folder.write(second.csv, as: "second.csv")
    let chain = rule.isAggregate ? "id" : "first.next"
    let numbers = rule == .count ? "second.amount" : "\"*.amount\""
    let categories = rule.isAggregate ? "second.kind" : "\"*.kind\""
    let yaml = """
      joins:
        second: { files: FOLDER/second.csv, key: id, by: \(chain), columns: [amount, kind] }
        first: { files: FOLDER/first.csv, key: id, duplicates: \(rule.rawValue) }
      columns: { number: [\(numbers)], category: [\(categories)] }
      ignore: [id]
      """
    var wanted: [String: [String]] = ["row": base.map { $0[1] + ".0" }]
    for column in rule == .count ? ["count"] : rule.isAggregate ? ["amount"] : ["amount", "kind"] {
      wanted["first.\(column)"] = base.map { first.joined($0[0], column, rule) }
    }
    for column in ["amount", "kind"] {
      wanted["second.\(column)"] = base.map { row in
        second.joined(rule.isAggregate ? row[0] : first.joined(row[0], "next", rule), column, .first)
      }
    }
    for threads in [1, 3] {
      let read = try read(folder, yaml, threads: threads)
      let found = Self.cells(read)
      for (name, cells) in wanted {
        let isText = name.hasSuffix("kind")
        let normal = cells.map { isText || $0.isEmpty ? $0 : "\(Float($0) ?? .nan)" }
        #expect(found[name] == normal, "\(rule) \(name)")
      }
      #expect(Set(found.keys) == Set(wanted.keys))
      let summary = try #require(read.report.joins?.first { $0.name == "first" })
      let known = Set(first.rows.map(\.key))
      let asked = base.map { $0[0] }
      #expect(summary.matched == asked.count { known.contains($0) })
      #expect(summary.withoutKey == asked.count { $0.isEmpty })
      #expect(summary.withoutPartner == asked.count { !$0.isEmpty && !known.contains($0) })
      #expect(summary.unusedKeys == known.subtracting(asked).count && summary.keys == known.count)
      #expect(summary.duplicates == first.rows.count - known.count)
      #expect(read.report.files.map(\.rows) == [25, 35, first.rows.count, 10])
    }
  }

  @Test("are read for those columns alone that are wanted, and may hold the outcome")
  func neededAlone() throws {
    let folder = TemporaryFolder()
    folder.write("id,a\n1,5\n2,6\n", as: "table.csv")
    folder.write("no,y\n2,1\n1,0\n", as: "outcome.csv")
    let yaml = """
      joins:
        y: { files: FOLDER/outcome.csv, key: no, by: id }
        absent: { files: FOLDER/absent.csv, key: id }
      """
    let table = try read(
      folder, yaml, key: "id", label: "y.y", wanted: [PanelColumn(name: "a", kind: .number)])
    #expect(table.labels == [0, 1] && table.columns.map(\.name) == ["a"])
    #expect(message { try read(folder, yaml, key: "id") }.contains("absent.csv"))
  }

  @Test("take the columns and rows that are asked for, and go into derived columns")
  func chosen() throws {
    let folder = TemporaryFolder()
    folder.write("account,a\n1,5\n2,6\n3,7\n", as: "table.csv")
    folder.write(
      "account,client,type,limit\n1,c1,OWNER,10\n1,c2,OTHER,99\n2,c3,OWNER,20\n,c9,OWNER,1\n", as: "disp.csv")
    folder.write("client,born,secret\nc1,1970-01-01,x\nc3,1980-05-05,y\n", as: "client.csv")
    let table = try read(
      folder,
      """
      joins:
        disp: { files: FOLDER/disp.csv, key: account, matching: { type: OWNER } }
        client: { files: FOLDER/client.csv, key: client, by: disp.client, columns: [born] }
      derive: { share: a / disp.limit }
      """, key: "account")
    #expect(table.columns.map(\.name) == ["a", "disp.type", "disp.limit", "client.born", "share"])
    let cells = Self.cells(table)
    #expect(cells["share"] == ["0.5", "0.3", ""] && cells["disp.type"] == ["OWNER", "OWNER", ""])
    #expect(cells["client.born"] == ["0.0", "3777.0", ""])
    let disp = try #require(table.report.joins?.first { $0.name == "disp" })
    #expect(disp.rowsWithoutKey == 1 && disp.withoutPartner == 1 && disp.unusedKeys == 0 && disp.rows == 2)
    #expect(disp.warning(in: .chinese)?.contains("1 行的键在其中不存在") == true)
  }

  @Test("that cannot be made are refused with what is wrong and the way out")
  func refusals() throws {
    let folder = TemporaryFolder()
    folder.write("id,a\n" + (0..<12).map { "\($0),\($0)\n" }.joined(), as: "table.csv")
    folder.write("id,x\n1,5\n1,6\n2,7\n", as: "twice.csv")
    folder.write("id,x\n" + (0..<12).map { "000\($0),5\n" }.joined(), as: "padded.csv")
    folder.write("id,x\n1,red\n2,blue\n", as: "words.csv")
    folder.write("id,x\n1,5\n2\n", as: "broken.csv")
    folder.write("id,x\n1,5\n2,u\n" + (3..<40).map { "\($0),\($0).5\n" }.joined(), as: "slip.csv")
    func refusal(_ join: String) -> String {
      message { try read(folder, "joins: { j: { \(join) } }", key: "id") }
    }
    let cases: [(String, String)] = [
      (
        "files: FOLDER/twice.csv, key: id",
        "twice.csv, line 3, column “id”: the key “1” stands in an earlier row"
      ),
      ("files: FOLDER/padded.csv, key: id", "none of 12 rows has a key"),
      (
        "files: FOLDER/twice.csv, key: idd", "no column “idd”, which is the key of a join. Did you mean “id”?"
      ),
      ("files: FOLDER/words.csv, key: id, by: idd", "no table has the column “idd”"),
      ("files: FOLDER/words.csv, key: id, duplicates: sum", "none of its columns holds numbers"),
      ("files: FOLDER/words.csv, key: id, columns: y", "no column fits “y”"),
      ("files: FOLDER/words.csv, key: id, matching: { z: red }", "no column “z”, which rows are chosen by"),
      ("files: FOLDER/broken.csv, key: id", "broken.csv, line 3"),
      ("files: FOLDER/slip.csv, key: id, duplicates: sum", "slip.csv, line 3, column “x”: “u” is no number"),
    ]
    for (join, wanted) in cases {
      let told = refusal(join)
      #expect(told.contains(wanted), "\(join): \(told)")
    }
    // What only describes counts instead.
    let surveyed = try read(
      folder, "joins: { j: { files: FOLDER/twice.csv, key: id } }", key: "id", isSurvey: true)
    #expect(surveyed.report.joins?.first?.duplicates == 1)
    let padded = try read(
      folder, "joins: { j: { files: FOLDER/padded.csv, key: id } }", key: "id", isSurvey: true)
    #expect(padded.report.joins?.first?.matchesNothing == true)
    #expect(
      message {
        try read(folder, "joins: { a: { files: x, key: k, by: b.k }, b: { files: x, key: k, by: a.k } }")
      }
      .contains("goes on from itself"))
  }

  @Test("of panels go by columns of the panel and of attributes, chained")
  func panels() throws {
    let folder = TemporaryFolder()
    folder.write(
      "customer_id,month,demand,time,wealth,product\n"
        + ["2024-01", "2024-02"].flatMap { month in
          (0..<12).map { "c\($0),\(month),300000,0,0,p\($0 % 3)\n" }
        }.joined(), as: "panel.csv")
    folder.write("customer_id,town\n" + (0..<12).map { "c\($0),t\($0 % 4)\n" }.joined(), as: "customers.csv")
    folder.write("town,region,people\nt0,north,10\nt1,south,20\nt2,north,30\n", as: "towns.csv")
    folder.write("name,tax\nnorth,1.5\nsouth,2.5\n", as: "regions.csv")
    folder.write("code,rate\np0,0.1\np1,0.2\np2,0.3\n", as: "products.csv")
    let configuration = try BankConfiguration(
      yaml: """
        panel: { files: FOLDER/panel.csv }
        attributes: { files: FOLDER/customers.csv, columns: { inhabitants: town.people } }
        joins:
          town: { files: FOLDER/towns.csv, key: town }
          region: { files: FOLDER/regions.csv, key: name, by: town.region }
          product: { files: FOLDER/products.csv, key: code, by: product }
        """.replacing("FOLDER", with: folder.path), file: "bank.yaml")
    let panel = try PanelReader(configuration: configuration, request: PanelRequest(snapshots: .one(nil)))
      .read(team: ThreadTeam(threadCount: 2))
    #expect(panel.attributeNumbers.map(\.name) == ["inhabitants", "region.tax"])
    #expect(panel.numberColumns.map(\.name).contains("product.rate"))
    let joins = panel.report.joins ?? []
    #expect(joins.map(\.name) == ["product", "town", "region"])
    #expect(joins.map(\.matched) == [24, 9, 9] && joins.map(\.withoutPartner) == [0, 3, 0])
    #expect(panel.report.files.count == 5)
    var lost = configuration
    lost.joins["town"]?.by = "twon"
    lost.attributes[0].columns = [:]
    let told = #expect(throws: TableError.self) {
      try PanelReader(configuration: lost, request: PanelRequest(snapshots: .survey))
        .read(team: ThreadTeam(threadCount: 1))
    }
    #expect(told.map { "\($0)".contains("“twon”") && "\($0)".contains("Did you mean “town”?") } == true)
  }
}
