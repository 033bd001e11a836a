import Testing

@testable import SystemIO

@Suite("Writers of tables and JSON")
struct WriterTests {
  private func csv(_ rows: [[String]], neutralises: Bool, mark: Bool = false) throws -> String {
    let scratch = try ScratchFolder()
    let file = try AtomicFile(path: scratch.file("a.csv"))
    let writer = CSVWriter(to: file, neutralisesFormulas: neutralises, byteOrderMark: mark)
    for row in rows { try writer.row(row) }
    try file.commit()
    return try scratch.text("a.csv")
  }

  @Test("quote what must be quoted and nothing else")
  func quotes() throws {
    let rows = [["a", "b c", ""], ["x,y", "say \"hi\"", "two\nlines"], ["回车\r", "'", "=1+1"]]
    #expect(
      try csv(rows, neutralises: false)
        == "a,b c,\n\"x,y\",\"say \"\"hi\"\"\",\"two\nlines\"\n\"回车\r\",',=1+1\n")
  }

  @Test("keep a spreadsheet from running a text as a formula, and leave numbers alone")
  func neutralises() throws {
    let texts = ["=cmd()", "+1", "-1", "@x", "\tx", "\rx", "a=1", "=a,b"]
    #expect(
      try csv([texts], neutralises: true)
        == "'=cmd(),'+1,'-1,'@x,'\tx,\"'\rx\",a=1,\"'=a,b\"\n")
    let scratch = try ScratchFolder()
    let file = try AtomicFile(path: scratch.file("a.csv"))
    let writer = CSVWriter(
      to: file, neutralisesFormulas: true, byteOrderMark: true, lineEnd: .returnAndNewline)
    writer.number("-1.5")
    writer.number("")
    try writer.endRow()
    try file.commit()
    #expect(try scratch.bytes("a.csv") == [0xEF, 0xBB, 0xBF] + Array("-1.5,\r\n".utf8))
  }

  @Test("keep small tables from being run too, and their numbers numbers")
  func tables() throws {
    let bytes = try ByteCollector.table(
      header: ["=cmd|' /C calc'!A0", "value"],
      rows: [["@sum", "-0.5"], ["-2+3+cmd", "1e-05"], ["+x", "inf"], ["a,b", ""], ["-7", "nan"]])
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "'=cmd|' /C calc'!A0,value\n'@sum,-0.5\n'-2+3+cmd,1e-05\n'+x,inf\n\"a,b\",\n-7,nan\n")
    for text in ["=x", "'=x", "-1", "x", "'x", "", "'"] {
      let writer = ByteCollector()
      let csv = CSVWriter(to: writer, neutralisesFormulas: true)
      csv.text(text)
      try csv.endRow()
      let cell = String(decoding: writer.bytes.dropLast(), as: UTF8.self)
      #expect(CSVWriter.unguarded(cell) == (text == "'=x" ? "=x" : text))
    }
  }

  struct Sample: Codable, Equatable {
    var b: [Double]
    var a: [Float]
    var seed: UInt64
    var path: String
  }

  @Test("JSON is the same bytes for the same value, and every number reads back")
  func json() throws {
    var generator = EncodingTests.Generator(state: 3)
    var sample = Sample(
      b: [0, -0.0, 0.1, 1e300, .leastNonzeroMagnitude, .infinity, -.infinity],
      a: [0.1, .leastNonzeroMagnitude, .infinity], seed: .max,
      path: "a/客户.csv")
    for _ in 0..<2000 {
      let double = Double(bitPattern: generator.next())
      if double.isFinite { sample.b.append(double) }
      let float = Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()))
      if float.isFinite { sample.a.append(float) }
    }
    for indented in [true, false] {
      let bytes = try DeterministicJSON.encode(sample, indented: indented)
      #expect(try DeterministicJSON.encode(sample, indented: indented) == bytes)
      let read = try DeterministicJSON.decode(Sample.self, from: bytes)
      #expect(read.b.map(\.bitPattern) == sample.b.map(\.bitPattern))
      #expect(read.a.map(\.bitPattern) == sample.a.map(\.bitPattern))
      #expect(read.seed == sample.seed && read.path == sample.path)
      #expect(bytes.last == UInt8(ascii: "\n"))
    }
    let text = String(
      decoding: try DeterministicJSON.encode(["b/c": 0.1, "a": 2], indented: false), as: UTF8.self)
    #expect(text == "{\"a\":2,\"b/c\":0.1}\n")
  }

  @Test("JSON for people has lists of plain values on one line, and texts as they are")
  func layout() throws {
    struct Sample: Codable {
      var lists: [[Int]]
      var empty: [Int]
      var texts: [String]
    }
    let bytes = try DeterministicJSON.encode(
      Sample(lists: [[1, 2], []], empty: [], texts: ["a, b ] \n", "\"[", "\\"]))
    #expect(
      String(decoding: bytes, as: UTF8.self) == #"""
        {
          "empty" : [],
          "lists" : [
            [1, 2],
            []
          ],
          "texts" : ["a, b ] \n", "\"[", "\\"]
        }

        """#)
  }

  @Test("JSON's depth is counted outside of texts only")
  func depth() {
    let depth = { (text: String) in DeterministicJSON.nestingDepth(of: text.utf8) }
    #expect(depth("") == 0 && depth("{}") == 1 && depth("[[{}],[]]") == 3)
    #expect(depth("[\"[[[\\\"[[\", 1]") == 1)
  }
}
