import Calendar
import Configuration
import Parallel
import Tabular
import Testing

@testable import Panel

@Suite("Tables are read as their cells are written")
struct CellFormatTests {
  private func read(
    _ text: String, time: String? = nil, wanted: [PanelColumn]? = nil, threads: Int = 2,
    _ change: (inout BankConfiguration) -> Void = { _ in }
  ) throws -> ReadyTable {
    let folder = TemporaryFolder()
    var configuration = BankConfiguration()
    change(&configuration)
    return try ReadyTableReader(
      patterns: [folder.write(text, as: "table.csv")], key: "id", timeColumn: time, wanted: wanted,
      statements: ColumnStatements(configuration)
    ).read(team: ThreadTeam(threadCount: threads))
  }

  private func problem(_ body: () throws -> ReadyTable) -> String {
    do {
      let table = try body()
      return "no error: \(table.columns)"
    } catch {
      return "\(error)"
    }
  }

  private func column(_ table: ReadyTable, _ index: Int = 0) -> [Float] {
    Array(table.numbers.column(index).elements)
  }

  private func days(_ text: String...) -> [Float] {
    text.map { Float(CalendarDay(parsing: $0)?.daysSince1970 ?? .min) }
  }

  @Test("decimal commas are proven by a column's own cells, or by another column of the file")
  func decimalCommas() throws {
    #expect(column(try read("id;rate\n1;0,125\n2;0,250\n3;1,250\n")) == [0.125, 0.25, 1.25])
    let table = try read("id;a;b\n1;1,250;0,5\n2;2,500;1,5\n")
    #expect(column(table, 0) == [1.25, 2.5] && column(table, 1) == [0.5, 1.5])
    #expect(table.columns.map { $0.format?.decimal } == [.comma, .comma])
    let german = try read("id;a\n1;1.234.567,5\n2;1.250\n3;-3\n")
    #expect(column(german) == [1_234_567.5, 1250, -3])
    // A proof far behind the beginning holds for all cells.
    var long = "id;a\n"
    for row in 0..<3000 { long += "\(row);1,\(100 + row % 900)\n" }
    #expect(column(try read(long + "x;0,5\n", threads: 3))[0] == 1.1)
  }

  @Test("with decimal points thousands are grouped by commas")
  func decimalPoints() throws {
    #expect(column(try read("id,a\n1,\"1,250\"\n2,\"2,500\"\n")) == [1250, 2500])
    #expect(column(try read("id;a\n1;1,250.5\n2;2,500\n")) == [1250.5, 2500])
    #expect(column(try read("id,a\n1,\"$1,234.25\"\n2,(5)\n3,63%\n4,1.2万\n")) == [1234.25, -5, 63, 12_000])
  }

  @Test("numbers that can be read in two ways are asked about where semicolons stand between cells")
  func openNumbers() throws {
    let text = "id;a\n1;1,250\n2;2,500\n"
    let asked = problem { try read(text) }
    #expect(asked.contains("column “a”") && asked.contains("“1,250”") && asked.contains("1250 or 1.250"))
    #expect(asked.contains("`decimal: comma`"))
    #expect(column(try read(text) { $0.decimal = .comma }) == [1.25, 2.5])
    #expect(column(try read(text) { $0.decimal = .point }) == [1250, 2500])
  }

  @Test("a model reads one row as it read the whole column")
  func replay() throws {
    let trained = try read("id;a;d\n1;1,250;13/02/2024\n2;0,5;01/02/2024\n")
    let one = try read("id;d;a\n9;01/02/2024;1,250\n", wanted: trained.columns)
    #expect(column(one, 0) == [1.25] && column(one, 1) == days("2024-02-01"))
    // Where training saw nothing that decides, the new cells do.
    let whole = try read("id;a\n1;1\n2;25\n")
    #expect(column(try read("id;a\n1;1,5\n2;1,250\n", wanted: whole.columns)) == [1.5, 1.25])
  }

  @Test("dates are days, whichever way the column writes them")
  func dates() throws {
    let expected = days("2024-01-31", "2024-02-01")
    for cells in [
      ["2024-01-31", "2024-02-01"], ["20240131", "20240201"], ["2024年1月31日", "2024年2月1日"],
      ["31/01/2024", "01/02/2024"],
      ["1/31/2024", "2/1/2024"], ["31.01.2024", "01.02.2024"], ["31-Jan-2024", "1-Feb-2024"],
      ["2024-01-31 12:33:05", "2024-02-01T08:00:00Z"], ["2024/1/31", "2024-02"],
    ] {
      let table = try read("id,x,one\n1,\(cells[0]),1\n2,\(cells[1]),2\n")
      #expect(table.columns.map(\.kind) == [.date, .number] && column(table) == expected, "\(cells)")
    }
    let excel = try read("id,open_date,x\n1,45322,45322\n2,45323,45323\n")
    #expect(column(excel, 0) == expected && excel.columns.map(\.kind) == [.date, .number])
    let said = try read("id,x\n1,45322\n2,45323\n") { $0.columns.date = ["x"] }
    #expect(column(said) == expected)
    #expect(try read("id,x\n1,20240131\n2,20241331\n").columns.map(\.kind) == [.number])
  }

  @Test("the order of day and month is asked about where no day decides it")
  func undecidedDates() throws {
    let text = "id,x\n1,03/04/2024\n2,01/02/2024\n"
    let asked = problem { try read(text) }
    #expect(
      asked.contains("column “x”") && asked.contains("“01/02/2024”") && asked.contains("`dates: day_first`"))
    #expect(column(try read(text) { $0.dates = .dayFirst }) == days("2024-04-03", "2024-02-01"))
    #expect(column(try read(text) { $0.dates = .monthFirst }) == days("2024-03-04", "2024-01-02"))
    // A day above 12 at the end decides for the beginning.
    var long = "id,x\n"
    for row in 0..<3000 { long += "\(row),0\(1 + row % 9)/02/2024\n" }
    #expect(column(try read(long + "x,13/02/2024\n", threads: 3))[2] == days("2024-02-03")[0])
  }

  @Test("a cell that is no date of the column's kind is told as one")
  func unreadableDates() {
    var text = "id,x\n"
    for day in 1...28 { text += "\(day),\(day)/01/2024\n" }
    let told = problem { try read(text + "x,01/31/2024\n") { $0.columns.date = ["x"] } }
    #expect(told.contains("2024-01-31") || told.contains("is no date"))
  }

  @Test(
    "rows are put in order by all that a time column can hold, and periods print as they are called",
    arguments: [
      (["2024-01", "2024-03"], ["2024-01", "2024-03"]), (["202401", "202403"], ["202401", "202403"]),
      (["2023", "2024"], ["2023", "2024"]), (["2024Q1", "2024Q3"], ["2024Q1", "2024Q3"]),
      (["2024年1月", "2024年3月"], ["2024-01", "2024-03"]),
      (["31.01.2024", "01.02.2024"], ["2024-01-31", "2024-02-01"]),
      (["31-Jan-2024", "1-Feb-2024"], ["2024-01-31", "2024-02-01"]),
      (["20240131", "20240201"], ["20240131", "20240201"]),
      (["1", "2.5"], ["1", "2.5"]), (["100000", "2000000"], ["100000", "2000000"]),
    ])
  func times(cells: [String], printed: [String]) throws {
    let table = try read("id,t,x\n1,\(cells[0]),1\n2,\(cells[1]),2\n", time: "t")
    let time = try #require(table.time)
    #expect(time.values.map(time.text) == printed && time.values[0] < time.values[1])
  }

  @Test("a time column that is none says how dates are written")
  func badTimes() {
    let words = problem { try read("id,t,x\n1,spring,1\n2,autumn,2\n", time: "t") }
    #expect(words.contains("column “t”: it holds neither numbers nor dates") && words.contains("2024Q1"))
    let mixed = problem { try read("id,t,x\n1,13/01/2024,1\n2,01/13/2024,2\n", time: "t") }
    #expect(mixed.contains("some dates have the day first"))
    let open = problem { try read("id,t,x\n1,1/1/2024,1\n2,2/2/2024,2\n", time: "t") }
    #expect(open.contains("`dates: day_first`"))
  }
}

@Suite("Panels are read as their cells are written")
struct PanelFormatTests {
  private func panel(_ months: [String], amount: String = "300000", separator: String = ",") -> SmallPanel {
    let header = ["customer_id", "month", "demand", "time", "wealth"].joined(separator: separator)
    let rows = months.map { ["A", $0, amount, "0", "0"].joined(separator: separator) }
    return SmallPanel(([header] + rows).joined(separator: "\n") + "\n")
  }

  @Test(
    "months in every form",
    arguments: [
      ["2024年1月", "2024年2月"], ["1/31/2024", "2/29/2024"], ["31/01/2024", "29/02/2024"],
      ["Jan-2024", "Feb-2024"],
      ["202401.0", "202402.0"], ["45292", "45323"], ["20240131", "20240229"],
      ["2024-01-31 00:00:00", "2024-02-29"],
      ["31.01.2024", "29.02.2024"], ["1/2024", "2/2024"],
    ])
  func months(cells: [String]) throws {
    let read = try panel(cells).read(.labelled(until: nil))
    #expect(read.monthsPresent.map(\.description).sorted() == ["2024-01", "2024-02"])
  }

  @Test("months that cannot be read are told, by describe too")
  func unreadableMonths() throws {
    #expect(panel(["1/2/2024", "2/3/2024"]).problem(.survey).contains("`dates: day_first`"))
    #expect(panel(["2024Q1", "2024Q2"]).problem(.survey).contains("“2024Q1” is no month"))
    #expect(
      panel(["first", "second"]).problem(.survey).contains("line 2, column “month”: “first” is no month"))
    let some = try panel(["2024-01", "2024-02", "soon"]).read(.survey)
    #expect(some.report.unreadableMonths == 1 && some.report.findings.contains { $0.text == "soon" })
  }

  @Test("assets with decimal commas")
  func assets() throws {
    let january = Month(index: 2024 * 12)
    let commas = try panel(["2024-01"], amount: "1.300.000,5", separator: ";").read(.one(nil))
    #expect(commas.assets(0, january) == 1_300_000.5)
    let points = try panel(["2024-01"], amount: "\"1,300,000.5\"").read(.one(nil))
    #expect(points.assets(0, january) == 1_300_000.5)
    var said = panel(["2024-01"], amount: "300,500", separator: ";")
    #expect(said.problem().contains("`decimal: comma`"))
    said.configuration.panel[0].decimal = .point
    #expect(try said.read(.one(nil)).assets(0, january) == 300_500)
  }
}
