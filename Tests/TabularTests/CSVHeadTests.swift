import Parallel
import Testing

@testable import Tabular

@Suite("Beginnings of CSV files")
struct CSVHeadTests {
  private let folder = TemporaryFolder()

  private func rows(_ text: String, wave: Int = 512, as name: String = "x.csv") throws -> (
    header: [String], rows: [[String]]
  ) {
    let path = folder.write(text, as: name)
    let sizes = ReadingSizes(wave: wave, block: 64)
    let cells = try CSVScanTests.rows(path: path, sizes: sizes, threads: 2)
    return (
      try CSVScan(path: path, sizes: sizes).header,
      cells.map { $0.map { String(decoding: $0, as: UTF8.self) } }
    )
  }

  @Test(
    "Excel's line before the header names the separator",
    arguments: [
      "sep=;\r\na;b,c\r\n1;2\r\n", "\u{FEFF}sep=;\na;b,c\n1;2\n", "\"sep=;\"\na;b,c\n1;2",
      "SEP=;\ra;b,c\r1;2\r",
    ])
  func separatorLine(text: String) throws {
    let found = try rows(text)
    #expect(found.header == ["a", "b,c"] && found.rows == [["1", "2"]])
  }

  @Test("any sign can be the separator that is named")
  func otherSeparators() throws {
    for separator in ["\t", "|", "^", ":"] {
      let found = try rows("sep=\(separator)\na\(separator)b\n1\(separator)2\n")
      #expect(found.header == ["a", "b"] && found.rows == [["1", "2"]])
    }
    let column = try rows("sep=,b\n1,2\n")
    #expect(column.header == ["sep=", "b"])
    #expect(throws: TableError.self) { try rows("sep=;\n") }
  }

  @Test("rows may end with carriage returns alone")
  func returns() throws {
    let expected = [["1", "x\ny"], ["2", ""], ["3", "z"]]
    let found = try rows("a,b\r1,\"x\ry\"\r2,\r3,z", as: "r.csv")
    #expect(found.header == ["a", "b"])
    #expect(found.rows.map { $0.map { $0.filter { $0 != "\"" } } } == expected)
    var long = "a,b\r"
    for row in 0..<500 { long += "\(row),\(row * row)\r" }
    #expect(try rows(long).rows == (0..<500).map { ["\($0)", "\($0 * $0)"] })
    // With line feeds about, a carriage return alone is part of its cell.
    #expect(try rows("a,b\n1,x\ry\n").rows == [["1", "x\ry"]])
    let path = folder.write("a,b\r1,2\r3,4\r", as: "l.csv")
    #expect(try CSVScan(path: path).line(ofPlace: 9) == 3)
  }

  @Test("a header may be longer than a wave and than the first look at the file", arguments: [40, 12_000])
  func longHeaders(columns: Int) throws {
    let names = (0..<columns).map { "近六个月日均资产\($0)" }
    let row = (0..<columns).map { String($0 % 7) }
    let found = try rows(([names, row, row].map { $0.joined(separator: ",") }).joined(separator: "\n"))
    #expect(found.header == names && found.rows == [row, row])
  }

  @Test("a quote that is never closed is told")
  func unclosed() {
    let error = #expect(throws: TableError.self) { try rows("a,\"b\n1,2\n3,4\n") }
    #expect("\(error.map { "\($0)" } ?? "")".contains("the header row never ends"))
  }
}
